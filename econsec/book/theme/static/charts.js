// Marks of charts say what they show: to a pointer the nearest one, to a tap, and to the arrow keys one after another. What they
// say is a script of its own, asked for when a reader first comes to the chart; the drawing stays as it is.
(() => {
  const place = new URL("../charts/", document.currentScript.src);
  const REACH = 24, APART = 12; // px: from which distance a mark answers, and how far from it what it says stands
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.setAttribute("role", "status");
  document.body.append(tip);
  let lit, pinned = false, turn = 0;

  const asked = new Map();
  const said = (chart) => {
    const name = chart.dataset.marks;
    if (!asked.has(name)) asked.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${new URL(`${name}.js`, place)}?v=${chart.dataset.version}`;
      script.onload = () => resolve(window.econsecSaid[name]);
      script.onerror = reject;
      document.head.append(script);
    }));
    return asked.get(name);
  };
  const marks = (chart) => [...chart.querySelectorAll(".chart-static [data-row]")].filter((mark) => mark.checkVisibility({ visibilityProperty: true }));

  const hide = () => {
    turn += 1; // what was asked for meanwhile is not shown
    for (const one of document.querySelectorAll(".chart .lit")) one.classList.remove("lit");
    lit = undefined;
    pinned = false;
    tip.replaceChildren();
  };
  const line = (name, ...content) => {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  };
  const show = async (chart, mark, hold = false) => {
    const mine = ++turn, number = mark.dataset.row;
    const { titles, rows, links = {}, more } = await said(chart);
    if (mine !== turn) return;
    hide();
    if (!rows[number]) return;
    [lit, pinned] = [mark, hold];
    const [first, ...others] = rows[number].map((text, n) => [titles[n], text]).filter(([, text]) => text);
    tip.append(line("b", first[1]), ...others.map(([title, text]) => line("p", line("span", title), ` ${text}`)));
    if (links[number]) {
      const link = line("a", more);
      link.href = links[number];
      tip.append(link);
    }
    for (const one of chart.querySelectorAll(`[data-row="${number}"]`)) one.classList.add("lit"); // the mark and its name
    tip.classList.toggle("held", hold);
    stand(mark.getBoundingClientRect());
  };
  // Beside the mark where there is room, else above or below it; always inside the window.
  const stand = (box) => {
    const { offsetWidth: wide, offsetHeight: high } = tip, within = (at, most) => Math.max(4, Math.min(at, most - 4));
    const width = document.documentElement.clientWidth;
    let left = box.right + APART, top = within(box.top + box.height / 2 - high / 2, innerHeight - high);
    if (left + wide > width - 4) left = box.left - APART - wide;
    if (left < 4) {
      left = within(box.left + box.width / 2 - wide / 2, width - wide);
      top = box.top - APART - high > 4 ? box.top - APART - high : within(box.bottom + APART, innerHeight - high);
    }
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
  };
  const nearest = (chart, { clientX: x, clientY: y }) => {
    let found, least = REACH;
    for (const mark of marks(chart)) {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      const away = Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
      if (away < least) [found, least] = [mark, away];
    }
    return found;
  };

  const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const step = (chart, by) => {
    const all = marks(chart), rows = [...new Set(all.map((mark) => mark.dataset.row))];
    const at = lit && chart.contains(lit) ? rows.indexOf(lit.dataset.row) : -1;
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    const mark = all.find((one) => one.dataset.row === next);
    mark?.scrollIntoView({ block: "nearest" });
    if (mark) show(chart, mark, true);
  };
  // Show of a drawing what lies between two heights, under its axis; or all of it again.
  const alone = (svg, band, [axis, room], id) => {
    svg.dataset.whole ??= svg.getAttribute("viewBox");
    const [left, , width, height] = svg.dataset.whole.split(" ").map(Number), [begin, end] = band ?? [room, height];
    const high = end - begin + (band ? 1.5 * room : room);
    svg.setAttribute("viewBox", `${left} ${begin - room} ${width} ${high}`);
    svg.setAttribute("height", high);
    document.getElementById(id)?.remove();
    svg.insertAdjacentHTML("afterbegin", `<clipPath id="${id}"><rect x="-9" y="${begin}" width="${width}" height="${end - begin}"/></clipPath>`);
    for (const part of svg.querySelectorAll('g[class*="role-mark"]')) {
      if (part.classList.contains(`${axis}_marks`)) part.setAttribute("transform", `translate(0,${begin - room})`);
      else band ? part.setAttribute("clip-path", `url(#${id})`) : part.removeAttribute("clip-path");
    }
  };

  for (const chart of document.querySelectorAll(".chart[data-marks]")) {
    const frame = chart.querySelector(".chart-frame");
    frame.tabIndex = 0;
    frame.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse" || pinned) return;
      const mark = nearest(chart, event);
      if (mark !== lit) mark ? show(chart, mark) : hide();
    });
    frame.addEventListener("pointerleave", () => pinned || hide());
    frame.addEventListener("click", (event) => {
      const mark = nearest(chart, event);
      mark && !(pinned && mark === lit) ? show(chart, mark, true) : hide();
    });
    frame.addEventListener("keydown", (event) => {
      const link = tip.querySelector("a");
      if (event.key === "Enter" && link) link.click();
      if (!(event.key in MOVES) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(chart, MOVES[event.key]);
    });
    frame.addEventListener("focus", () => frame.matches(":focus-visible") && step(chart, -Infinity));
    frame.addEventListener("blur", (event) => tip.contains(event.relatedTarget) || hide());

    const pick = chart.querySelector(".chart-pick select");
    pick?.addEventListener("change", () => {
      const mark = marks(chart).find((one) => one.dataset.row === pick.value);
      if (!mark) return hide();
      mark.scrollIntoView({ block: "center" });
      show(chart, mark, true);
    });
    pick?.parentElement.classList.add("ready");

    // Buttons show the marks of one kind alone, and of a drawing in lanes one lane under its axis.
    const choice = chart.querySelector(".chart-choice:not(.chart-pick)"), buttons = [...(choice?.querySelectorAll("button") ?? [])];
    for (const button of buttons) button.addEventListener("click", async () => {
      const { groups, bands, axis } = await said(chart), chosen = button.getAttribute("aria-pressed") === "true" ? "" : button.textContent;
      hide();
      for (const one of buttons) one.setAttribute("aria-pressed", one.textContent === chosen);
      for (const mark of chart.querySelectorAll(".chart-static [data-row]")) {
        mark.classList.toggle("off", Boolean(chosen) && groups[mark.dataset.row] !== chosen);
      }
      for (const [width, ends] of Object.entries(bands ?? {})) alone(chart.querySelector(`.${width} svg`), ends[buttons.findIndex((one) => one.textContent === chosen)], axis, `${chart.id}-${width}-alone`);
    });
    choice?.classList.add("ready");
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", () => { // what a reader holds goes with its mark, as long as that is in sight
    if (!lit) return;
    const box = lit.getBoundingClientRect();
    pinned && box.bottom > 0 && box.top < innerHeight ? stand(box) : hide();
  }, { passive: true });
  addEventListener("pointerdown", (event) => event.target.closest?.(".chart, .chart-tip") || hide());
})();
