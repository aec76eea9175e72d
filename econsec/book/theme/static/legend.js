// Buttons above a chart do what a click on its legend does, so that the keyboard can do it too.
(() => {
  const choose = (choice, view) => {
    const buttons = [...choice.querySelectorAll("button")];
    const { field } = choice.dataset;
    const show = (chosen) => {
      for (const button of buttons) button.setAttribute("aria-pressed", chosen.includes(button.textContent));
    };
    view.addSignalListener("chosen", (_, value) => show(value?.[field] ?? []));
    for (const button of buttons) {
      button.onclick = () => {
        const off = button.getAttribute("aria-pressed") === "true";
        view.signal(`chosen_${field}_legend`, off ? null : button.textContent).runAsync();
      };
    }
    show([]);
    choice.classList.add("ready");
  };
  for (const choice of document.querySelectorAll(".chart-choice")) {
    choice.closest(".chart").addEventListener("awake", (event) => choose(choice, event.detail));
  }
})();
