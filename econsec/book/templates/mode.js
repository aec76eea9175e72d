(() => {
  // Before anything is drawn: the reader's colours.
  let mode = "auto";
  try { mode = localStorage.getItem("mode") ?? mode; } catch {} // storage may be forbidden
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  Object.assign(document.documentElement.dataset, { mode, theme: dark ? "dark" : "light" });
})();
