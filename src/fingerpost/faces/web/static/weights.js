"use strict";
// A slider beside each number, and what the numbers come to in words. Without it the numbers serve.
const rows = [...document.querySelectorAll("[data-weight]")];
const number = (row) => row.querySelector("input[type=number]");
const words = (value) => {
  const known = { 0: "does not count", 0.5: "counts half", 1: "counts as usual", 2: "counts double", 3: "counts three times" };
  return known[value] || `counts ${value} times as much as usual`;
};
const tell = () => {
  const values = rows.map((row) => Math.max(0, Number(number(row).value) || 0));
  const sum = values.reduce((one, other) => one + other, 0);
  rows.forEach((row, at) => {
    const share = sum ? `, ${Math.round((100 * values[at]) / sum)}% of the whole` : "";
    const said = values[at] ? words(values[at]) + share : words(0);
    row.querySelector("output").textContent = said;
    row.querySelector("input[type=range]").setAttribute("aria-valuetext", said);
  });
};
for (const row of rows) {
  const slider = row.querySelector("input[type=range]");
  slider.hidden = false;
  slider.value = number(row).value;
  slider.addEventListener("input", () => { number(row).value = slider.value; tell(); });
  number(row).addEventListener("input", () => { slider.value = number(row).value; tell(); });
}
tell();
