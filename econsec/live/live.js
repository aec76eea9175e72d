// Show what `econsec serve` says: a page that was made anew is loaded again, what stops a build stands over the page.
(() => {
  const page = decodeURIComponent(location.pathname).replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  const board = document.createElement("pre");
  Object.assign(board.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: 9999, margin: 0, padding: "1rem", maxHeight: "50vh", overflow: "auto",
    whiteSpace: "pre-wrap", background: "#67060c", color: "#fff", font: "14px/1.5 monospace",
  });
  board.id = "live-problems";
  board.role = "alert";
  const news = new EventSource(`/~news?${encodeURIComponent(page)}`);
  news.onmessage = ({ data }) => {
    const { problems = [], pages = [] } = JSON.parse(data);
    board.textContent = problems.join("\n");
    if (problems.length) document.body.append(board);
    else board.remove();
    if (pages.includes(page) || pages.includes("*")) location.reload();
  };
  addEventListener("pagehide", () => news.close());
})();
