// Wake a chart up when it comes into view: Vega draws over the static picture, which stays for print, at its size.
(() => {
  const script = new URL("vega.js", document.currentScript.src).href;
  let loaded;
  const load = () => (loaded ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  }));
  const wake = async (chart) => {
    const spec = JSON.parse(chart.querySelector(".chart-spec").textContent);
    await load();
    const picture = [...chart.querySelectorAll(".chart-static > svg")].find((svg) => svg.checkVisibility());
    const live = document.createElement("div");
    live.className = "chart-live";
    live.ariaHidden = "true"; // the frame describes it
    chart.querySelector(".chart-frame").append(live);
    spec.width = Number(picture.getAttribute("width"));
    if (picture.closest(".narrow")) spec.height = spec.usermeta.narrow ?? spec.height;
    spec.config = window.econsecConfig;
    // `ast`: expressions are interpreted, so that the page needs no `unsafe-eval`.
    const options = { actions: false, ast: true, renderer: "svg", tooltip: { theme: "custom" } };
    const { view } = await window.vegaEmbed(live, spec, options);
    const drawn = live.querySelector("svg");
    // Of the same size, so that nothing on the page moves.
    for (const side of ["width", "height"]) drawn.setAttribute(side, picture.getAttribute(side));
    chart.classList.add("awake");
    chart.dispatchEvent(new CustomEvent("awake", { detail: view }));
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((e) => e.isIntersecting)) {
      watch.unobserve(entry.target);
      wake(entry.target);
    }
  });
  // A chart in the first view waits for the reader's first move: the page is read before anything is hovered.
  const moves = ["scroll", "pointermove", "pointerdown", "touchstart", "keydown"];
  const start = () => {
    for (const move of moves) removeEventListener(move, start, true);
    for (const chart of document.querySelectorAll(".chart")) watch.observe(chart);
  };
  for (const move of moves) addEventListener(move, start, { capture: true, passive: true });
  if (scrollY > 0) start();
  // Another width, another picture.
  matchMedia("(max-width: 575.98px)").addEventListener("change", () => {
    for (const chart of document.querySelectorAll(".chart.awake")) {
      chart.classList.remove("awake");
      chart.querySelector(".chart-live").remove();
      watch.observe(chart);
    }
  });
})();
