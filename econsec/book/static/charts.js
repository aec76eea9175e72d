// Wake a chart up when it comes into view: Vega draws over the static picture, which stays for print.
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
    const live = document.createElement("div");
    live.className = "chart-live";
    chart.querySelector(".chart-frame").append(live);
    spec.width = chart.clientWidth;
    spec.config = window.econsecConfig;
    await window.vegaEmbed(live, spec, { actions: false, renderer: "svg", tooltip: { theme: "custom" } });
    chart.classList.add("awake");
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((e) => e.isIntersecting)) {
      watch.unobserve(entry.target);
      wake(entry.target);
    }
  });
  for (const chart of document.querySelectorAll(".chart")) watch.observe(chart);
})();
