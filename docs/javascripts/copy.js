// Copy buttons: each puts the text of the element it names on the clipboard.

const MILLISECONDS_SAID = 2000;

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const said = button.querySelector("[aria-live]");
  try {
    await navigator.clipboard.writeText(source.textContent);
    said.textContent = "Copied";
  } catch {
    // A browser may forbid it; then the text stands selected, one key away.
    getSelection().selectAllChildren(source);
    said.textContent = "Selected";
  }
  setTimeout(() => { said.textContent = "Copy"; }, MILLISECONDS_SAID);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
