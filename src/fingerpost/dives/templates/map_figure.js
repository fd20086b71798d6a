// A map: its parts put together. Without this script the still picture and the tables stand.
class PaperMap {
  constructor(figure) {
    this.figure = figure;
    this.points = readPoints(figure.querySelector("script[type='application/json']").textContent);
    this.points.pages = figure.dataset.pages ?? "";
    this.stage = figure.querySelector(".map-stage");
    this.tip = figure.querySelector(".map-tip");
    this.said = figure.querySelector(".map-said");
    this.hinted = figure.querySelector(".map-hint");
    this.painter = new Painter(figure.querySelector("canvas"), this.points);
    this.view = new View(() => this.again());
    this.labels = new Labels(this.painter, this.points);
    this.list = new PaperList(figure, this.points, this.forList());
    this.card = new Card(figure, this.points, this.forCard());
    this.hands = new Hands(this.stage, this.view, this.forHands());
    this.asked = new Asked(figure, this.points, () => this.change());
    this.selected = null;
    this.pinned = -1;
    this.pointed = -1;
    this.waiting = false;
    this.begin();
  }

  begin() {
    this.figure.classList.add("live");
    for (const button of this.figure.querySelectorAll("[data-do]")) {
      const does = this[`do_${button.dataset.do}`];
      if (does) button.addEventListener("click", () => does.call(this, button));
    }
    this.figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.escape();
    });
    this.asked.find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.fit(this.matched);
    });
    this.refresh();
    new ResizeObserver(() => this.resize()).observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.resize());
    this.resize();
    this.follow();
    window.addEventListener("hashchange", () => this.follow());
  }

  forList() {
    return {
      pin: (paper) => { this.pin(paper); this.goTo(paper); this.stage.focus(); },
      point: (paper) => this.point(paper),
    };
  }

  forCard() {
    return {
      close: () => { this.unpin(); this.stage.focus(); },
      evidence: (paper) => {
        if (this.figure.classList.contains("filled")) this.do_fill();
        const shown = new CustomEvent("paper", { detail: { row: this.points.row[paper] } });
        document.querySelector("[data-evidence]").dispatchEvent(shown);
      },
    };
  }

  forHands() {
    return {
      hover: (left, top) => this.hover(left, top),
      leave: () => { this.tip.hidden = true; this.point(-1); },
      moved: () => { this.tip.hidden = true; this.again(); },
      click: (left, top) => this.click(left, top),
      select: (path) => this.select(this.inside(path)),
      hint: () => this.hint(),
    };
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!width || !height) return;
    Object.assign(this.view, { width, height });
    this.painter.resize(width, height);
    this.labels.forget();
    // A canvas that is given a size is black until it is drawn on; a frame later would be seen.
    this.draw(performance.now());
  }

  again() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame((time) => {
      this.waiting = false;
      this.draw(time);
    });
  }

  draw(time) {
    if (!this.painter.pixels) return; // the page has no room for it yet; when it has, it is resized
    const goesOn = this.view.step(time);
    const { view, painter } = this;
    painter.marks(view, this.on);
    const inView = view.now.near >= TITLES_FROM ? this.inView() : [];
    this.labels.draw(view, this.shown, inView);
    this.rings();
    painter.outline(this.hands.path);
    if (goesOn) this.again();
  }

  rings() {
    const radius = this.painter.radiusAt(this.view.now.near) + 3;
    const around = (paper, width, more) => this.painter.ring(
      this.view.screenX(this.points.x[paper]), this.view.screenY(this.points.y[paper]), radius + more, width,
    );
    if (this.selected && this.selected.size <= 400) for (const paper of this.selected) if (this.on[paper]) around(paper, 1, -1);
    if (this.pointed >= 0) around(this.pointed, 2, 0);
    if (this.pinned >= 0) around(this.pinned, 3, 2);
  }

  inView() {
    const { view, points } = this;
    const [left, right] = [view.mapX(0), view.mapX(view.width)];
    const [top, bottom] = [view.mapY(0), view.mapY(view.height)];
    return this.matched.filter((i) => points.x[i] >= left && points.x[i] <= right && points.y[i] >= top && points.y[i] <= bottom);
  }

  // Everything that follows from what is asked: marks, counts, list, address.
  change() {
    this.refresh();
    this.keep();
  }

  refresh() {
    const { points, asked } = this;
    asked.sayYears();
    this.on = matching(points, asked.wanted);
    this.matched = [];
    this.shown = new Uint32Array(points.topics.length);
    for (let i = 0; i < points.count; i++) {
      if (!this.on[i]) continue;
      this.matched.push(i);
      this.shown[points.topic[i]] += 1;
    }
    this.listed = this.selected ? this.matched.filter((i) => this.selected.has(i)) : this.matched;
    this.list.show(this.listed);
    this.figure.querySelector("[data-do=clear]").hidden = !this.selected;
    this.figure.querySelector("textarea").hidden = true;
    this.figure.querySelector("[data-copied]").textContent = "";
    this.said.textContent = this.sentence();
    this.again();
  }

  sentence() {
    const { points, asked } = this;
    const parts = [];
    if (asked.open) parts.push(`${papersOf(points.count)} on the map.`);
    else parts.push(`${counted(this.matched.length)} of ${papersOf(points.count)} are marked.`);
    if (this.selected) parts.push(`${counted(this.listed.length)} of them are selected and listed.`);
    if (!asked.allYears && points.undated) parts.push(`${counted(points.undated)} without a year cannot be shown by year.`);
    return parts.join(" ");
  }

  nearest(left, top) {
    const { points, view } = this;
    const reach = this.painter.radiusAt(view.now.near) + 6;
    let found = -1, least = reach * reach;
    for (const i of this.matched) {
      const dx = view.screenX(points.x[i]) - left, dy = view.screenY(points.y[i]) - top;
      const distance = dx * dx + dy * dy;
      if (distance < least) { least = distance; found = i; }
    }
    return found;
  }

  hover(left, top) {
    const paper = this.nearest(left, top);
    this.stage.classList.toggle("over", paper >= 0 || this.labels.topicAt(left, top) !== null);
    if (paper !== this.pointed) this.point(paper);
    if (paper < 0) this.tip.hidden = true;
    else showTip(this.tip, this.stage, left, top, facts(this.figure, this.points, paper));
  }

  point(paper) {
    this.pointed = paper;
    this.again();
  }

  click(left, top) {
    const paper = this.nearest(left, top);
    const topic = this.labels.topicAt(left, top);
    this.tip.hidden = true;
    if (topic !== null && paper < 0) this.asked.toggle(topic);
    else if (paper >= 0) this.pin(paper);
    else this.unpin();
  }

  pin(paper) {
    this.pinned = paper;
    this.card.show(paper);
    this.keep();
    this.again();
  }

  unpin() {
    this.pinned = -1;
    this.card.hide();
    this.keep();
    this.again();
  }

  goTo(paper) {
    const near = Math.max(this.view.now.near, 4);
    this.view.glide({ x: this.points.x[paper], y: this.points.y[paper], near }, 350);
  }

  // All that is marked in view, as near as it goes.
  fit(papers) {
    if (!papers.length) return;
    const { points, view } = this;
    const ends = (values) => papers.reduce(
      ([low, high], i) => [Math.min(low, values[i]), Math.max(high, values[i])], [1, 0],
    );
    const [[left, right], [top, bottom]] = [ends(points.x), ends(points.y)];
    const near = Math.min(1 / Math.max(right - left, bottom - top, 0.1), NEAREST);
    view.glide(near > 1.1 ? { x: (left + right) / 2, y: (top + bottom) / 2, near } : { x: 0.5, y: 0.5, near: 1 }, 350);
  }

  // Ray casting: a point is inside if a line from it crosses the outline an odd number of times.
  inside(path) {
    const { points, view } = this;
    return this.matched.filter((i) => {
      const x = view.screenX(points.x[i]), y = view.screenY(points.y[i]);
      let odd = false;
      for (let n = 0, last = path.length - 1; n < path.length; last = n++) {
        const [ax, ay] = path[n], [bx, by] = path[last];
        if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
      }
      return odd;
    });
  }

  select(papers) {
    this.selected = papers.length ? new Set(papers) : null;
    this.refresh();
  }

  // One thing at a time: the card, the selection, what is asked, the filled window.
  escape() {
    if (this.pinned >= 0) this.unpin();
    else if (this.selected) this.select([]);
    else if (!this.asked.open) { this.asked.clear(); this.change(); }
    else if (this.figure.classList.contains("filled")) this.do_fill();
  }

  hint() {
    this.hinted.hidden = false;
    clearTimeout(this.hintTimer);
    this.hintTimer = setTimeout(() => { this.hinted.hidden = true; }, 1600);
  }

  keep() {
    const fragment = this.asked.toFragment(this.pinned);
    const ours = location.hash.startsWith("#map=");
    if (fragment === location.hash || (!fragment && !ours)) return;
    // A page in a sandboxed frame may not be allowed to change its address; nothing is lost then.
    try { history.replaceState(null, "", fragment || location.pathname + location.search); } catch { return; }
  }

  follow() {
    const paper = this.asked.fromFragment(location.hash);
    if (paper === null) return;
    this.refresh();
    this.figure.scrollIntoView();
    if (paper < 0) return;
    this.pin(paper);
    this.goTo(paper);
  }

  do_in() { this.view.glide(this.view.zoomed(1.6)); }
  do_out() { this.view.glide(this.view.zoomed(1 / 1.6)); }
  do_home() { this.view.home(); }
  do_view() { this.select(this.inView()); }
  do_clear() { this.select([]); }

  do_reset() {
    this.asked.clear();
    this.selected = null;
    this.unpin();
    this.change();
    this.view.home();
  }

  do_lasso(button) {
    this.hands.lasso = !this.hands.lasso;
    button.setAttribute("aria-pressed", String(this.hands.lasso));
    this.stage.classList.toggle("drawing", this.hands.lasso);
  }

  do_fill() {
    const filled = this.figure.classList.toggle("filled");
    document.documentElement.classList.toggle("map-filled", filled);
    this.figure.querySelector("[data-do=fill]").setAttribute("aria-pressed", String(filled));
    if (!filled) this.figure.scrollIntoView();
  }

  async do_copy() {
    const text = csv(this.points, this.listed);
    const copied = this.figure.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = `${papersOf(this.listed.length)} copied.`;
    } catch {
      const area = this.figure.querySelector("textarea");
      area.value = text;
      area.hidden = false;
      area.select();
      copied.textContent = "Press Ctrl+C to copy what is marked.";
    }
  }
}

for (const figure of document.querySelectorAll("figure[data-map]")) new PaperMap(figure);
