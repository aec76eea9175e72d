// What the frame of a page does: language, colours, the two lists of contents, the search dialog, tables that scroll.
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // A switch of language or edition leads to the heading that the reader is at, not only to the page.
  const follow = () => all(".language-switch, .edition-switch").forEach((link) => {
    const url = new URL(link.href);
    url.hash = location.hash;
    link.href = url.href;
  });
  addEventListener("hashchange", follow);
  follow();

  // Search engines want whole addresses; only the place where the page lies knows them.
  all('link[rel="alternate"][hreflang]').forEach((link) => { link.href = link.href; });

  // Colours: light, dark, or the device's.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = find(".theme-switch-button");
  const colour = (mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    if (!button) return;
    button.ariaLabel = `${button.dataset.label}: ${button.dataset[mode]}`;
    button.title = button.ariaLabel;
  };
  const next = () => {
    const order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    const mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    try { localStorage.setItem("mode", mode); } catch {} // storage may be forbidden: the choice holds for this page
    colour(mode);
  };
  button?.addEventListener("click", next);
  dark.addEventListener("change", () => colour(root.dataset.mode));
  colour(root.dataset.mode ?? "auto");

  // Dialogs close on a click beside them.
  all("dialog").forEach((dialog) => dialog.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
    const box = dialog.getBoundingClientRect();
    if (target === dialog && (x < box.left || x > box.right || y < box.top || y > box.bottom)) dialog.close();
  }));

  // The lists of contents: beside the text where there is room, else in a dialog.
  const move = (from, to) => {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.className = "";
  };
  const drawer = (toggle, sidebar, dialog, wide) => {
    if (!toggle || !sidebar || !dialog) return;
    toggle.addEventListener("click", () => {
      if (wide?.matches) {
        toggle.ariaExpanded = String(!sidebar.classList.toggle("pst-sidebar-hidden"));
        return;
      }
      move(sidebar, dialog);
      dialog.showModal();
    });
    dialog.addEventListener("close", () => move(dialog, sidebar));
    dialog.addEventListener("click", ({ target }) => target.closest("a") && dialog.close());
  };
  const wide = matchMedia("(min-width: 992px)");
  drawer(find(".primary-toggle"), find("#pst-primary-sidebar"), find("#pst-primary-sidebar-modal"), wide);
  drawer(find(".secondary-toggle"), find("#pst-secondary-sidebar"), find("#pst-secondary-sidebar-modal"));

  // The search: the field of the page where it has one, else the dialog; by its buttons and by Ctrl+K.
  const mac = navigator.platform.startsWith("Mac") || navigator.platform === "iPhone";
  const search = () => {
    const field = find("main form.bd-search input");
    const dialog = find("#pst-search-dialog");
    if (field) field.select();
    else if (dialog.open) dialog.close();
    else {
      find("dialog[open]")?.close();
      dialog.showModal();
    }
  };
  if (mac) all(".kbd-shortcut__modifier").forEach((key) => { key.textContent = "⌘"; });
  all(".search-button__button").forEach((one) => one.addEventListener("click", search));
  addEventListener("keydown", (event) => {
    const held = mac ? event.metaKey : event.ctrlKey;
    if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey || !held) return;
    event.preventDefault();
    search();
  });

  // The contents of the page show where the reader is.
  const links = new Map(all(".page-toc a[href^='#']").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const top = (section) => section.getBoundingClientRect().top;
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const end = scrollY + innerHeight > root.scrollHeight - 2; // the last sections cannot come up to the top
    const here = end && sections.includes(asked) && top(asked) >= 0 && top(asked) < innerHeight
      ? asked.id : sections.filter((one) => top(one) < (end ? innerHeight : innerHeight / 3)).at(-1)?.id;
    for (const [id, link] of links) {
      link.classList.toggle("active", id === here);
      if (id === here) link.ariaCurrent = "true";
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  };
  if (sections.length) {
    new IntersectionObserver(soon, { threshold: [0, 0.5, 1] }).observe(sections[0]);
    addEventListener("scroll", soon, { passive: true });
    addEventListener("hashchange", soon);
  }

  // What scrolls sideways is reached by keyboard and has a name.
  const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const table = target.querySelector("table");
    const name = target.closest("figure")?.querySelector("figcaption > p") ?? table?.caption
      ?? document.getElementById(table?.getAttribute("aria-labelledby")) ?? target.closest("section")?.querySelector("h1, h2, h3");
    if (target.scrollWidth > target.clientWidth + 1) {
      target.tabIndex = 0;
      target.role = "region";
      target.ariaLabel = (name?.textContent ?? document.title).replace("#", "").trim();
    } else for (const one of ["tabindex", "role", "aria-label"]) target.removeAttribute(one);
  }));
  all(".bd-article .output").forEach((one) => frames.observe(one));
})();
