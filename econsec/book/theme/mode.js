(() => {
  // Before anything is drawn: the reader's colours.
  let mode = "auto";
  try { mode = localStorage.getItem("mode") ?? mode; } catch {} // storage may be forbidden
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  Object.assign(document.documentElement.dataset, { mode, theme: dark ? "dark" : "light" });
{%- if language == "en" %}
  // And its faces, so that no line changes its length later; from the file system browsers fetch none ahead.
  if (location.protocol.startsWith("http")) for (const face of ["head", "text", "data"]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: `{{ pathto("_static/fonts/", 1) }}${face}.woff2` }));
  }
{%- endif %}
})();
