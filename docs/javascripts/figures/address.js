// The state of figures, kept in the address of their page: on a figure's own page as `#lam=0.35&penalty=l1`, elsewhere
// as `?six_feature_path.lam=0.35`, and so there too once a link within the page has taken the place behind the #. The
// history does not grow, so Back leads to the page before.
"use strict";
{
  // How long a figure is on its way to where words of its page set it.
  const SECONDS = 0.6;

  const own = (figure) => location.pathname.includes(`/figures/${figure.id}/`);
  const prefix = (figure) => `${figure.id}.`;

  // What the address asks of a figure.
  const asked = (figure) => {
    // As texts carry addresses: written for HTML, or in code.
    const hash = location.hash.slice(1).replaceAll("&amp;", "&").replaceAll("%3D", "=");
    if (own(figure) && hash.includes("=")) return new URLSearchParams(hash);
    const all = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(prefix(figure)));
    return new URLSearchParams(all.map(([name, value]) => [name.slice(prefix(figure).length), value]));
  };

  // The place of the stop that is meant, whatever stands around it; undefined if it cannot be read.
  const meant = (value, { slider, stops }) => {
    if (!slider) {
      const place = stops.indexOf(value.replace(/\W+$/, "").toLowerCase());
      return place < 0 ? undefined : place;
    }
    const number = value.replace("\u2212", "-").replace(",", ".").match(/-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i);
    if (!number) return undefined;
    // Of a number far beyond the last stop, every stop would be as far away as the next.
    const near = Math.min(Math.max(Number(number[0]), stops[0]), stops.at(-1));
    const away = (stop) => Math.abs(stop - near);
    return stops.reduce((best, stop, place) => (away(stop) < away(stops[best]) ? place : best), 0);
  };

  // The places of a figure's controls that are wanted, and those of the others as they are.
  const places = (figure, wanted) => figure.film.controls.map((control, row) => meant(wanted.get(control.name) ?? "", control) ?? figure.places[row]);

  const recall = (figure) => {
    const to = places(figure, asked(figure));
    // Whatever was said was said of another state.
    if (to.some((place, row) => place !== figure.places[row])) figure.take();
    to.forEach((place, row) => figure.set(row, place));
    figure.show();
    link(figure);
  };

  // Words that set a figure of their page: their link leads to the figure's own page, in the same state.
  const follow = async (event, words) => {
    const figure = document.getElementById(words.dataset.sets);
    if (!figure?.wake || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await figure.wake();
    // Its drawing: with readouts and caption a figure may be higher than the window.
    figure.querySelector(".figure__main").scrollIntoView({ block: "nearest" });
    const to = places(figure, new URLSearchParams(words.hash.slice(1)));
    figure.speak(to);
    figure.play([{ to, way: SECONDS, hold: 0, says: "" }], [...figure.places]);
  };

  const address = (figure, search) => {
    const url = new URL(location);
    url.search = own(figure) ? "" : search;
    if (own(figure)) url.hash = figure.told;
    return url;
  };

  // The states of all other figures stay in the address.
  const written = (figure, others) => {
    const rest = others.filter(([name]) => !name.startsWith(prefix(figure)));
    const state = [...new URLSearchParams(figure.told)].map(([name, value]) => [prefix(figure) + name, value]);
    return new URLSearchParams(figure.told === figure.start ? rest : [...rest, ...state]);
  };

  // What the figure's button copies.
  const link = (figure) => {
    const url = address(figure, written(figure, []));
    if (!own(figure)) url.hash = figure.id;
    figure.querySelector("[data-link]").dataset.link = url;
    figure.querySelector(".figure__link").hash = figure.told === figure.start ? "files" : figure.told;
  };

  // Below a guess a figure stands where its story begins, for where that ends is the answer.
  const hide = (figure) => {
    if (!figure.matches(".guess:not([open]) + lasso-figure")) return;
    const [{ to, says }] = figure.film.story;
    to.forEach((place, row) => figure.set(row, place));
    figure.start = figure.told = figure.state();
    figure.querySelector(".figure__main").ariaLabel = figure.alt = figure.at(figure.film.says, to);
    figure.say(says);
  };

  addEventListener("awake", ({ target }) => {
    hide(target);
    recall(target);
  });
  addEventListener("click", (event) => {
    const words = event.target.closest?.("[data-sets]");
    if (words) follow(event, words);
  });
  addEventListener("settle", ({ target }) => {
    history.replaceState(history.state, "", address(target, written(target, [...new URLSearchParams(location.search)])));
    link(target);
  });
  addEventListener("hashchange", () => {
    for (const figure of document.querySelectorAll("lasso-figure")) {
      if (!figure.film || !own(figure)) continue;
      if (location.hash.includes("=")) recall(figure);
      else history.replaceState(history.state, "", `?${written(figure, [])}${location.hash}`);
    }
  });
}
