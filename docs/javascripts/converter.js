// Type or slide a λ in any row, read it in all others. Python wrote what each row multiplies by.
"use strict";
{
  const shown = (value) => String(Number(value.toPrecision(6)));
  const values = (part) =>
    Object.fromEntries([...part.querySelectorAll("input")].map(({ name, value }) => [name, Number(value)]));

  // λ(α‖w‖₁ + (1−α)/2·‖w‖²) with its two parts multiplied.
  function mix({ λ, α }, [first, second]) {
    const l1 = λ * α * first;
    const sum = l1 + λ * (1 - α) * second;
    return { λ: sum, α: sum > 0 ? l1 / sum : α };
  }

  class LambdaConverter extends HTMLElement {
    connectedCallback() {
      this.querySelector("[hidden]").hidden = false;
      for (const field of this.querySelectorAll("[readonly]")) field.readOnly = false;
      for (const table of this.querySelectorAll("table")) table.house = JSON.parse(table.dataset.house);
      this.addEventListener("input", ({ target }) => this.listen(target));
      const start = () => this.listen(this.choose().querySelector("input"), true);
      start();
      // What a browser restores may come after the page, without an event.
      addEventListener("pageshow", start);
    }

    listen(input, silent) {
      const { house } = this.choose();
      const row = input.closest("tr");
      const wrong = this.querySelector("p :invalid") ?? row?.querySelector(":invalid");
      if (row && !wrong) Object.assign(house, mix({ ...house, ...values(row) }, this.factors(row, -1)));
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
      for (const table of this.querySelectorAll("table")) table.hidden = table.dataset.penalty !== penalty;
      return this.querySelector("table:not([hidden])");
    }

    show(typing) {
      const { house, tBodies } = this.choose();
      for (const row of tBodies[0].rows) {
        const here = mix(house, this.factors(row, 1));
        for (const field of row.querySelectorAll("input")) {
          if (field !== typing) field.value = shown(here[field.name]);
        }
        for (const part of row.querySelectorAll("b")) part.textContent = shown(here[part.dataset.of]);
      }
      const slider = this.querySelector("[type=range]");
      slider.value = 10 * Math.log10(house.λ || 1e-9);
      slider.ariaValueText = `λ = ${shown(house.λ)}`;
    }
  }

  customElements.define("lambda-converter", LambdaConverter);
}
