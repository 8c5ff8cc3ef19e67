// Copy buttons: each puts an address, or the text of the element it names, on the clipboard.
"use strict";
{
  const MILLISECONDS_SAID = 2000;

  const copy = async ({ dataset: { link, copy: name } }, said, before) => {
    const source = document.getElementById(name);
    try {
      await navigator.clipboard.writeText(link ?? source.textContent.trim());
      said.textContent = "Copied";
    } catch {
      // A browser may forbid it; then a text stands selected, one key away.
      if (source) getSelection().selectAllChildren(source);
      said.textContent = source ? "Selected" : "Not allowed here";
    }
    setTimeout(() => { said.textContent = before; }, MILLISECONDS_SAID);
  };

  for (const button of document.querySelectorAll(".copy")) {
    const said = button.querySelector("[aria-live]");
    const before = said.textContent;
    button.hidden = false;
    button.addEventListener("click", () => copy(button, said, before));
  }
}
