"use strict";
// Keys for the verdicts. They do nothing in a box to write in, nor with Ctrl, Alt or Cmd, and can be
// switched off; without this script the buttons do the same.
const again = document.querySelector("[data-again]");
if (again) setTimeout(() => location.reload(), 700);
const keys = document.querySelector("[data-keys]");
const help = document.querySelector("[data-keys-help]");
const KEPT = "fingerpost keys";
const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
const apply = () => document.documentElement.classList.toggle("no-keys", !keys.checked);
if (keys) {
  keys.checked = kept() !== "off";
  apply();
  keys.addEventListener("change", () => {
    apply();
    try { localStorage.setItem(KEPT, keys.checked ? "on" : "off"); } catch { /* for this page only */ }
  });
  let sent = false;
  for (const form of document.querySelectorAll(".screening form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
  }
  addEventListener("pageshow", () => { sent = false; });
  const writes = (part) => part.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && writes(event.target)) event.target.blur();
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing);
    if (!keys.checked || !plain || event.defaultPrevented || writes(event.target)) return;
    if (event.key === "?") {
      help.open = !help.open;
      if (help.open) help.scrollIntoView({ block: "nearest" });
      return;
    }
    const button = document.querySelector(`[data-letter="${CSS.escape(event.key)}"]`);
    const box = document.querySelector(`[data-letter-focus="${CSS.escape(event.key)}"]`);
    if (!button && !box) return;
    event.preventDefault();
    if (button) button.click();
    else box.focus();
  });
}
