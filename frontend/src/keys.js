// Ctrl+Enter (Cmd+Enter) answers, Ctrl+' runs, from any field of the form. The code editor has the same keys of its own.
export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const selector = event.key === "Enter" ? "[data-answers]" : event.key === "'" ? "[data-runs]" : null;
    const form = event.target.closest?.("form");
    const button = selector && form?.querySelector(selector);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}
