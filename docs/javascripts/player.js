// Brings a figure to life: sliders, keys, choices, dragging and playing pick a frame of the film.
// There is no mathematics here; every number was computed and certified when the site was built.

const MILLISECONDS_PER_STOP = 60;
const MILLISECONDS_PER_BEAT = 1200;
const MILLISECONDS_TO_SETTLE = 300;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

class LassoFigure extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.film) return;
    this.film = JSON.parse(this.dataset.film);
    this.main = this.querySelector(".figure__main svg");
    for (const control of this.film.controls) this.connect(control);
    this.sliders = this.film.controls.filter((control) => control.slider);
    this.button = this.querySelector(".figure__play");
    this.button?.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    if (this.sliders.some((control) => control.drag)) this.makeDraggable();
    this.querySelector(".figure__controls").hidden = false;
    this.start = this.told = this.state();
    this.show();
  }

  disconnectedCallback() { this.pause(); }

  // The controls' values as an address has them: `lam=0.35&penalty=l1`.
  state() {
    return String(new URLSearchParams(this.film.controls.map(({ name, stops, place }) => [name, stops[place()]])));
  }

  // Leads from the caption to this very state; address.js writes it into the figure's own address.
  settle() {
    if (this.told === this.state()) return;
    this.told = this.state();
    this.querySelector(".figure__link").hash = this.told === this.start ? "files" : this.told;
    this.dispatchEvent(new Event("settle"));
  }

  // Gives each control one way to read and set its place, be it a slider or a group of radio buttons.
  connect(control) {
    const inputs = [...this.querySelectorAll(`[data-control="${control.name}"]`)];
    const slider = inputs[0].type === "range" ? inputs[0] : undefined;
    control.slider = slider;
    control.place = () => Number((slider ?? inputs.find((input) => input.checked)).value);
    control.set = (place) => { if (slider) slider.value = place; else inputs[place].checked = true; };
    for (const input of inputs) input.addEventListener("input", () => { this.pause(); this.show(); });
    slider?.addEventListener("keydown", (event) => this.step(event, control));
  }

  show() {
    const index = this.film.controls.reduce((sum, { place, stride }) => sum + place() * stride, 0);
    for (const [key, tracks] of Object.entries(this.film.marks)) {
      const mark = this.querySelector(`[data-mark="${CSS.escape(key)}"]`);
      for (const [name, values] of Object.entries(tracks)) mark.setAttribute(name, values[index]);
    }
    for (const [key, texts] of Object.entries(this.film.readouts)) {
      const row = this.querySelector(`[data-readout="${CSS.escape(key)}"]`);
      row.lastElementChild.textContent = texts[index];
      row.toggleAttribute("data-zero", texts[index] === "0");
    }
    for (const { slider } of this.sliders) slider.setAttribute("aria-valuetext", this.film.says[index]);
    // Not at every step: browsers refuse an address that changes all the time.
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), MILLISECONDS_TO_SETTLE);
  }

  // Page Up and Page Down go from beat to beat; the browser does the other keys.
  step(event, control) {
    const up = event.key === "PageUp";
    if (!control.beats.length || !(up || event.key === "PageDown")) return;
    event.preventDefault();
    this.pause();
    const below = control.beats.findLast((beat) => beat < control.place()) ?? 0;
    control.set(up ? this.nextBeat(control) : below);
    this.show();
  }

  nextBeat(control) {
    return control.beats.find((beat) => beat > control.place()) ?? Number(control.slider.max);
  }

  // With reduced motion the figure goes from beat to beat, one still picture after another.
  play() {
    const [control] = this.sliders;
    const last = Number(control.slider.max);
    const still = stillness.matches;
    if (control.place() === last) control.set(0);
    this.show();
    this.button.setAttribute("aria-pressed", "true");
    this.timer = setInterval(() => {
      control.set(still ? this.nextBeat(control) : control.place() + 1);
      this.show();
      if (control.place() === last) this.pause();
    }, still ? MILLISECONDS_PER_BEAT : MILLISECONDS_PER_STOP);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.button?.setAttribute("aria-pressed", "false");
  }

  // Each slider with a `drag` goes to the stop whose mark is nearest to the pointer, across or upright.
  makeDraggable() {
    const upright = this.sliders.some(({ drag }) => drag?.[1].includes("y"));
    this.main.classList.add("panel--draggable", ...(upright ? ["panel--upright"] : []));
    this.main.addEventListener("pointerdown", (event) => {
      this.pause();
      this.main.setPointerCapture(event.pointerId);
      this.follow(event);
    });
    this.main.addEventListener("pointermove", (event) => {
      if (this.main.hasPointerCapture(event.pointerId)) this.follow(event);
    });
  }

  follow(event) {
    const pixels = this.main.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(pixels);
    for (const control of this.sliders.filter(({ drag }) => drag)) {
      const [key, name] = control.drag;
      const at = name.includes("y") ? y : x;
      const others = this.film.controls.filter((other) => other !== control);
      const first = others.reduce((sum, { place, stride }) => sum + place() * stride, 0);
      const away = (place) => Math.abs(this.film.marks[key][name][first + place * control.stride] - at);
      let nearest = 0;
      for (let place = 1; place <= control.slider.max; place++) {
        if (away(place) < away(nearest)) nearest = place;
      }
      control.set(nearest);
    }
    this.show();
  }
}

customElements.define("lasso-figure", LassoFigure);
