// The search page: ask Pagefind's index, keep what really holds the words that were asked for, and say of each hit what it is.
// Pagefind itself falls back to parts of words ("Toyota" found "to"), and cuts Japanese compounds.
(() => {
  const here = document.currentScript;
  const index = new URL(here.dataset.index, document.baseURI).href;
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const MOST = 6; // hits that are listed of a page
  const AROUND = 70; // letters shown on each side of a hit
  const LATIN = /^[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}'’.-]*$/u;

  // A word is found whole: in its inflected forms where it is long enough to have some, and in Japanese within a longer text.
  const pattern = (word) => {
    const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (!LATIN.test(word)) return plain(word);
    const stem = word.length > 4 ? word.replace(/(?:ies|es|ed|ing|s|y|e)$/i, "") : word;
    const ends = word.length > 3 ? "(?:y|e|ies|es|ed|ing|s)?(?:['’]s)?" : "";
    return `(?<![\\p{Script=Latin}\\p{N}])${plain(stem)}${ends}(?![\\p{Script=Latin}\\p{N}])`;
  };
  let words, patterns;
  const ask = (wanted) => {
    words = wanted;
    patterns = words.map((word) => new RegExp(pattern(word), "giu"));
  };
  const asked = query.normalize("NFKC").split(/[\s,;:“”"「」、。]+/u).filter(Boolean);
  // A Japanese compound that stands nowhere as it is written may stand in its pieces, each of one script.
  const pieces = asked.flatMap((word) => (LATIN.test(word) ? word : word.match(/[\p{Script=Katakana}ー]+|\p{Script=Han}+|\p{Script=Hiragana}+|[^\p{Script=Katakana}\p{Script=Han}\p{Script=Hiragana}]+/gu)));
  const count = (text) => patterns.filter((one) => text.search(one) >= 0).length;

  // The parts of a page, each from one place with an address to the next: headings, exhibits, rows of tables.
  const parts = ({ raw_content: content, anchors }) => {
    const tokens = content.split(/[\s\u200b]+/u);
    const gaps = content.match(/[\s\u200b]+/gu) ?? [];
    const places = anchors.filter(({ element }) => /^(?:h[1-4]|figure|tr)$/.test(element));
    let heading = null;
    return places.map((place, number) => {
      const end = places[number + 1]?.location ?? tokens.length;
      let text = "";
      for (let at = place.location; at < end; at += 1) text += (tokens[at] ?? "") + (/\s/.test(gaps[at] ?? "") ? " " : "");
      if (/^h/.test(place.element)) heading = place.text;
      return { ...place, heading, text: text.normalize("NFKC") };
    });
  };
  const kind = ({ element, id }, url) => {
    if (/chapters\/partner_/.test(url)) return "partner";
    if (/chapters\/sector_/.test(url)) return "sector";
    if (element === "figure") return "exhibit";
    if (element !== "tr") return "prose";
    return { clause_table: "clause", control_table: "measure", source: "work" }[id.split("-")[0]] ?? "exhibit";
  };

  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
  const excerpt = (text) => {
    const first = Math.min(...patterns.map((one) => text.search(one)).filter((at) => at >= 0));
    let start = Math.max(0, first - AROUND);
    let end = Math.min(text.length, first + 2 * AROUND);
    while (start > 0 && /[\p{Script=Latin}\p{N}]/u.test(text[start - 1]) && /[\p{Script=Latin}\p{N}]/u.test(text[start])) start -= 1;
    while (end < text.length && /[\p{Script=Latin}\p{N}]/u.test(text[end])) end += 1;
    const cut = text.slice(start, end);
    const line = element("p", start > 0 ? "… " : "");
    const found = [...cut.matchAll(new RegExp(words.map(pattern).join("|"), "giu"))];
    let at = 0;
    for (const match of found) {
      line.append(cut.slice(at, match.index), element("mark", match[0]));
      at = match.index + match[0].length;
    }
    line.append(cut.slice(at), end < text.length ? " …" : "");
    return line;
  };
  const entry = ({ page, hits }) => {
    const item = document.createElement("li");
    item.append(element("a", page.meta.title, { href: page.url }));
    const lines = document.createElement("ul");
    for (const hit of hits.slice(0, MOST)) {
      const line = document.createElement("li");
      const link = element("a", hit.heading ?? page.meta.title, { href: `${page.url.split("#")[0]}#${hit.id}` });
      line.append(link, " ", element("span", status.dataset[kind(hit, page.url)], { className: "kind" }), excerpt(hit.text));
      lines.append(line);
    }
    item.append(lines);
    return item;
  };

  // A page holds all words; of its parts those with most of them come first.
  const judge = (page) => {
    if (count(page.raw_content.replaceAll("\u200b", "").normalize("NFKC")) < words.length) return { page, hits: [] };
    const hits = parts(page).map((part) => ({ ...part, words: count(part.text) })).filter((part) => part.words > 0);
    return { page, hits: hits.sort((one, other) => other.words - one.words) };
  };
  const say = (text, n) => { status.textContent = text.replace("{n}", n).replace("{query}", query); };

  const search = async () => {
    for (const input of document.querySelectorAll("form.search input[name=q]")) input.value = query;
    // Browsers load no module and no index from the file system.
    if (location.protocol === "file:") return say(status.dataset.failed, 0);
    if (!asked.length) return;
    try {
      const pagefind = await import(index);
      const { results } = await pagefind.search(query, { filters: { edition: here.dataset.edition } });
      const found = await Promise.all(results.map((result) => result.data()));
      let pages = [];
      for (const wanted of [asked, ...(pieces.length > asked.length ? [pieces] : [])]) {
        ask(wanted);
        pages = found.map(judge).filter(({ hits }) => hits.length);
        if (pages.length) break;
      }
      list.replaceChildren(...pages.map(entry));
      const { none, one, many } = status.dataset;
      say(pages.length === 0 ? none : pages.length === 1 ? one : many, pages.length);
    } catch (error) {
      say(status.dataset.failed, 0);
      throw error;
    }
  };
  search();
})();
