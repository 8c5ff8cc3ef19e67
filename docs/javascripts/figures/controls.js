// What hands do in a figure: step from beat to beat, drag a handle of the drawing or a slider's thumb, scroll past both.
"use strict";
{
  // A finger that has gone so far across, in CSS pixels, does not want to scroll.
  const CLEAR = 8;

  // A continuous slider moves freely while it is held, and comes to rest on a stop. What a finger asks for waits
  // until it has gone across or has been lifted: it may be on its way up or down the page.
  const hold = (figure, { slider, continuous }, row) => {
    let before, from, asked;
    slider.addEventListener("pointerdown", (event) => {
      before = figure.places[row];
      from = event.pointerType === "touch" ? event.clientX : undefined;
      asked = undefined;
      if (from === undefined) figure.take();
      if (continuous) slider.step = "any";
    });
    slider.addEventListener("pointermove", (event) => {
      if (Math.abs(event.clientX - from) > CLEAR) from = undefined;
    });
    // Before the player hears of it.
    figure.addEventListener("input", (event) => {
      if (event.target !== slider || from === undefined) return;
      event.stopPropagation();
      asked = slider.valueAsNumber;
      slider.value = before;
    }, { capture: true });
    slider.addEventListener("pointerup", () => {
      if (from !== undefined && asked !== undefined) figure.lead(row, asked);
      from = undefined;
      figure.rest();
    });
    slider.addEventListener("pointercancel", () => {
      from = undefined;
      figure.set(row, before);
      figure.show();
    });
  };

  // Page Up and Page Down go from beat to beat; the browser does the other keys.
  const step = (figure, { slider, beats }, row) => slider.addEventListener("keydown", (event) => {
    figure.set(row, Math.round(figure.places[row]));
    const up = event.key === "PageUp";
    if (!beats.length || !(up || event.key === "PageDown")) return;
    event.preventDefault();
    const below = beats.findLast((beat) => beat < figure.places[row]) ?? 0;
    const above = beats.find((beat) => beat > figure.places[row]) ?? Number(slider.max);
    figure.lead(row, up ? above : below);
  });

  // Where on a handle's way a slider is nearest to the pointer, straight from stop to stop.
  const nearest = (figure, { row, continuous, along }, wanted) => {
    const at = (place) => Number(figure.at(figure.film.marks[along.mark].at, figure.places.map(Math.round).with(row, place)).split(" ")[along.axis]);
    let best = 0;
    let away = Infinity;
    for (let place = 0, start = at(0); place < figure.film.controls[row].slider.max; place++) {
      const end = at(place + 1);
      const share = start === end ? 0 : Math.min(Math.max((wanted - start) / (end - start), 0), 1);
      const distance = Math.abs(start + share * (end - start) - wanted);
      if (distance < away) [best, away] = [place + share, distance];
      start = end;
    }
    return continuous ? best : Math.round(best);
  };

  const grip = (figure, handle, moves) => {
    const box = handle.closest("[data-box]").dataset.box.split(" ").map(Number);
    let before, offset;
    // In thousandths of the axes.
    const share = ({ clientX, clientY }) => {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(handle.ownerSVGElement.getScreenCTM().inverse());
      return [1000 * (x - box[0]) / box[2], 1000 * (y - box[1]) / box[3]];
    };
    // Chromium heeds no touch-action within a drawing. Where a handle goes across only, a finger may go up to scroll.
    const across = moves.every(({ along }) => along.axis === 0);
    let from;
    handle.addEventListener("touchstart", (event) => {
      [from] = event.touches;
      if (!across) event.preventDefault();
    }, { passive: false });
    handle.addEventListener("touchmove", (event) => {
      const [{ clientX, clientY }] = event.touches;
      if (Math.abs(clientX - from.clientX) >= Math.abs(clientY - from.clientY)) event.preventDefault();
    }, { passive: false });
    handle.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      figure.take();
      before = [...figure.places];
      const now = figure.at(figure.film.marks[handle.dataset.mark].at, before).split(" ").map(Number);
      offset = share(event).map((value, axis) => value - now[axis]);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const wanted = share(event).map((value, axis) => value - offset[axis]);
      for (const move of moves) figure.set(move.row, nearest(figure, move, wanted[move.along.axis]));
      figure.show();
      document.documentElement.toggleAttribute("data-dragged", true);
    });
    handle.addEventListener("pointerup", () => {
      if (!before) return;
      before = undefined;
      figure.rest();
      figure.speak();
    });
    handle.addEventListener("pointercancel", () => {
      before?.forEach((place, row) => figure.set(row, place));
      before = undefined;
      figure.show();
    });
  };

  addEventListener("awake", ({ target: figure }) => {
    const { controls } = figure.film;
    controls.forEach((control, row) => {
      if (!control.slider) return;
      step(figure, control, row);
      hold(figure, control, row);
    });
    for (const handle of figure.querySelectorAll(".handle")) {
      const moves = controls.flatMap(({ drag, continuous }, row) => (drag?.mark === handle.dataset.mark ? { row, continuous, along: drag } : []));
      grip(figure, handle, moves);
    }
  });
}
