// Marks are stamped into a buffer of pixels: without a graphics card this is many times faster than
// paths, and 20,000 of them move smoothly.
const SHAPES = {
  circle: (x, y, r) => x * x + y * y <= r * r,
  square: (x, y, r) => Math.max(Math.abs(x), Math.abs(y)) <= r * 0.88,
  triangle: (x, y, r) => y <= r * 0.92 && y >= -r * 1.15 + 1.8 * Math.abs(x),
  diamond: (x, y, r) => Math.abs(x) + Math.abs(y) <= r * 1.22,
  wedge: (x, y, r) => y >= -r * 0.92 && y <= r * 1.15 - 1.8 * Math.abs(x),
  cross: (x, y, r) => Math.min(Math.abs(x), Math.abs(y)) <= r * 0.42 && Math.max(Math.abs(x), Math.abs(y)) <= r * 1.22,
};
const FINER = 4;
const OPACITY = 0.86;
const FAINT = 0.13;

// How much of each pixel round its middle a mark covers (0 to 1), as [across, down, share].
function covered(shape, radius) {
  const reach = Math.ceil(radius * 1.3) + 1;
  const found = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      let inside = 0;
      for (let part = 0; part < FINER * FINER; part++) {
        const dx = x + ((part % FINER) + 0.5) / FINER - 0.5;
        const dy = y + (Math.floor(part / FINER) + 0.5) / FINER - 0.5;
        inside += SHAPES[shape](dx, dy, radius);
      }
      if (inside) found.push([x, y, inside / (FINER * FINER)]);
    }
  }
  return found;
}

// A mark ready for the buffer: where its pixels lie from its middle, how much of what is under them
// stays (of 256), and what its colour adds. Red and blue are sixteen bits apart, so that one
// multiplication mixes both.
function stamp(shape, radius, opacity, colour, width) {
  const pixels = covered(shape, radius);
  const over = pixels.map(([, , share]) => Math.round(256 * opacity * share));
  return {
    reach: Math.ceil(radius * 1.3) + 1,
    across: Int32Array.from(pixels, ([x]) => x),
    down: Int32Array.from(pixels, ([, y]) => y),
    offset: Int32Array.from(pixels, ([x, y]) => y * width + x),
    rest: Int32Array.from(over, (part) => 256 - part),
    redBlue: Int32Array.from(over, (part) => Math.imul(colour & 0xff00ff, part)),
    green: Int32Array.from(over, (part) => Math.imul(colour & 0xff00, part)),
  };
}

class Painter {
  constructor(canvas, points) {
    this.canvas = canvas;
    this.points = points;
    this.context = canvas.getContext("2d", { alpha: false });
    this.stamps = new Map();
  }

  resize(width, height) {
    this.ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.canvas.width = Math.max(1, Math.round(width * this.ratio));
    this.canvas.height = Math.max(1, Math.round(height * this.ratio));
    this.image = this.context.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Int32Array(this.image.data.buffer);
    const room = Math.sqrt((width * height) / Math.max(this.points.count, 1));
    this.radius = within(0.24 * room, 1.5, 5);
    this.readColours();
  }

  // Light or dark: the page's own colours, as the style sheet has them now.
  readColours() {
    const style = getComputedStyle(this.canvas);
    const colour = (name) => style.getPropertyValue(name).trim();
    this.card = colour("--card");
    this.ink = colour("--ink");
    this.soft = colour("--soft");
    this.accent = colour("--accent");
    this.paper = this.packed(this.card);
    this.stamps.clear();
  }

  // '#rrggbb' as the canvas keeps it: one number, red lowest.
  packed(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return 0xff000000 | (blue << 16) | (green << 8) | red;
  }

  radiusAt(near) { return Math.min(this.radius * near ** 0.42, Math.max(this.radius, 9)); }

  // One stamp a topic; those of a nearness come back when it does, so they are kept.
  stampsFor(radius, opacity) {
    const exact = Math.max(1, Math.round(radius * this.ratio * 4) / 4);
    const name = `${exact} ${opacity}`;
    if (!this.stamps.has(name)) {
      this.stamps.set(name, this.points.topics.map(
        ({ shape, colour }) => stamp(shape, exact, opacity, this.packed(colour), this.canvas.width),
      ));
    }
    return this.stamps.get(name);
  }

  marks(view, on) {
    this.pixels.fill(this.paper);
    const radius = this.radiusAt(view.now.near);
    if (on.includes(0)) this.pass(view, on, 0, this.stampsFor(radius, FAINT));
    this.pass(view, on, 1, this.stampsFor(radius, OPACITY));
    this.context.putImageData(this.image, 0, 0);
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  pass(view, on, which, stamps) {
    const { x, y, topic, count } = this.points;
    const scaleX = view.spanX(view.now.near) * this.ratio, scaleY = view.spanY(view.now.near) * this.ratio;
    const left = (view.width / 2) * this.ratio - view.now.x * scaleX;
    const top = view.middle * this.ratio - view.now.y * scaleY;
    const { width, height } = this.canvas;
    for (let i = 0; i < count; i++) {
      if (on[i] !== which) continue;
      const mark = stamps[topic[i]];
      const px = Math.round(x[i] * scaleX + left), py = Math.round(y[i] * scaleY + top);
      const { reach } = mark;
      if (px >= reach && py >= reach && px < width - reach && py < height - reach) this.press(mark, py * width + px);
      else if (px > -reach && py > -reach && px < width + reach && py < height + reach) this.pressAtEdge(mark, px, py);
    }
  }

  // Most of a frame's time goes by here.
  press({ offset, rest, redBlue, green }, middle) {
    const { pixels } = this;
    for (let n = 0; n < offset.length; n++) {
      const at = middle + offset[n], under = pixels[at], stays = rest[n];
      pixels[at] = 0xff000000
        | (((Math.imul(under & 0xff00ff, stays) + redBlue[n]) >>> 8) & 0xff00ff)
        | (((Math.imul(under & 0xff00, stays) + green[n]) >>> 8) & 0xff00);
    }
  }

  pressAtEdge(mark, px, py) {
    const { width, height } = this.canvas;
    const kept = [...mark.offset.keys()].filter((n) => {
      const x = px + mark.across[n], y = py + mark.down[n];
      return x >= 0 && y >= 0 && x < width && y < height;
    });
    const part = (values) => Int32Array.from(kept, (n) => values[n]);
    this.press({
      offset: part(mark.offset), rest: part(mark.rest), redBlue: part(mark.redBlue), green: part(mark.green),
    }, py * width + px);
  }

  ring(left, top, radius, width) {
    const { context } = this;
    for (const [colour, line] of [[this.card, width + 2], [this.ink, width]]) {
      context.beginPath();
      context.arc(left, top, radius, 0, 2 * Math.PI);
      context.lineWidth = line;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  outline(path) {
    const { context } = this;
    if (path.length < 2) return;
    context.beginPath();
    for (const [left, top] of path) context.lineTo(left, top);
    context.closePath();
    context.globalAlpha = 0.12;
    context.fillStyle = this.accent;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.strokeStyle = this.accent;
    context.stroke();
  }
}
