// Long tables: a field that filters rows, headings that sort them. Parts stay with their whole, rows under their heading.
// Written by hand: the well-kept libraries for this come by npm, weigh fifty times as much, and know no such families.
(() => {
  const PERIOD = /^P(\d+)([DM])$/;
  const MEASURE = /^-?\d+(\.\d+)?$|^\d{4}(-\d\d){0,2}(\/.*)?$/;
  const lang = document.documentElement.lang;
  const compare = new Intl.Collator(lang, { numeric: true }).compare;

  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell || cell.classList.contains("unknown")) return null;
    const value = cell.dataset.value ?? "";
    const period = PERIOD.exec(value);
    if (period) return period[1] * (period[2] === "M" ? 30 : 1);
    if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
    return MEASURE.test(value) ? value : cell.textContent.trim();
  };
  const order = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : compare(one, other));

  // Groups of families: a group may have a heading row, a family is a row with the parts that follow it.
  const read = (body) => {
    const groups = [];
    for (const row of body.rows) {
      if (row.classList.contains("group") || !groups.length) groups.push({ heading: null, families: [] });
      const group = groups.at(-1);
      if (row.classList.contains("group")) group.heading = row;
      else if (row.classList.contains("child") && group.families.length) group.families.at(-1).push(row);
      else group.families.push([row]);
    }
    return groups;
  };

  const unfold = (table) => table.dispatchEvent(new CustomEvent("unfold"));

  const sortable = (table, groups) => {
    const headings = [...table.tHead.rows[0].cells];
    const arrange = (column, way) => {
      for (const { heading, families } of groups) {
        const keyed = families.map((family, place) => ({ family, place, key: key(family[0], column) }));
        if (way) keyed.sort((a, b) => (a.key === null) - (b.key === null) || way * order(a.key, b.key) || a.place - b.place);
        if (heading) table.tBodies[0].append(heading);
        for (const { family } of keyed) table.tBodies[0].append(...family);
      }
    };
    headings.forEach((th, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      button.onclick = () => {
        unfold(table);
        const next = { ascending: "descending", descending: null }[th.ariaSort] ?? (th.ariaSort ? null : "ascending");
        for (const one of headings) one.removeAttribute("aria-sort");
        if (next) th.setAttribute("aria-sort", next);
        arrange(column, { ascending: 1, descending: -1 }[next] ?? 0);
      };
    });
  };

  const filterable = (tools, table, groups) => {
    const field = document.createElement("input");
    const status = document.createElement("span");
    field.type = "search";
    field.placeholder = tools.dataset.label;
    field.setAttribute("aria-label", tools.dataset.label);
    status.setAttribute("role", "status");
    const best = document.createElement("input");
    const all = groups.flatMap((group) => group.families.flat());
    const original = (row) => row.querySelector(".seen-original") !== null;
    best.type = "checkbox";
    tools.append(field);
    if (all.some(original) && !all.every(original)) {
      const label = document.createElement("label");
      label.append(best, tools.dataset.originals);
      tools.append(label);
    }
    tools.append(status);
    const total = all.length;
    const choose = () => {
      unfold(table);
      const wanted = field.value.trim().toLocaleLowerCase(lang);
      const holds = (row) => row?.textContent.toLocaleLowerCase(lang).includes(wanted);
      for (const row of groups.flatMap(({ heading, families }) => [heading, ...families.flat()])) if (row) row.hidden = false;
      let shown = 0;
      for (const { heading, families } of groups) {
        const whole = !wanted || holds(heading);
        const kept = families.filter((family) => (whole || family.some(holds)) && (!best.checked || family.some(original)));
        for (const family of families) for (const row of family) row.hidden = !kept.includes(family);
        if (heading) heading.hidden = !kept.length;
        shown += kept.flat().length;
      }
      status.textContent = wanted || best.checked ? tools.dataset.status.replace("{shown}", shown).replace("{total}", total) : "";
    };
    field.oninput = best.onchange = choose;
  };

  for (const tools of document.querySelectorAll(".table-tools")) {
    const table = document.getElementById(tools.dataset.table);
    const groups = read(table.tBodies[0]);
    sortable(table, groups);
    filterable(tools, table, groups);
  }
})();
