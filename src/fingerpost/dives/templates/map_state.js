// What is asked of a map (search, years, kind, topics), its controls, and the address that keeps it.
class Asked {
  constructor(figure, points, changed) {
    this.figure = figure;
    this.points = points;
    this.changed = changed;
    this.find = figure.querySelector("input[type=search]");
    [this.low, this.high] = figure.querySelectorAll("input[type=range]");
    this.years = figure.querySelector(".map-years output");
    this.select = figure.querySelector("select[data-kind]");
    this.buttons = [...figure.querySelectorAll("button.topic")];
    this.kinds = [];
    this.prepare();
    this.listen();
  }

  prepare() {
    const { points } = this;
    for (const end of [this.low, this.high]) Object.assign(end, { min: points.first, max: points.last, step: 1 });
    this.figure.querySelector(".map-years").hidden = points.first === points.last;
    this.group("What the abstract says", "kind");
    this.group("What its supplier calls it", "type");
    this.select.closest("p").hidden = this.kinds.length < 2;
    this.clear();
  }

  group(label, field) {
    const { words: names, of } = this.points[field];
    if (!names.length) return;
    const counts = names.map(() => 0);
    for (const list of of) for (const word of list) counts[word] += 1;
    const options = names.map((name, word) => {
      this.kinds.push({ field, word, name: `${field}:${name}` });
      return element("option", { value: `${field}:${name}`, text: `${name} (${counted(counts[word])})` });
    });
    const group = element("optgroup", {}, ...options);
    group.label = label;
    this.select.append(group);
  }

  listen() {
    this.find.addEventListener("input", () => this.changed());
    this.select.addEventListener("change", () => this.changed());
    for (const end of [this.low, this.high]) end.addEventListener("input", () => this.drag(end));
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.toggle(Number(button.dataset.topic)));
    }
  }

  // The ends may meet but not cross.
  drag(end) {
    if (Number(this.low.value) > Number(this.high.value)) {
      end.value = end === this.low ? this.high.value : this.low.value;
    }
    this.changed();
  }

  toggle(topic) {
    const button = this.buttons[topic];
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    this.changed();
  }

  get pressed() { return this.buttons.filter((button) => button.getAttribute("aria-pressed") === "true"); }

  get wanted() {
    return {
      find: this.find.value,
      from: Number(this.low.value),
      to: Number(this.high.value),
      kind: this.kinds.find((kind) => kind.name === this.select.value) ?? null,
      topics: new Set(this.pressed.map((button) => Number(button.dataset.topic))),
    };
  }

  get allYears() { return Number(this.low.value) === this.points.first && Number(this.high.value) === this.points.last; }
  get open() { return !this.find.value.trim() && this.allYears && !this.select.value && !this.pressed.length; }

  sayYears() {
    const [from, to] = [this.low.value, this.high.value];
    this.years.textContent = from === to ? from : `${from} to ${to}`;
    this.low.setAttribute("aria-valuetext", `from ${from}`);
    this.high.setAttribute("aria-valuetext", `to ${to}`);
    // With both ends at the right the lower one must stay within reach.
    this.low.style.zIndex = Number(from) > (this.points.first + this.points.last) / 2 ? "2" : "1";
    this.high.style.zIndex = "1";
  }

  clear() {
    this.find.value = "";
    this.select.value = "";
    this.low.value = this.points.first;
    this.high.value = this.points.last;
    for (const button of this.buttons) button.setAttribute("aria-pressed", "false");
  }

  // The part of the address after '#', or an empty string when nothing is asked.
  toFragment(paper) {
    const { points } = this;
    const parts = new URLSearchParams({ map: this.figure.dataset.map });
    if (this.find.value.trim()) parts.set("find", this.find.value.trim());
    if (!this.allYears) parts.set("years", `${this.low.value}-${this.high.value}`);
    if (this.select.value) parts.set("kind", this.select.value);
    const topics = [...this.wanted.topics].map((topic) => points.topics[topic].number);
    if (topics.length) parts.set("topics", topics.join(","));
    if (paper >= 0) parts.set("paper", points.id[paper]);
    return [...parts].length > 1 ? `#${parts}` : "";
  }

  // Takes the controls from an address; returns the paper that it names (-1: none), or null if it is not ours.
  fromFragment(fragment) {
    const parts = new URLSearchParams(fragment.slice(1));
    if (parts.get("map") !== this.figure.dataset.map) return null;
    this.clear();
    this.find.value = parts.get("find") ?? "";
    const years = /^(\d+)-(\d+)$/.exec(parts.get("years") ?? "");
    if (years && Number(years[1]) <= Number(years[2])) [this.low.value, this.high.value] = [years[1], years[2]];
    if (this.kinds.some((kind) => kind.name === parts.get("kind"))) this.select.value = parts.get("kind");
    const numbers = new Set((parts.get("topics") ?? "").split(",").filter(Boolean).map(Number));
    for (const button of this.buttons) {
      const { number } = this.points.topics[Number(button.dataset.topic)];
      button.setAttribute("aria-pressed", String(numbers.has(number)));
    }
    return this.points.id.indexOf(parts.get("paper") ?? "");
  }
}
