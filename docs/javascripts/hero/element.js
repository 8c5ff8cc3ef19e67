// Brings the two blocks of the home page to life: one handle, or keys, pull both.
const UP = 1e-12; // halves are rounded up, as elsewhere on the site

const plain = (value) => (value < 0 ? "−" : "") + (Math.abs(value) + UP).toFixed(2);
const told = (w) => (w === 0 ? "0" : plain(w));

class FrictionSpring extends HTMLElement {
  connectedCallback() {
    const [svg, slider] = [this.querySelector("svg"), this.querySelector("input")];
    this.left = new AbortController();
    const { signal } = this.left;
    const listen = (to, names, hear, more) => {
      for (const name of names.split(" ")) to.addEventListener(name, hear, { signal, ...more });
    };
    this.slider = slider;
    this.z ??= Number(slider.defaultValue);
    this.lam = Number(this.dataset.lam);
    [this.zero, this.unit] = svg.dataset.scale.split(" ").map(Number);
    this.coils = [...svg.querySelectorAll("[data-ends]")].map((coil) => (
      { coil, ends: coil.dataset.ends.split(" "), turns: coil.dataset.turns.split(" ").map((pair) => pair.split(",").map(Number)) }));
    this.wall = Number(svg.dataset.wall);

    // In units of w.
    const place = ({ clientX, clientY }) => (new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse()).x - this.zero) / this.unit;
    let from, before, offset;
    const held = (event) => event.target.closest(".pull__grip");
    // A finger that goes across has taken hold; one that goes up or down scrolls, whatever it began on.
    listen(svg, "touchstart", (event) => { [from] = event.touches; });
    listen(svg, "touchmove", (event) => {
      const [{ clientX, clientY }] = event.touches;
      if (held(event) && Math.abs(clientX - from.clientX) >= Math.abs(clientY - from.clientY)) event.preventDefault();
    }, { passive: false });
    listen(svg, "pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0 || !held(event)) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      before = this.z;
      offset = place(event) - before;
    });
    listen(svg, "pointermove", (event) => {
      if (before === undefined) return;
      document.documentElement.toggleAttribute("data-dragged", true);
      this.pull(place(event) - offset);
    });
    listen(svg, "pointerup pointercancel lostpointercapture", ({ type }) => {
      if (type === "pointercancel" && before !== undefined) this.pull(before);
      before = undefined;
    });
    listen(svg, "click", (event) => { if (event.target.matches(".pull__track")) this.pull(place(event)); });
    listen(slider, "input", () => this.pull(slider.valueAsNumber));
    // Browsers restore what they think it should say after the page has come; WebKit just after it says so.
    listen(window, "pageshow", () => setTimeout(() => this.pull(this.z)));
    this.pull(this.z);
    this.toggleAttribute("data-awake", true);
  }

  disconnectedCallback() { this.left.abort(); }

  pull(wanted) {
    const { slider, lam, zero, unit } = this;
    const z = this.z = Math.min(Math.max(wanted, slider.min), slider.max);
    const at = { z, wall: this.wall, lasso: friction(z, lam), ridge: spring(z, lam) };
    const x = (value) => zero + unit * value;
    for (const part of this.querySelectorAll("[data-at]")) part.setAttribute("transform", `translate(${x(at[part.dataset.at])})`);
    for (const { coil, ends: [start, end], turns } of this.coils) {
      coil.setAttribute("points", turns.map(([share, y]) => [x(at[start] + share * (at[end] - at[start])), y]).join(" "));
    }
    for (const part of this.querySelectorAll("[data-of]")) {
      const w = at[part.dataset.of];
      part.toggleAttribute("data-zero", w === 0);
      if (part.localName !== "p") continue;
      part.firstElementChild.textContent = told(w);
      part.lastElementChild.textContent = w === 0 ? "exactly" : "not zero";
    }
    const pulled = `${plain(z / lam)} λ`;
    const name = this.querySelector(".pull__z");
    name.textContent = `pulled to ${pulled}`;
    name.toggleAttribute("data-left", z >= 0);
    slider.value = z;
    slider.ariaValueText = `pull ${pulled}: lasso ${at.lasso === 0 ? "exactly 0" : told(at.lasso)}, ridge ${at.ridge === 0 ? "exactly 0" : told(at.ridge)}`;
  }
}

customElements.define("friction-spring", FrictionSpring);
