// The finder and the comparison of two days. Both filter the same intervals, which the build has worked out: who is touched by what, and
// how it stood from when until when. What is chosen stands in the address's fragment, which no server sees.
(() => {
  const REMEMBERED = "econsec-last-visit", NAMES = 6, SHOWN = 12;
  const lang = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" });
  const date = (iso) => (iso ? day.format(new Date(`${iso}T00:00:00Z`)) : "");
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const element = (name, attributes = {}, ...content) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...content);
    return made;
  };

  const asked = new Map();
  const read = (tool, name) => {
    if (!asked.has(name)) asked.set(name, new Promise((resolve, reject) => {
      const script = element("script", { src: `${tool.dataset.record}${name}.js?v=${tool.dataset.version}`, onerror: reject });
      script.onload = () => resolve(window.econsecRecord[name]);
      document.head.append(script);
    }));
    return asked.get(name);
  };
  // The entries of a sector with those on goods in general, or all; what stands in several files counts once.
  const entries = async (tool, index, sector) => {
    const names = sector ? [sector, "none"] : [...Object.keys(index.sectors), "none"];
    const found = new Map();
    for (const part of await Promise.all(names.map((name) => read(tool, name)))) {
      for (const one of part) found.set(`${one.table}/${one.row}`, one);
    }
    return [...found.values()];
  };

  // What stood on a day: [first day, last day, status, group, planned, ends, recorded, begins].
  const on = (entry, when) => entry.stood.find(([first, last]) => first <= when && (!last || when <= last));
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const holds = ({ title }, words) => folded(words).split(/\s+/).every((word) => folded(title).includes(word));
  const touches = (entry, { sector, home, partner, destination, firm }) => {
    const party = home || partner, controls = entry.table === "export_controls";
    if (sector && !entry.sectors.includes(sector) && !entry.general) return false;
    if (firm && !entry.firms.includes(firm)) return false;
    if (party && !entry.partners.includes(party) && !entry.everyone) return false;
    if (!destination || entry.destinations.includes(destination)) return true;
    return controls ? !entry.destinations.length : Boolean(party) && !entry.destinations.length;
  };
  const compared = (all, first, second) => {
    const found = [];
    for (const entry of all) {
      const before = on(entry, first), after = on(entry, second);
      if (entry.table === "provisions" || !after || before === after) continue;
      const [, , , , planned, ends] = after, began = !before || (before[4] && !planned);
      found.push({ entry, before, after, what: ends ? "ended" : began ? "began" : "changed" });
    }
    const there = new Set(found.map(({ entry }) => `${entry.table}/${entry.row}`));
    return found.filter(({ entry }) => !there.has(`${entry.table}/${entry.whole}`));
  };
  window.econsecLogic = { on, touches, compared };

  const start = async (tool) => {
    const index = await read(tool, "index"), { texts } = index, finder = tool.dataset.tool === "finder";
    const kind = Object.fromEntries(Object.entries(index.kinds).filter(([table]) => table !== (finder ? "events" : "provisions")));
    const choices = finder
      ? { sector: index.sectors, home: index.countries, destination: index.destinations, firm: index.firms, kind }
      : { sector: index.sectors, partner: index.countries, kind };
    const days = finder ? ["on"] : ["from", "to"];
    const form = element("form", { className: "record-form", onsubmit: (event) => event.preventDefault() });
    const fields = {};
    for (const [name, options] of Object.entries(choices)) {
      fields[name] = element("select", { name }, element("option", { value: "", textContent: texts.any }));
      for (const [value, textContent] of Object.entries(options)) fields[name].append(element("option", { value, textContent }));
    }
    fields.words = element("input", { type: "search", name: "words" });
    for (const name of days) fields[name] = element("input", { type: "date", name, min: index.first, max: index.day, required: true });
    for (const [name, field] of Object.entries(fields)) form.append(element("label", {}, texts[name], field));
    const notes = element("div", { className: "record-notes" }), count = element("p", { className: "record-count" });
    count.setAttribute("role", "status");
    const list = element("div"), remembered = element("div", { className: "record-visit" });

    const standard = { on: index.day, to: index.day, from: monthBefore(index.day) };
    const chosen = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
    // Take what the address asks for; of what is not known the page says so, and offers what there is.
    const take = () => {
      const wanted = new URLSearchParams(location.hash.slice(1));
      notes.replaceChildren();
      for (const [name, field] of Object.entries(fields)) {
        const value = wanted.get(name) ?? standard[name] ?? "";
        const right = name === "words" ? true : name in choices ? value === "" || Object.hasOwn(choices[name], value) : isDay(value) && value <= index.day;
        if (!right) notes.append(element("p", {}, filled(texts.unknown, { value })));
        field.value = right ? value : standard[name] ?? "";
        if (right && days.includes(name) && value < index.first) notes.append(element("p", {}, filled(texts.early, { date: date(index.first) })));
      }
      return show();
    };
    const keep = () => {
      const said = Object.entries(chosen()).filter(([name, value]) => value && value !== standard[name]);
      history.replaceState(null, "", said.length ? `#${new URLSearchParams(said)}` : location.pathname + location.search);
      notes.replaceChildren();
      show();
    };

    const names = (keys, known) => (keys.length > NAMES ? [filled(texts.others, { n: keys.length })] : keys.map((key) => known[key] ?? key));
    const item = (entry, said, stood) => {
      const about = [
        ...entry.sectors.map((key) => index.sectors[key]), ...(entry.general ? [texts.every] : []),
        ...names(entry.partners, index.countries),
        ...(entry.table === "export_controls" && entry.everyone ? [texts.exporters] : entry.everyone && !entry.partners.length ? [texts.everyone] : []),
        ...entry.firms.slice(0, NAMES).map((key) => index.firms[key]),
      ];
      const title = entry.address ? element("a", { href: entry.address }, entry.title) : element("b", {}, entry.title);
      const [when, begins] = [stood[0], stood[7]], ahead = stood[4] && begins > when;
      const since = entry.table === "events" ? "{date}" : ahead ? texts.begins : texts.since;
      const stands = [said, when && filled(since, { date: date(ahead ? begins : when) }),
        entry.due && filled(texts.due, { date: entry.due }), entry.confirmed && filled(texts.confirmed, { date: date(entry.confirmed) })];
      const sources = entry.sources.flatMap(([number, key]) => [" ", element("a", { href: `sources.html#source-${key}` }, String(number))]);
      return element("li", {},
        element("p", {}, element("span", { className: "record-kind" }, entry.kind), " ", title),
        element("p", { className: "record-stand" }, stands.filter(Boolean).join(" · ")),
        element("p", { className: "record-about" }, [...new Set(about)].join(" · "), element("span", { className: "record-sources" }, ` ${texts.sources}:`, ...sources)));
    };
    const listed = (items) => element("ul", { className: "record-list" }, ...items);
    const unfolding = (summary, items) => element("details", {}, element("summary", {}, summary), listed(items));
    const few = (items) => [listed(items.slice(0, SHOWN)), ...(items.length > SHOWN ? [unfolding(filled(texts.rest, { n: items.length - SHOWN }), items.slice(SHOWN))] : [])];
    const part = (heading, items) => items.length ? [element("h2", {}, `${heading} (${items.length})`), ...few(items)] : [];
    // Under the sector that each touches, the first of several; where a sector is chosen, under the single country.
    const grouped = (heading, pairs, sector) => {
      if (!pairs.length) return [];
      const names = sector ? index.countries : index.sectors, of = ({ sectors, partners }) => (sector ? (partners.length === 1 ? partners[0] : "") : sectors[0] ?? "");
      const made = [element("h2", {}, `${heading} (${pairs.length})`)];
      for (const [key, name] of [...Object.entries(names), ["", sector ? texts.no_country : texts.no_sector]]) {
        const items = pairs.filter(([entry]) => of(entry) === key).map(([, one]) => one);
        if (items.length) made.push(element("h3", {}, name), ...few(items));
      }
      return made;
    };
    const rows = (found) => [
      ["kind", "title", "status", "since", "until", "sectors", "partners", "destinations", "firms", "confirmed", "address", "sources"],
      ...found.map(([entry, [first, last, status]]) => [
        entry.kind, entry.title, status, first, last, ...["sectors", "partners", "destinations", "firms"].map((name) => entry[name].join(";")),
        entry.confirmed, entry.address, entry.sources.map(([, key]) => key).join(";"),
      ]),
    ];
    const offer = (found) => {
      const text = rows(found).map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
      const href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
      return element("p", {}, element("a", { href, download: `${tool.dataset.tool}.csv` }, texts.csv));
    };
    const say = (number, nothing) => { count.textContent = number ? (number === 1 ? texts.one : filled(texts.found, { n: number })) : nothing; };

    let turn = 0;
    const show = async () => {
      const mine = ++turn, choice = chosen(), all = await entries(tool, index, choice.sector);
      if (mine !== turn) return;
      const fitting = all.filter((entry) => (!choice.kind || entry.table === choice.kind) && touches(entry, choice) && holds(entry, choice.words));
      finder ? find(fitting, choice) : compare(fitting, choice);
      tool.dataset.shown = JSON.stringify(choice); // for whoever waits for it
    };
    const newest = (one, other) => (other[1][0] > one[1][0]) - (other[1][0] < one[1][0]);
    const find = (fitting, choice) => {
      const found = fitting.filter(({ table }) => table !== "events").map((entry) => [entry, on(entry, choice.on)]).filter(([, stood]) => stood).sort(newest);
      const of = (group) => found.filter(([, stood]) => stood[3] === group);
      const lines = (group) => of(group).map(([entry, stood]) => item(entry, stood[2], stood));
      const over = lines("over"), open = found.length - over.length;
      say(open, texts.nothing);
      list.replaceChildren(...["now", "coming", "doubt"].flatMap((group) => part(index.groups[group], lines(group))), ...(over.length ? [unfolding(filled(texts.settled, { n: over.length }), over)] : []), ...(found.length ? [offer(found)] : []));
    };
    const compare = (fitting, { from, to, sector }) => {
      const [first, second] = [from, to].sort(), found = compared(fitting, first, second).sort((one, other) => newest([0, one.after], [0, other.after]));
      say(found.length, texts.unchanged);
      const counted = ["began", "changed", "ended"].map((what) => `${texts[what]} ${found.filter((one) => one.what === what).length}`);
      if (found.length) count.textContent = `${date(first)} – ${date(second)}: ${count.textContent} (${counted.join(" · ")})`;
      const told = ({ entry, before, after }) => [entry, item(entry, before ? filled(texts.was, { before: before[2], after: after[2] }) : after[2], after)];
      const mended = index.corrected.filter(([on]) => first < on && on <= second);
      const toldOf = ([on, title, rows]) => element("li", { className: "record-corrected" }, element("p", {}, `${date(on)}: ${title}`), element("p", { className: "record-about" }, rows.join(" · ")));
      list.replaceChildren(...["changed", "ended", "began"].flatMap((what) => grouped(texts[what], found.filter((one) => one.what === what).map(told), sector)),
        ...part(texts.corrected, mended.map(toldOf)), ...(found.length ? [offer(found.map(({ entry, after }) => [entry, after]))] : []));
    };

    // What is new since a visit is told only where a reader asked for it; one click forgets it.
    const visit = async () => {
      const last = localStorage.getItem(REMEMBERED);
      const again = (then) => element("button", { type: "button", onclick: () => { then(); visit(); } }, last ? texts.forget : texts.visit);
      if (!last) return remembered.replaceChildren(again(() => localStorage.setItem(REMEMBERED, index.day)));
      const all = await entries(tool, index, "");
      const fresh = all.flatMap((entry) => entry.stood.filter((stood) => stood[6] > last).map((stood) => item(entry, stood[2], stood)));
      remembered.replaceChildren(...part(filled(texts.since_visit, { date: date(last) }), fresh), again(() => localStorage.removeItem(REMEMBERED)));
    };

    form.addEventListener("change", () => form.checkValidity() && keep());
    addEventListener("hashchange", take);
    if (!finder) await visit();
    await take();
    // All at once, so that nothing moves that somebody reads already.
    tool.append(form, notes, count, list, ...(finder ? [] : [remembered]), element("p", { className: "record-advice", textContent: texts.advice }));
  };
  const isDay = (text) => {
    const then = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(then.valueOf()) && then.toISOString().slice(0, 10) === text; // there is no 31 February
  };
  const monthBefore = (iso) => {
    const then = new Date(`${iso}T00:00:00Z`);
    then.setUTCMonth(then.getUTCMonth() - 1);
    return then.toISOString().slice(0, 10);
  };
  for (const tool of document.querySelectorAll(".record-tool")) start(tool);
})();
