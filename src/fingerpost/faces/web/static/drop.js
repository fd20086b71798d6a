"use strict";
// Files may be dropped on the form; sending them shows how far it is. Without it the form is plain.
const form = document.querySelector("form[data-drop]");
if (form) {
  const files = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop");
  const said = form.querySelector("[role=status]");
  const bar = form.querySelector("progress");
  const names = () => [...files.files].map((file) => file.name).join(", ");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) {
        files.files = event.dataTransfer.files;
        said.textContent = names();
      }
    });
  }
  files.addEventListener("change", () => { said.textContent = names(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sending = new XMLHttpRequest();
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    sending.upload.addEventListener("progress", (sent) => {
      bar.max = sent.total;
      bar.value = sent.loaded;
      said.textContent = `Sending: ${Math.round((100 * sent.loaded) / sent.total)}%`;
    });
    const failed = (sentence) => {
      said.textContent = sentence;
      bar.hidden = true;
      form.querySelector("button").disabled = false;
    };
    sending.addEventListener("error", () => failed("Fingerpost does not answer. Is it still running?"));
    sending.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(sending.responseText); } catch { answer = {}; }
      if (answer.address) location.assign(answer.address);
      else failed(answer.error ? answer.error.sentence : "The files were not taken. Try again.");
    });
    sending.open("POST", form.action);
    sending.setRequestHeader("Accept", "application/json");
    sending.send(new FormData(form));
  });
}
