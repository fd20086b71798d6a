"use strict";
// Without this script everything can be read and done; with it, a page tells of work elsewhere.
document.documentElement.classList.add("script");
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// On a narrow window the sections are one line that scrolls; the one that is shown is in view.
document.querySelector(".bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
