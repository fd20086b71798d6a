// Names on the map: topics from afar, their parts from nearer, papers from close by. A name that would
// lie over another waits until there is room; then the number alone is tried.
const PARTS_FROM = 2.2;
const TITLES_FROM = 3;
const FEW_IN_VIEW = 240;
const MOST_TITLES = 24;
const LINE = 1.2;
const WIDE = 24;
const NARROW = 15;
const TITLE = 44;
const SHIFTS = [0, -1, 1, -2, 2]; // in heights of the number
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

function clipped(text, most) {
  return [...text].length > most ? `${[...text].slice(0, most - 1).join("").trimEnd()}…` : text;
}

// As lines of about `most` letters, at most three; a language without blanks is cut by its letters.
function inLines(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, 3);
  if (lines.length > 3) kept[2] += "…";
  return kept.map((line) => clipped(line, most + 10));
}

class Labels {
  constructor(painter, points) {
    this.painter = painter;
    this.points = points;
    this.placed = [];
    this.near = 0;
  }

  forget() { this.near = 0; }

  // The papers of a topic decide how large its name is written.
  wanted(view) {
    const narrow = view.width < 520;
    const sizes = this.points.topics.map((_, number) => this.shown[number]);
    const largest = Math.max(...sizes, 1);
    const topics = this.points.topics.map((topic, number) => ({ ...topic, topic: number }))
      .filter((topic) => topic.at && sizes[topic.topic])
      .sort((a, b) => sizes[b.topic] - sizes[a.topic])
      .map((topic) => ({
        x: topic.at[0] / FINE, y: topic.at[1] / FINE, topic: topic.topic, badge: String(topic.number),
        label: topic.label, weight: 600,
        size: (narrow ? 11.5 : 13) + 3.5 * Math.sqrt(sizes[topic.topic] / largest),
      }));
    const parts = view.now.near < PARTS_FROM ? [] : this.points.subtopics
      .filter((part) => sizes[part.topic])
      .map((part) => ({
        x: part.at[0] / FINE, y: part.at[1] / FINE, topic: part.topic, badge: "",
        label: part.label, weight: 600, size: 12.5,
      }));
    return [...topics, ...parts];
  }

  // First every topic's number gets its place, then names go where there is room beside it. That
  // depends on nearness alone, so names keep their places while the map is moved.
  place(view) {
    if (this.near === view.now.near) return;
    this.near = view.now.near;
    this.placed = [];
    const taken = [];
    const names = this.wanted(view).map((name) => this.measured(name));
    for (const name of names.filter((each) => each.badge)) {
      name.shift = SHIFTS.find((down) => free(taken, this.badgeBox(view, name, down * name.badgeHeight)));
      if (name.shift === undefined) continue;
      name.shift *= name.badgeHeight;
      taken.push({ ...this.badgeBox(view, name), of: name });
      this.placed.push(name);
    }
    this.placed.push(...names.filter((name) => !name.badge));
    for (const name of this.placed) {
      const others = taken.filter((box) => box.of !== name);
      for (const most of [WIDE, NARROW]) {
        this.wrap(name, most);
        name.side = this.sides(name).find((side) => this.fits(view, others, this.textBox(view, name, side)));
        if (name.side) break;
      }
      if (name.side) taken.push(this.textBox(view, name));
    }
  }

  // Where the middle of the text may be from the middle of the number.
  sides({ badge, badgeWidth, badgeHeight, textWidth, textHeight }) {
    if (!badge) return [[0, 0], [0, textHeight], [0, -textHeight]];
    const across = badgeWidth / 2 + 5 + textWidth / 2, down = (badgeHeight + textHeight) / 2 + 2;
    const aside = textHeight / 2;
    return [
      [across, 0], [-across, 0], [across, aside], [across, -aside], [-across, aside], [-across, -aside],
      [0, down], [0, -down],
    ];
  }

  // From afar a name must lie inside; from nearer the map can be moved to read it.
  fits(view, taken, box) {
    const inside = box.left >= 2 && box.top >= 2 && box.right <= view.width - 2 && box.bottom <= view.height - 2;
    return (inside || view.now.near > 1) && free(taken, box);
  }

