"use strict";
// Without this script everything can be read and done; with it, a page tells of work elsewhere.
document.documentElement.classList.add("script");
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// On paper nothing is folded; afterwards what was folded is so again.
{
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
}
// A chart of years that is wider than the window begins with the last ones, where the papers are.
for (const chart of document.querySelectorAll(".scroll:has(svg.years)")) chart.scrollLeft = chart.scrollWidth;
