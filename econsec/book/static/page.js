// A language switch leads to the heading that the reader is at, not only to the page.
(() => {
  const switches = document.querySelectorAll(".language-switch");
  const follow = () => switches.forEach((link) => {
    const url = new URL(link.href);
    url.hash = location.hash;
    link.href = url.href;
  });
  addEventListener("hashchange", follow);
  follow();
})();
