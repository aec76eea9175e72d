// What the frame of a page does: switches that stay at the place, colours, the search by key, folded tables, places that scroll.
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // A switch of language or edition leads to what the reader is at: the last heading, exhibit or row asked for above the middle.
  const place = () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = asked?.getBoundingClientRect();
    if (box && box.top > -1 && box.top < innerHeight) return asked.id;
    if (scrollY < 200) return location.hash && asked ? asked.id : "";
    return all("article section[id], article figure[id]").filter((one) => one.getBoundingClientRect().top < innerHeight / 2).at(-1)?.id ?? "";
  };
  const follow = (link) => {
    const url = new URL(link.href);
    url.hash = place();
    link.href = url.href;
  };
  all(".language-switch, .edition-switch").forEach((link) => {
    if (link.title) return; // it leads to another page
    for (const move of ["pointerdown", "focus", "mouseenter"]) link.addEventListener(move, () => follow(link));
    link.addEventListener("click", () => follow(link));
  });

  addEventListener("hashchange", () => all(".language-switch, .edition-switch:not([title])").forEach((link) => {
    const url = new URL(link.href);
    url.hash = location.hash;
    link.href = url.href;
  }));

  // Search engines want whole addresses; only the place where the page lies knows them.
  all('link[rel="alternate"][hreflang]').forEach((link) => { link.href = link.href; });

  // Colours: light, dark, or the device's.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = find(".theme-switch-button");
  const colour = (mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    button.ariaLabel = `${button.dataset.label}: ${button.dataset[mode]}`;
    button.title = button.ariaLabel;
  };
  button.addEventListener("click", () => {
    const order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    const mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    try { localStorage.setItem("mode", mode); } catch {} // storage may be forbidden: the choice holds for this page
    colour(mode);
  });
  dark.addEventListener("change", () => colour(root.dataset.mode));
  colour(root.dataset.mode ?? "auto");

  // A list that the bar opened closes where one of its links leads to a place of the page.
  all("[popover]").forEach((list) => list.addEventListener("click", ({ target }) => {
    if (target.closest("a") && list.matches(":popover-open")) list.hidePopover();
  }));

  // The search field, by its key; where the page shows none, the page of the search.
  const mac = navigator.platform.startsWith("Mac") || navigator.platform === "iPhone";
  addEventListener("keydown", (event) => {
    const held = mac ? event.metaKey : event.ctrlKey;
    if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey || !held) return;
    event.preventDefault();
    const form = find("form.search");
    if (form.checkVisibility()) form.elements.q.select();
    else location.href = form.action;
  });

  // What is folded: a button shows all of it, and so does whoever filters or sorts a table. A row that is asked for shows by itself.
  const unfold = (control, open) => {
    document.getElementById(control.getAttribute("aria-controls")).classList.toggle("unfolded", open);
    control.setAttribute("aria-expanded", open);
    control.textContent = open ? control.dataset.less : control.dataset.more;
  };
  all(".unfold").forEach((control) => {
    const folded = document.getElementById(control.getAttribute("aria-controls"));
    control.addEventListener("click", () => {
      const open = !folded.classList.contains("unfolded");
      unfold(control, open);
      if (!open) folded.closest("figure, section").scrollIntoView({ block: "nearest" });
    });
    folded.addEventListener("unfold", () => unfold(control, true));
  });
  // What is asked for inside a fold opens it.
  const reveal = () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = asked?.closest("details:not([open])");
    for (let one = fold; one; one = one.parentElement.closest("details")) one.open = true;
    const away = asked && !fold && !asked.checkVisibility();
    if (away) asked.closest("section").dispatchEvent(new CustomEvent("unfold"));
    if (fold || away) asked.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // What scrolls sideways is reached by keyboard and has a name.
  const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth + 1) {
      target.tabIndex = 0;
      target.role = "region";
      const name = target.closest("figure")?.querySelector("figcaption > p") ?? target.closest("section")?.querySelector("h1, h2");
      target.ariaLabel = (name?.textContent ?? document.title).replace("#", "").trim();
    } else for (const one of ["tabindex", "role", "aria-label"]) target.removeAttribute(one);
  }));
  all("article :is(pre, .output)").forEach((one) => frames.observe(one));
})();
