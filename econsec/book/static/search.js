// The search page: ask Pagefind's index, which lies beside the books, and list pages with their headings.
(() => {
  const here = document.currentScript;
  const index = new URL(here.dataset.index, document.baseURI).href;
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();

  const link = (href, text) => {
    const element = document.createElement("a");
    element.href = href;
    element.textContent = text;
    return element;
  };
  const excerpt = (html) => {
    const element = document.createElement("p");
    element.innerHTML = html; // Pagefind escapes the text and marks the words found
    return element;
  };
  const entry = (page) => {
    const item = document.createElement("li");
    const parts = document.createElement("ul");
    for (const part of page.sub_results.filter((part) => part.url !== page.url)) {
      const line = document.createElement("li");
      line.append(link(part.url, part.title), excerpt(part.excerpt));
      parts.append(line);
    }
    item.append(link(page.url, page.meta.title));
    if (parts.childElementCount) item.append(parts);
    else item.append(excerpt(page.excerpt));
    return item;
  };
  const say = (text, n) => { status.textContent = text.replace("{n}", n).replace("{query}", query); };

  const search = async () => {
    for (const input of document.querySelectorAll("form.bd-search input[name=q]")) input.value = query;
    // Browsers load no module and no index from the file system.
    if (location.protocol === "file:") return say(status.dataset.failed, 0);
    if (!query) return;
    try {
      const pagefind = await import(index);
      const { results } = await pagefind.search(query, { filters: { edition: here.dataset.edition } });
      const pages = await Promise.all(results.map((result) => result.data()));
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
