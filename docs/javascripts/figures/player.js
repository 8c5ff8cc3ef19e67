// Brings a figure to life: sliders, keys, choices, handles and its story pick a frame of the film.
// There is no mathematics here; every number was computed and certified when the site was built. Between two stops
// places are drawn straight where the build has found that true to half a pixel; what is said is always a stop's.
"use strict";
{
  const [SETTLE, FADE] = [300, 200]; // in milliseconds
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  const eased = (share) => share * share * (3 - 2 * share);
  const between = (a, b, share) => a + share * (b - a);

  class LassoFigure extends HTMLElement {
    // The table of a figure comes as a script of its own when the figure comes near; until then it stands still.
    connectedCallback() {
      if (!this.dataset.film) return;
      this.left = new AbortController();
      const { signal } = this.left;
      // Browsers restore what they think controls should say after the page has come; WebKit just after it says so.
      addEventListener("pageshow", () => setTimeout(() => this.places?.forEach((place, row) => this.set(row, place))), { signal });
      stillness.addEventListener("change", () => { if (this.playing) this.take(); }, { signal });
      if (this.film) return;
      // What a reader asks for before it comes is done then; what a browser restores asks for nothing.
      this.asked = new Map();
      this.addEventListener("input", ({ target }) => { if (!this.film) this.asked.set(target, target.value); }, { signal });
      this.near = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) this.wake(); }, { rootMargin: "25%" });
      this.near.observe(this);
    }

    disconnectedCallback() {
      if (this.film) this.pause();
      this.near?.disconnect();
      this.left?.abort();
      this.painting = cancelAnimationFrame(this.painting);
      clearTimeout(this.settling);
    }

    // Done when the figure can be moved. Such a script hands over its table as the event "film".
    wake() {
      this.near.disconnect();
      return this.awake ??= new Promise((done) => {
        const take = ({ detail: [name, film] }) => {
          if (name !== this.id || this.film) return;
          removeEventListener("film", take);
          this.begin(film);
          done();
        };
        addEventListener("film", take);
        document.head.append(Object.assign(document.createElement("script"), { src: this.dataset.film }));
      });
    }

    begin(film) {
      // In a track a value like the one before is told as 0, one that goes on from those before by its steps.
      for (const [, values] of [...Object.values(film.marks).flatMap(Object.values), ...Object.values(film.readouts), film.says]) {
        values.forEach((value, row) => {
          if (value === 0) values[row] = values[row - 1];
          else if (Array.isArray(value)) values[row] = onward(values[Math.max(row - 2, 0)], values[row - 1], value);
        });
      }
      this.film = film;
      const all = (name, key) => [...this.querySelectorAll(`[data-${name}="${CSS.escape(key)}"]`)];
      this.moving = Object.entries(film.marks).flatMap(([key, tracks]) => {
        const marks = all("mark", key).map((mark) => [mark, box(mark)]);
        return Object.entries(tracks).map(([name, track]) => (
          { track, put: (value) => marks.forEach(([mark, axes]) => draw(mark, name, value, axes)) }));
      });
      for (const [key, track] of Object.entries(film.readouts)) {
        const [row] = all("readout", key);
        this.moving.push({ track, put: (text) => {
          row.lastElementChild.textContent = text;
          row.toggleAttribute("data-zero", text === "0");
        } });
      }
      this.places = film.controls.map((control, row) => this.connect(control, row));
      const sliders = film.controls.flatMap(({ slider }) => slider ?? []);
      this.moving.push({ track: film.says, put: (says) => sliders.forEach((slider) => slider.setAttribute("aria-valuetext", says)) });
      this.button = this.querySelector(".figure__play");
      this.button.addEventListener("click", () => { if (this.playing) this.take(); else this.play(); });
      this.start = this.told = this.state();
      this.alt = this.querySelector(".figure__main").ariaLabel;
      this.toggleAttribute("data-awake", true);
      this.dispatchEvent(new Event("awake", { bubbles: true }));
      for (const [input, value] of this.asked) {
        Object.assign(input, { value, checked: true });
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.rest();
    }

    // The controls' values as an address has them: `lam=0.35&penalty=l1`.
    state() {
      return String(new URLSearchParams(this.film.controls.map(({ name, stops }, row) => [name, stops[Math.round(this.places[row])]])));
    }

    // Then address.js writes the state into the page's address.
    settle() {
      if (this.told === this.state()) return;
      this.told = this.state();
      this.querySelector(".figure__main").ariaLabel = this.told === this.start ? this.alt : this.at(this.film.says, this.places);
      this.dispatchEvent(new Event("settle", { bubbles: true }));
    }

    // Where a control stands is kept here; a slider or a group of radio buttons only shows it.
    set(row, place) {
      const { slider, inputs } = this.film.controls[row];
      this.places[row] = place;
      if (slider) { slider.step = Number.isInteger(place) ? 1 : "any"; slider.value = place; } else inputs[place].checked = true;
    }

    // Listens to a control; its place at the start, by the document and not by what a browser has restored.
    connect(control, row) {
      const inputs = [...this.querySelectorAll(`[data-control="${control.name}"]`)];
      control.inputs = inputs;
      if (inputs[0].type !== "range") {
        inputs.forEach((input, place) => input.addEventListener("input", () => {
          this.lead(row, place);
          this.speak();
        }));
        return inputs.findIndex((input) => input.defaultChecked);
      }
      const [slider] = inputs;
      control.slider = slider;
      slider.addEventListener("input", () => this.lead(row, slider.valueAsNumber));
      slider.addEventListener("change", () => this.rest());
      return Number(slider.defaultValue);
    }

    // From here on the reader leads, and what was said was said of another state.
    take() {
      this.pause();
      this.say("");
    }

    lead(row, place) {
      this.take();
      this.set(row, place);
      this.show();
    }

    rest() { // on the nearest stop, from wherever the sliders were let go
      this.places.forEach((place, row) => this.set(row, Math.round(place)));
      this.show();
    }

    // What a track says at these places, straight between two stops of each slider along which it may be drawn so.
    at(track, places) {
      const [steps, values, smooth] = track;
      const along = smooth?.find((row) => steps[row] && !Number.isInteger(places[row]));
      if (along === undefined) return values[steps.reduce((sum, step, row) => sum + step * Math.round(places[row]), 0)];
      const below = Math.floor(places[along]);
      const [start, end] = [below, below + 1].map((place) => this.at(track, places.with(along, place)));
      const after = end.match(NUMBER);
      let row = 0;
      return start.replace(NUMBER, (number) => between(Number(number), Number(after[row++]), places[along] - below).toFixed(1));
    }

    // Tells the state to those who do not see it; a slider does so by itself.
    speak(places = this.places) { this.querySelector(".figure__state").textContent = this.at(this.film.says, places); }

    // Drawn with the browser's next frame, however often it is asked for.
    show() {
      this.painting ??= requestAnimationFrame(() => this.paint());
      // Not at every step: browsers refuse an address that changes all the time.
      clearTimeout(this.settling);
      if (!this.playing) this.settling = setTimeout(() => this.settle(), SETTLE);
    }

    // Writes what is not as it was.
    paint() {
      this.painting = undefined;
      const { painted, places } = this;
      const jumps = ({ slider, continuous }, row) => (slider ? this.playing && !continuous : true) && places[row] !== painted[row];
      if (painted && this.film.controls.some(jumps)) this.fade();
      this.painted = [...places];
      for (const one of this.moving) {
        const value = this.at(one.track, places);
        if (value !== one.value) one.put(one.value = value);
      }
    }

    // What changes at once dissolves, as in the films: the drawing as it was goes while the other comes.
    fade() {
      const shown = [...this.querySelectorAll(".panel")].find((drawing) => drawing.checkVisibility());
      if (stillness.matches || !shown) return;
      this.querySelector(".panel--before")?.remove();
      const before = shown.cloneNode(true);
      before.classList.add("panel--before");
      shown.after(before);
      shown.animate({ opacity: [0, 1] }, FADE);
      before.animate({ opacity: [1, 0] }, FADE).finished.then(() => before.remove(), () => {});
    }

    // A story from its beginning, and no other. With reduced motion one still picture follows another.
    play(story = this.film.story, from = story[0].to) {
      for (const figure of document.querySelectorAll("lasso-figure")) if (figure.playing) figure.take();
      this.button.setAttribute("aria-pressed", "true");
      const run = this.playing = this.tell(story, from);
      const next = () => {
        const { value, done } = run.next();
        if (this.playing !== run) return;
        if (done) this.pause();
        else if (value) this.timer = setTimeout(next, value);
        else this.picture = requestAnimationFrame(next);
      };
      next();
    }

    // Each step is a picture; it gives the milliseconds until the next, or nothing for the browser's next frame.
    *tell(story, from) {
      const { controls } = this.film;
      for (const { to, way, hold, says, along } of story) {
        this.say(along ? says : "");
        controls.forEach(({ continuous }, row) => this.set(row, continuous ? from[row] : to[row]));
        const start = performance.now();
        for (let share = 0; way && !stillness.matches && share < 1;) {
          share = Math.min((performance.now() - start) / (1000 * way), 1);
          controls.forEach(({ continuous }, row) => { if (continuous) this.set(row, between(from[row], to[row], eased(share))); });
          this.show();
          yield;
        }
        to.forEach((place, row) => this.set(row, place));
        this.show();
        this.say(says);
        yield 1000 * hold;
        from = to;
      }
    }

    // The sentence of a beat, which holds in its state only.
    say(sentence) { this.querySelector(".figure__said").textContent = sentence; }

    pause() {
      clearTimeout(this.timer);
      cancelAnimationFrame(this.picture);
      this.button.setAttribute("aria-pressed", "false");
      if (!this.playing) return;
      this.playing = undefined;
      this.rest();
    }
  }

  customElements.define("lasso-figure", LassoFigure);
}
