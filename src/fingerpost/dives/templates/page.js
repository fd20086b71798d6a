"use strict";
// Without this script everything can be read; with it, the table can be searched, narrowed and sorted (the map has a script of its own).
document.documentElement.classList.add("script");
const SPELLINGS = [[/[ao]e/g, "e"], [/our/g, "or"], [/([iy])z/g, "$1s"], [/ll/g, "l"], [/([bt])re(s?)(?![\p{L}])/gu, "$1er$2"]];
// British and American spellings alike; only for comparing, on both sides.
function spelt(text) { return SPELLINGS.reduce((now, [rule, other]) => now.replace(rule, other), text); }
// A text to be searched, as written too, so that the beginning of a word is found while it is typed.
function bothSpellings(text) { return `${text}\n${spelt(text)}`; }
function isIn(text, word) { return text.includes(word) || text.includes(spelt(word)); }
for (const part of document.querySelectorAll("[data-evidence]")) {
  const step = 100;
  const body = part.querySelector("tbody");
  const rows = [...body.rows];
  const search = part.querySelector("input[type=search]");
  const selects = [...part.querySelectorAll("select[data-by]")];
  const said = part.querySelector("[role=status]");
  const more = part.querySelector("button[data-more]");
  const words = new Map();
  let cell = null;
  let only = null;
  let most = step;
  const text = (row) => {
    if (!words.has(row)) words.set(row, bothSpellings(row.textContent.toLocaleLowerCase()));
    return words.get(row);
  };
  const has = (row, name, value) => (row.dataset[name] || "").split(" ").includes(value);
  const show = () => {
    const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value);
    let found = 0;
    for (const row of rows) {
      const on = (only === null || row === only)
        && (cell === null || has(row, "cells", cell.dataset.cell))
        && chosen.every((select) => has(row, select.dataset.by, select.value))
        && wanted.every((word) => isIn(text(row), word));
      found += on;
      row.hidden = !on || found > most;
    }
    const shown = Math.min(found, most);
    const on = only !== null ? ", chosen on the map" : cell === null ? "" : ` in the cell ${cell.title}`;
    said.textContent = `${found} of ${rows.length} papers${shown < found ? `, the first ${shown} shown` : ""}${on}.`;
    more.parentElement.hidden = shown === found;
  };
  const again = () => { most = step; show(); };
  // The map names a paper by its row, so the rows are kept as they were before any sorting.
  const asWritten = [...rows];
  part.addEventListener("paper", (event) => {
    if (!asWritten[event.detail.row]) return;
    part.querySelector("button[data-all]").click();
    only = asWritten[event.detail.row];
    again();
    for (const quotes of only.querySelectorAll("details")) quotes.open = true;
    part.scrollIntoView();
    part.querySelector(".wide").focus({ preventScroll: true });
  });
  search.addEventListener("input", again);
  for (const select of selects) select.addEventListener("change", again);
  more.addEventListener("click", () => { most += step; show(); });
  part.querySelector("button[data-all]").addEventListener("click", () => {
    cell = only = null;
    search.value = "";
    for (const select of selects) select.value = "";
    again();
  });
  for (const link of document.querySelectorAll("a[data-cell]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      cell = link;
      only = null;
      search.value = "";
      for (const select of selects) select.value = "";
      again();
      const region = part.querySelector(".wide");
      part.scrollIntoView();
      region.focus({ preventScroll: true });
    });
  }
  const heads = [...part.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const value = (row) => row.cells[column].textContent;
      const number = (row) => Number.parseFloat(value(row).replaceAll(",", ""));
      // People first, then what are none ("12,000 images"), then what says nothing.
      const rank = (row) => value(row) === "n/s" ? 2 : head.dataset.sort === "number" && /[a-z]/i.test(value(row)) ? 1 : 0;
      const order = head.dataset.sort === "number"
        ? (a, b) => number(a) - number(b)
        : (a, b) => value(a).localeCompare(value(b), "en");
      rows.sort((a, b) => rank(a) - rank(b) || (rank(a) === 2 ? 0 : up ? order(a, b) : order(b, a)));
      body.append(...rows);
      again();
    });
  });
  show();
}
