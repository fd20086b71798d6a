"use strict";
// Without this script everything can be read; with it, the map and the table can be searched and filtered.
document.documentElement.classList.add("script");
for (const figure of document.querySelectorAll("figure[data-map]")) {
  const map = figure.querySelector("svg.map");
  const dots = [...map.querySelectorAll("circle[class^=t]")];
  const search = figure.querySelector("input[type=search]");
  const said = figure.querySelector("[role=status]");
  const buttons = [...figure.querySelectorAll("button.topic")];
  const show = () => {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const pressed = buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.topic);
    let found = 0;
    for (const dot of dots) {
      const title = dot.querySelector("title").textContent.toLocaleLowerCase();
      const topic = (dot.getAttribute("class") || "").split(" ")[0];
      const on = words.every((word) => title.includes(word)) && (!pressed.length || pressed.includes(topic));
      dot.classList.toggle("on", on);
      found += on;
    }
    const chosen = words.length > 0 || pressed.length > 0;
    map.classList.toggle("chosen", chosen);
    said.textContent = chosen ? `${found} of ${dots.length} papers are marked.` : "";
  };
  search.addEventListener("input", show);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
      show();
    });
  }
}

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
  let most = step;
  const text = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLocaleLowerCase());
    return words.get(row);
  };
  const has = (row, name, value) => (row.dataset[name] || "").split(" ").includes(value);
  const show = () => {
    const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value);
    let found = 0;
    for (const row of rows) {
      const on = (cell === null || has(row, "cells", cell.dataset.cell))
        && chosen.every((select) => has(row, select.dataset.by, select.value))
        && wanted.every((word) => text(row).includes(word));
      found += on;
      row.hidden = !on || found > most;
    }
    const shown = Math.min(found, most);
    const on = cell === null ? "" : ` in the cell ${cell.title}`;
    said.textContent = `${found} of ${rows.length} papers${shown < found ? `, the first ${shown} shown` : ""}${on}.`;
    more.parentElement.hidden = shown === found;
  };
  const again = () => { most = step; show(); };
  search.addEventListener("input", again);
  for (const select of selects) select.addEventListener("change", again);
  more.addEventListener("click", () => { most += step; show(); });
  part.querySelector("button[data-all]").addEventListener("click", () => {
    cell = null;
    search.value = "";
    for (const select of selects) select.value = "";
    again();
  });
  for (const link of document.querySelectorAll("a[data-cell]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      cell = link;
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
      const silent = (row) => value(row) === "n/s";
      const order = head.dataset.sort === "number"
        ? (a, b) => number(a) - number(b)
        : (a, b) => value(a).localeCompare(value(b), "en");
      rows.sort((a, b) => silent(a) - silent(b) || (silent(a) ? 0 : up ? order(a, b) : order(b, a)));
      body.append(...rows);
      again();
    });
  });
  show();
}
