// Brings a figure to life: slider, keys, dragging and playing set the attributes that the film lists.
// There is no mathematics here; every number was computed and certified when the site was built.

const MILLISECONDS_PER_STOP = 60;
const MILLISECONDS_PER_BEAT = 1200;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

class LassoFigure extends HTMLElement {
  connectedCallback() {
    this.film = JSON.parse(this.dataset.film);
    this.slider = this.querySelector("input[type=range]");
    this.button = this.querySelector(".figure__play");
    this.last = Number(this.slider.max);
    this.slider.addEventListener("input", () => { this.pause(); this.show(Number(this.slider.value)); });
    this.slider.addEventListener("keydown", (event) => this.step(event));
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    if (this.film.drag) this.makeDraggable(this.querySelector(".figure__main svg"));
    this.querySelector(".figure__controls").hidden = false;
  }

  disconnectedCallback() { this.pause(); }

  show(index) {
    for (const [key, tracks] of Object.entries(this.film.marks)) {
      const mark = this.querySelector(`[data-mark="${CSS.escape(key)}"]`);
      for (const [name, values] of Object.entries(tracks)) mark.setAttribute(name, values[index]);
    }
    for (const [key, texts] of Object.entries(this.film.readouts)) {
      const row = this.querySelector(`[data-readout="${CSS.escape(key)}"]`);
      row.lastElementChild.textContent = texts[index];
      row.toggleAttribute("data-zero", texts[index] === "0");
    }
    this.slider.value = index;
    this.slider.setAttribute("aria-valuetext", this.film.says[index]);
  }

  // Page Up and Page Down go from beat to beat; the browser does the other keys.
  step(event) {
    const up = event.key === "PageUp";
    if (!this.film.beats.length || !(up || event.key === "PageDown")) return;
    event.preventDefault();
    this.pause();
    this.show(up ? this.nextBeat() : this.film.beats.findLast((beat) => beat < this.slider.value) ?? 0);
  }

  nextBeat() { return this.film.beats.find((beat) => beat > this.slider.value) ?? this.last; }

  // With reduced motion the figure goes from beat to beat, one still picture after another.
  play() {
    const still = stillness.matches;
    if (Number(this.slider.value) === this.last) this.show(0);
    this.button.setAttribute("aria-pressed", "true");
    this.timer = setInterval(() => {
      this.show(still ? this.nextBeat() : Number(this.slider.value) + 1);
      if (Number(this.slider.value) === this.last) this.pause();
    }, still ? MILLISECONDS_PER_BEAT : MILLISECONDS_PER_STOP);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.button.setAttribute("aria-pressed", "false");
  }

  makeDraggable(svg) {
    const [key, name] = this.film.drag;
    const places = this.film.marks[key][name].map(Number);
    const follow = (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      const away = places.map((place) => Math.abs(place - x));
      this.show(away.indexOf(Math.min(...away)));
    };
    svg.addEventListener("pointerdown", (event) => {
      this.pause();
      svg.setPointerCapture(event.pointerId);
      follow(event);
    });
    svg.addEventListener("pointermove", (event) => {
      if (svg.hasPointerCapture(event.pointerId)) follow(event);
    });
  }
}

customElements.define("lasso-figure", LassoFigure);
