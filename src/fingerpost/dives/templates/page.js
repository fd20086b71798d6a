"use strict";
// Without this script everything can be read; with it, the map can be searched and filtered.
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