  measured(name) {
    const { context } = this.painter;
    context.font = `${name.weight} ${name.size}px ${FONT}`;
    const high = name.size * 1.5;
    return {
      ...name,
      shift: 0,
      badgeHeight: high,
      badgeWidth: name.badge ? Math.max(context.measureText(name.badge).width + 10, high) : 0,
    };
  }

  wrap(name, most) {
    const { context } = this.painter;
    context.font = `${name.weight} ${name.size}px ${FONT}`;
    name.lines = inLines(name.label, most);
    name.textWidth = Math.max(...name.lines.map((line) => context.measureText(line).width));
    name.textHeight = name.lines.length * name.size * LINE;
  }

  badgeBox(view, name, shift = name.shift) {
    return around(view.screenX(name.x), view.screenY(name.y) + shift, name.badgeWidth, name.badgeHeight);
  }

  textBox(view, name, [across, down] = name.side) {
    return around(view.screenX(name.x) + across, view.screenY(name.y) + name.shift + down, name.textWidth, name.textHeight);
  }

  draw(view, shown, papers) {
    if (this.shown !== shown) { this.shown = shown; this.forget(); }
    this.place(view);
    this.boxes = [];
    for (const name of this.placed) {
      if (name.badge) this.put(view, name, this.badgeBox(view, name), this.badge);
      if (name.side) this.put(view, name, this.textBox(view, name), this.text);
    }
    if (view.now.near >= TITLES_FROM) this.titles(view, papers);
  }

  put(view, name, box, write) {
    if (box.right < 0 || box.bottom < 0 || box.left > view.width || box.top > view.height) return;
    write.call(this, name, box);
    this.boxes.push({ ...box, topic: name.topic });
  }

  titles(view, papers) {
    const keys = papers.filter((i) => this.points.isKey.has(i));
    const others = papers.length > FEW_IN_VIEW ? [] : papers.filter((i) => !this.points.isKey.has(i));
    const drop = this.painter.radiusAt(view.now.near) + 9;
    let written = 0;
    for (const i of [...keys, ...others]) {
      if (written >= MOST_TITLES) return;
      const name = this.measured({
        x: this.points.x[i], y: this.points.y[i], topic: this.points.topic[i], badge: "",
        label: clipped(this.points.title[i], TITLE), weight: 400, size: 12,
      });
      this.wrap(name, TITLE);
      const box = this.textBox(view, name, [0, drop]);
      if (!free(this.boxes, box)) continue;
      this.text(name, box);
      this.boxes.push(box);
      written += 1;
    }
  }

  text(name, box) {
    const { context, card, ink } = this.painter;
    context.font = `${name.weight} ${name.size}px ${FONT}`;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 5;
    context.strokeStyle = card;
    context.fillStyle = ink;
    // The lines of a name at the left of its number end there.
    const atLeft = name.badge && name.side[0] < 0;
    context.textAlign = atLeft ? "right" : "left";
    const from = atLeft ? box.right : box.left;
    name.lines.forEach((line, number) => {
      const top = box.top + (number + 0.5) * name.size * LINE;
      context.globalAlpha = 0.9;
      context.strokeText(line, from, top);
      context.globalAlpha = 1;
      context.fillText(line, from, top);
    });
    context.textAlign = "start";
  }

  badge(name, { left, top, right, bottom }) {
    const { context, card, ink } = this.painter;
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, (bottom - top) / 2);
    context.fillStyle = card;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = this.points.topics[name.topic].colour;
    context.stroke();
    context.font = `700 ${name.size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = ink;
    context.fillText(name.badge, (left + right) / 2, (top + bottom) / 2 + 0.5);
    context.textAlign = "start";
  }

  // The topic whose name lies under the pointer, or null.
  topicAt(left, top) {
    const found = (this.boxes ?? []).find((box) => box.topic !== undefined
      && left >= box.left && left <= box.right && top >= box.top && top <= box.bottom);
    return found ? found.topic : null;
  }
}

function around(middle, height, width, high) {
  return { left: middle - width / 2, right: middle + width / 2, top: height - high / 2, bottom: height + high / 2 };
}

function free(taken, box) { return !taken.some((other) => overlap(box, other)); }

function overlap(one, other) {
  // A name right beside another's number would be taken for its own.
  const across = 10, down = 4;
  return one.left < other.right + across && other.left < one.right + across
    && one.top < other.bottom + down && other.top < one.bottom + down;
}
