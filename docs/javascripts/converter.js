// Type or slide a λ in any row, read it in all others. Python wrote what each row multiplies by.
"use strict";
{
  const shown = (value) => String(Number(value.toPrecision(6)));
  const values = (part) =>
    Object.fromEntries([...part.querySelectorAll("input")].map(({ name, value }) => [name, Number(value)]));

  // λ(α‖w‖₁ + (1−α)/2·‖w‖²) with its two weights multiplied, which some forms take in the place of λ and α.
  function convert({ λ, α, l1 = λ * α, l2 = λ * (1 - α) }, [first, second]) {
    l1 *= first;
    l2 *= second;
    return { l1, l2, λ: l1 + l2, α: l1 + l2 > 0 ? l1 / (l1 + l2) : α };
  }

  class LambdaConverter extends HTMLElement {
    connectedCallback() {
      this.querySelector("[hidden]").hidden = false;
      for (const field of this.querySelectorAll("[readonly]")) field.readOnly = false;
      for (const part of this.parts()) part.house = JSON.parse(part.dataset.house);
      this.addEventListener("input", ({ target }) => this.listen(target));
      const start = () => this.listen(this.choose().querySelector("input"), true);
      start();
      // What a browser restores may come after the page, without an event.
      addEventListener("pageshow", start);
      // Who opens Python for one penalty looks for it under the others too.
      this.addEventListener("toggle", ({ target }) => {
        const place = [...target.parentNode.children].indexOf(target);
        for (const part of this.parts()) part.children[place].open = target.open;
      }, true);
    }

    parts() {
      return this.querySelectorAll("[data-penalty]");
    }

    listen(input, silent) {
      const { house } = this.choose();
      const row = input.closest("tr");
      const wrong = this.querySelector("p :invalid") ?? row?.querySelector(":invalid");
      if (row && !wrong) {
        const { λ, α } = convert({ ...house, ...values(row) }, this.factors(row, -1));
        Object.assign(house, { λ, α });
      }
      if (input.type === "range") house.λ = Number((10 ** (input.value / 10)).toPrecision(2));
      if (!wrong) this.show(input);
      const good = row && !silent ? `House λ = ${shown(house.λ)}` : "";
      this.querySelector("output").value = wrong ? `${wrong.ariaLabel}: ${wrong.validationMessage}` : good;
    }

    factors(row, power) {
      const { n, sd } = values(this.querySelector("p"));
      return JSON.parse(row.dataset.factors).map(([a, b, c]) => (2 ** a * n ** b * sd ** c) ** power);
    }

    choose() {
      const penalty = this.querySelector(":checked").value;
      for (const part of this.parts()) part.hidden = part.dataset.penalty !== penalty;
      return this.querySelector("[data-penalty]:not([hidden])");
    }

    show(typing) {
      const part = this.choose();
      for (const row of part.querySelectorAll("[data-factors]")) {
        const here = convert(part.house, this.factors(row, 1));
        for (const field of row.querySelectorAll("input")) {
          if (field !== typing) field.value = shown(here[field.name]);
        }
        for (const number of row.querySelectorAll("b")) number.textContent = shown(here[number.dataset.of]);
      }
      const slider = this.querySelector("[type=range]");
      slider.value = 10 * Math.log10(part.house.λ || 1e-9);
      slider.ariaValueText = `λ = ${shown(part.house.λ)}`;
    }
  }

  customElements.define("lambda-converter", LambdaConverter);
}
