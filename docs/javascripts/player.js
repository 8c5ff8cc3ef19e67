// Brings a figure to life: sliders, keys, choices, dragging and its story pick a frame of the film.
// There is no mathematics here; every number was computed and certified when the site was built. Between two stops
// places are drawn straight where the build has found that true to half a pixel; what is said is always a stop's.

const MILLISECONDS_TO_SETTLE = 300;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const eased = (share) => share * share * (3 - 2 * share);
const between = (a, b, share) => a + share * (b - a);

class LassoFigure extends HTMLElement {
  // The table of a figure comes as a script of its own when the figure comes near; until then it stands still.
  connectedCallback() {
    if (!this.dataset.film || this.near) return;
    this.querySelector(".figure__controls").hidden = false;
    this.near = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) this.wake(); }, { rootMargin: "25%" });
    this.near.observe(this);
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
    this.film = film;
    // In a track a value like the one before is told as 0.
    for (const [, values] of [...Object.values(film.marks).flatMap(Object.values), ...Object.values(film.readouts), film.says]) {
      values.forEach((value, row) => { if (value === 0) values[row] = values[row - 1]; });
    }
    this.main = this.querySelector(".figure__main");
    for (const control of film.controls) this.connect(control);
    this.sliders = film.controls.filter((control) => control.slider);
    this.button = this.querySelector(".figure__play");
    this.button.addEventListener("click", () => { if (this.playing) this.take(); else this.play(); });
    if (this.sliders.some((control) => control.drag)) this.makeDraggable();
    this.start = this.told = this.state();
    this.show();
  }

  disconnectedCallback() { if (this.film) this.pause(); }

  // The controls' values as an address has them: `lam=0.35&penalty=l1`.
  state() {
    return String(new URLSearchParams(this.film.controls.map(({ name, stops, place }) => [name, stops[Math.round(place())]])));
  }

  // Leads from the caption to this very state; address.js writes it into the figure's own address.
  settle() {
    if (this.told === this.state()) return;
    this.told = this.state();
    this.querySelector(".figure__link").hash = this.told === this.start ? "files" : this.told;
    this.dispatchEvent(new Event("settle"));
  }

  // Gives each control one way to read and set its place, be it a slider or a group of radio buttons. A continuous
  // slider moves freely while it is held, and comes to rest on a stop.
  connect(control) {
    const inputs = [...this.querySelectorAll(`[data-control="${control.name}"]`)];
    const slider = inputs[0].type === "range" ? inputs[0] : undefined;
    control.slider = slider;
    control.place = () => Number((slider ?? inputs.find((input) => input.checked)).value);
    control.set = (place) => {
      if (slider) { slider.step = Number.isInteger(place) ? 1 : "any"; slider.value = place; } else inputs[place].checked = true;
    };
    for (const input of inputs) input.addEventListener("input", () => { this.take(); this.show(); });
    if (slider && control.continuous) {
      slider.addEventListener("pointerdown", () => { this.take(); slider.step = "any"; });
      for (const end of ["pointerup", "pointercancel", "change"]) slider.addEventListener(end, () => this.rest());
    }
    slider?.addEventListener("keydown", (event) => {
      slider.step = 1;
      this.step(event, control);
    });
  }

  // From wherever they were let go, the sliders settle on the nearest stop.
  rest() {
    for (const control of this.sliders) control.set(Math.round(control.place()));
    this.show();
  }

  // What a track says at these places, straight between two stops along a slider where it may be.
  at([steps, values, smooth], places) {
    const index = steps.reduce((sum, step, row) => sum + step * Math.round(places[row]), 0);
    const along = smooth?.find((row) => steps[row] && !Number.isInteger(places[row]));
    if (along === undefined) return values[index];
    const below = index + steps[along] * (Math.floor(places[along]) - Math.round(places[along]));
    const share = places[along] - Math.floor(places[along]);
    const after = values[below + steps[along]].match(/-?[\d.]+/g);
    let row = 0;
    return values[below].replace(/-?[\d.]+/g, (number) => between(Number(number), Number(after[row++]), share).toFixed(1));
  }

  show() {
    const places = this.film.controls.map(({ place }) => place());
    for (const [key, tracks] of Object.entries(this.film.marks)) {
      for (const mark of this.querySelectorAll(`[data-mark="${CSS.escape(key)}"]`)) {
        const box = mark.closest("[data-box]").dataset.box.split(" ").map(Number);
        for (const [name, track] of Object.entries(tracks)) this.draw(mark, name, this.at(track, places), box);
      }
    }
    for (const [key, track] of Object.entries(this.film.readouts)) {
      const row = this.querySelector(`[data-readout="${CSS.escape(key)}"]`);
      const text = this.at(track, places);
      row.lastElementChild.textContent = text;
      row.toggleAttribute("data-zero", text === "0");
    }
    for (const { slider } of this.sliders) slider.setAttribute("aria-valuetext", this.at(this.film.says, places));
    // Not at every step: browsers refuse an address that changes all the time.
    clearTimeout(this.settling);
    if (!this.playing) this.settling = setTimeout(() => this.settle(), MILLISECONDS_TO_SETTLE);
  }

  // Places are told in thousandths of the axes, so that one table serves every layout.
  draw(mark, name, value, box) {
    const x = (share) => (box[0] + box[2] * share / 1000).toFixed(1);
    const y = (share) => (box[1] + box[3] * share / 1000).toFixed(1);
    if (name === "words") mark.textContent = value;
    else if (name === "cx" || name === "x") mark.setAttribute(name, x(value));
    else if (name === "cy" || name === "y") mark.setAttribute(name, y(value));
    else if (name === "d") mark.setAttribute(name, value.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, a, b) => `${x(a)} ${y(b)}`));
    else mark.setAttribute(name, value);
  }

  // Page Up and Page Down go from beat to beat; the browser does the other keys.
  step(event, control) {
    const up = event.key === "PageUp";
    if (!control.beats.length || !(up || event.key === "PageDown")) return;
    event.preventDefault();
    this.take();
    const below = control.beats.findLast((beat) => beat < control.place()) ?? 0;
    const above = control.beats.find((beat) => beat > control.place()) ?? Number(control.slider.max);
    control.set(up ? above : below);
    this.show();
  }

  // The story from its beginning. With reduced motion one still picture follows another.
  play() {
    this.pause();
    this.button.setAttribute("aria-pressed", "true");
    this.playing = this.tell();
    const run = this.playing;
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
  *tell() {
    const { controls } = this.film;
    let from = this.film.story[0].to;
    for (const { to, way, hold, says, along } of this.film.story) {
      this.say(along ? says : "");
      controls.forEach((control, row) => control.set(control.continuous ? from[row] : to[row]));
      const start = performance.now();
      for (let share = 0; way && !stillness.matches && share < 1;) {
        share = Math.min((performance.now() - start) / (1000 * way), 1);
        controls.forEach((control, row) => { if (control.continuous) control.set(between(from[row], to[row], eased(share))); });
        this.show();
        yield;
      }
      controls.forEach((control, row) => control.set(to[row]));
      this.show();
      this.say(says);
      yield 1000 * hold;
      from = to;
    }
  }

  // The sentence of a beat, which holds in its state only.
  say(sentence) {
    this.querySelector(".figure__said").textContent = sentence;
  }

  // From here on the reader leads.
  take() {
    this.pause();
    this.say("");
  }

  pause() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.picture);
    const played = this.playing;
    this.playing = undefined;
    if (played) this.rest();
    this.button.setAttribute("aria-pressed", "false");
  }

  // Each slider with a `drag` goes to where its mark is nearest to the pointer, across or upright.
  makeDraggable() {
    const upright = this.sliders.some(({ drag }) => drag?.upright);
    for (const panel of this.main.querySelectorAll("svg")) {
      panel.classList.add("panel--draggable", ...(upright ? ["panel--upright"] : []));
      panel.addEventListener("pointerdown", (event) => {
        this.held = this.sliders.filter(({ drag }) => drag && this.share(event, panel, drag));
        if (!this.held.length) return;
        this.take();
        panel.setPointerCapture(event.pointerId);
        this.follow(event, panel);
      });
      panel.addEventListener("pointermove", (event) => {
        if (panel.hasPointerCapture(event.pointerId)) this.follow(event, panel);
      });
      for (const end of ["pointerup", "pointercancel"]) panel.addEventListener(end, () => { if (this.held?.length) this.rest(); });
    }
  }

  // Where the pointer is in the panel of a drag, in thousandths of its axes.
  share(event, svg, drag) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const [left, top, width, height] = svg.querySelector(`[data-panel="${CSS.escape(drag.panel)}"]`).dataset.box.split(" ").map(Number);
    const inside = x > left - 20 && x < left + width + 20 && y > top - 20 && y < top + height + 20;
    return inside ? { at: 1000 * (drag.upright ? (y - top) / height : (x - left) / width) } : undefined;
  }

  follow(event, panel) {
    for (const control of this.held) {
      const { drag } = control;
      const found = this.share(event, panel, drag);
      if (!found) continue;
      const places = this.film.controls.map((other) => Math.round(other.place()));
      const row = this.film.controls.indexOf(control);
      const away = (place) => Math.abs(this.at(drag.at, places.with(row, place)) - found.at);
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
