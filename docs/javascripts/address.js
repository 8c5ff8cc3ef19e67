// On a figure's own page its controls take their values from the address, and write them there.

const figure = document.querySelector("lasso-figure[data-film]");

// What the address does not name, or no control can read, stays as it is.
function recall() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const { name, slider, stops, set } of figure.film.controls) {
    const value = asked.get(name);
    // Of a number far beyond the last stop, every stop would be as far away as the next.
    const near = Math.min(Math.max(value, stops[0]), stops.at(-1));
    const away = (stop) => Math.abs(stop - near);
    if (!slider && stops.includes(value)) set(stops.indexOf(value));
    if (slider && /\d/.test(value) && isFinite(value)) {
      set(stops.reduce((best, stop, place) => (away(stop) < away(stops[best]) ? place : best), 0));
    }
  }
  // Whatever was said was said of another state.
  if (location.hash.includes("=")) figure.take();
  figure.show();
}

// Before the script of the figure itself has run, it cannot be woken.
customElements.whenDefined("lasso-figure").then(() => figure?.wake()).then(() => {
  if (!figure) return;
  recall();
  addEventListener("hashchange", recall);
  figure.addEventListener("settle", () => history.replaceState(history.state, "", `#${figure.told}`));
});
