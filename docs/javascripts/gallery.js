// Filters the gallery by lesson and by words, and keeps both in the address.
"use strict";
{
  const MILLISECONDS_OF_QUIET = 300;
  const form = document.querySelector(".gallery__controls");
  const none = document.querySelector(".gallery__none");
  const plain = (text) => text.normalize("NFKD").toLowerCase();
  const cards = [...document.querySelectorAll(".gallery > li")].map((card) => ({
    card,
    lesson: card.dataset.lesson,
    text: plain(`${card.textContent} ${card.querySelector("img").alt}`),
  }));
  let settling;

  function filter() {
    const { lesson, q } = Object.fromEntries(new FormData(form));
    const words = plain(q).split(/\s+/);
    let shown = 0;
    for (const { card, lesson: own, text } of cards) {
      card.hidden = (lesson && own !== lesson) || !words.every((word) => text.includes(word));
      shown += !card.hidden;
    }
    const count = shown === 1 ? "1 figure" : `${shown} figures`;
    form.querySelector("[role=status]").textContent = shown < cards.length ? `${count} of ${cards.length}` : count;
    none.hidden = shown > 0;
  }

  function recall() {
    const asked = new URLSearchParams(location.search);
    const wanted = [...form.elements.lesson].find(({ value }) => value === asked.get("lesson"));
    (wanted ?? form.elements.lesson[0]).checked = true;
    form.elements.q.value = asked.get("q") ?? "";
    filter();
  }

  function tell() {
    const { lesson, q } = Object.fromEntries(new FormData(form));
    const state = new URLSearchParams(Object.entries({ lesson, q }).filter(([, value]) => value.trim()));
    history.replaceState(history.state, "", String(state) ? `?${state}` : location.pathname);
  }

  form.addEventListener("input", () => {
    filter();
    clearTimeout(settling);
    settling = setTimeout(tell, MILLISECONDS_OF_QUIET);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  none.querySelector("button").addEventListener("click", () => {
    form.reset();
    filter();
    tell();
    form.elements.q.focus();
  });
  recall();
}
