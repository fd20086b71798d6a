// The list beside the map, the card of a chosen paper and the tip under the pointer. Words of papers
// become text of elements, never markup.
const ROWS = 50;

function element(name, options = {}, ...children) {
  const { text, ...rest } = options;
  const made = Object.assign(document.createElement(name), rest);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function link(points, paper, text) {
  const own = pageOf(points, paper);
  return own ? element("a", { href: own, text, dir: "auto" }) : outside(points, paper, text);
}

function outside(points, paper, text) {
  return element("a", { href: address(points, paper), target: "_blank", rel: "noreferrer", text, dir: "auto" });
}

// A topic's mark as the legend has it, beside its number.
function topicMark(figure, topic) {
  return figure.querySelector(`button.topic[data-topic="${topic}"] svg.mark`).cloneNode(true);
}

function byline(points, paper) {
  const where = [words(points, "journal", paper), points.year[paper] ?? "no year"].filter(Boolean).join(" ");
  return [points.authors[paper], where].filter(Boolean).join(" · ");
}

function facts(figure, points, paper) {
  const topic = points.topics[points.topic[paper]];
  const kinds = [words(points, "kind", paper), words(points, "type", paper)].filter(Boolean).join(", ");
  return [
    element("p", {}, element("strong", { text: points.title[paper] || "No title", dir: "auto" })),
    element("p", { className: "soft", text: byline(points, paper), dir: "auto" }),
    element("p", { className: "soft" }, topicMark(figure, points.topic[paper]), ` ${topic.number} `,
      element("span", { text: topic.label, dir: "auto" }), kinds ? ` · ${kinds}` : ""),
  ];
}

class PaperList {
  constructor(figure, points, on) {
    this.figure = figure;
    this.points = points;
    this.on = on;
    this.body = figure.querySelector(".map-rows tbody");
    this.more = figure.querySelector("[data-do=more]");
    this.papers = [];
    this.more.addEventListener("click", () => this.grow());
  }

  show(papers) {
    this.papers = papers;
    this.body.replaceChildren();
    this.body.closest(".map-rows").scrollTop = 0;
    this.grow();
  }

  grow() {
    const done = this.body.rows.length;
    this.body.append(...this.papers.slice(done, done + ROWS).map((paper) => this.row(paper)));
    const left = this.papers.length - this.body.rows.length;
    this.more.hidden = left === 0;
    this.more.textContent = `Show more (${counted(left)} left)`;
  }

  row(paper) {
    const { points } = this;
    const title = points.title[paper] || "No title";
    const head = pageOf(points, paper) || address(points, paper) ? link(points, paper, title) : element("span", { text: title, dir: "auto" });
    const topic = points.topics[points.topic[paper]];
    const where = element("button", { type: "button", className: "where", title: `${topic.label}: show on the map` },
      topicMark(this.figure, points.topic[paper]), String(topic.number));
    where.setAttribute("aria-label", `Topic ${topic.number}. Show on the map: ${title}`);
    where.addEventListener("click", () => this.on.pin(paper));
    const row = element("tr", {},
      element("th", { scope: "row" }, head, element("span", { className: "soft", text: byline(points, paper), dir: "auto" })),
      element("td", { className: "n", text: points.year[paper] ?? "" }),
      element("td", {}, where));
    row.querySelector("th").setAttribute("scope", "row");
    for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, () => this.on.point(paper));
    for (const event of ["pointerleave", "focusout"]) row.addEventListener(event, () => this.on.point(-1));
    return row;
  }
}

class Card {
  constructor(figure, points, on) {
    this.figure = figure;
    this.points = points;
    this.on = on;
    this.box = figure.querySelector(".map-card");
    this.evidence = document.querySelector("[data-evidence]");
  }

  show(paper) {
    const { points } = this;
    const buttons = element("p", { className: "map-buttons" });
    if (pageOf(points, paper)) buttons.append(link(points, paper, "Read it here"));
    if (address(points, paper)) buttons.append(outside(points, paper, opens(points, paper)));
    if (this.evidence && points.row[paper] >= 0) {
      const show = element("button", { type: "button", text: "Show in evidence table" });
      show.addEventListener("click", () => this.on.evidence(paper));
      buttons.append(show);
    }
    const close = element("button", { type: "button", text: "Close" });
    close.addEventListener("click", () => this.on.close());
    buttons.append(close);
    this.box.replaceChildren(...facts(this.figure, points, paper), buttons);
    this.box.hidden = false;
  }

  hide() { this.box.hidden = true; }
}

// Beside the pointer, on the side where there is room.
function showTip(tip, stage, left, top, children) {
  tip.replaceChildren(...children);
  tip.hidden = false;
  const room = { width: stage.clientWidth - tip.offsetWidth, height: stage.clientHeight - tip.offsetHeight };
  const x = left + 14 > room.width ? left - tip.offsetWidth - 14 : left + 14;
  const y = top + 14 > room.height ? top - tip.offsetHeight - 14 : top + 14;
  tip.style.transform = `translate(${within(x, 4, Math.max(room.width - 4, 4))}px, ${within(y, 4, Math.max(room.height - 4, 4))}px)`;
}
