"use strict";
// Marked words and what they say light up together; a citation can be copied. Without this script
// each mark is a link to what it says, and each quote one to its place.
const told = [...document.querySelectorAll("[data-says]")];
const light = (fields) => {
  for (const part of told) {
    part.classList.toggle("lit", part.dataset.says.split(" ").some((field) => fields.includes(field)));
  }
};
const fieldsOf = (event) => event.target.closest("[data-says]")?.dataset.says.split(" ") ?? [];
const aside = document.querySelector(".appraised");
// Beside the abstract the appraisal scrolls by itself: what lights up there comes into view.
const bring = (field) => {
  const part = document.getElementById(`f-${field}`);
  if (!part || aside.scrollHeight <= aside.clientHeight) return;
  const [inner, outer] = [part.getBoundingClientRect(), aside.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) aside.scrollTop += inner.top - outer.top - 24;
};
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const fields = fieldsOf(event);
    light(fields);
    if (fields.length && !aside.contains(event.target)) bring(fields[0]);
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") light([]); });
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    const said = button.parentElement.querySelector("[data-said]");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser did not allow it; mark the words and copy them.";
    }
  });
}
let chosen = "";
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const inText = selection.anchorNode?.parentElement?.closest(".abstract, h1");
  const words = selection.toString().trim();
  if (inText && words) chosen = words;
});
for (const box of document.querySelectorAll("details.correct")) {
  // Words that were selected in the abstract are offered as the quote.
  box.addEventListener("toggle", () => {
    const quote = box.querySelector("[data-quote]");
    if (box.open && chosen && !quote.value) quote.value = chosen;
  });
}
