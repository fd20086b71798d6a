"use strict";
// How far a job is, as the server tells it; when it is over the page is loaded again.
const part = document.querySelector("[data-events]");
if (part) {
  const bar = part.querySelector("progress");
  const events = new EventSource(part.dataset.events);
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.over) {
      events.close();
      location.reload();
      return;
    }
    part.querySelector("[data-state]").textContent = now.state;
    part.querySelector("[data-said]").textContent = now.said;
    part.querySelector("[data-count]").textContent = now.count ? `${now.count.toLocaleString("en")} papers read` : "";
    if (now.parts > 1) {
      bar.max = now.parts;
      bar.value = now.part;
    } else {
      bar.removeAttribute("value");
    }
  };
}
