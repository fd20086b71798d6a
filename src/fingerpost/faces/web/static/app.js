"use strict";
// Without this script everything can be read and done; with it, a page tells of work elsewhere.
document.documentElement.classList.add("script");
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
