// Where one looks: the middle of the view on the map (0 to 1 on both axes) and how near.
const NEAREST = 60;
const MARGIN = 26;
const BAR = 36; // the buttons at the top
const within = (value, low, high) => Math.min(Math.max(value, low), high);

class View {
  constructor(changed) {
    this.changed = changed;
    this.width = 1;
    this.height = 1;
    this.now = { x: 0.5, y: 0.5, near: 1 };
    this.then = null;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  get target() { return this.then?.to ?? this.now; }
  get middle() { return (this.height + BAR) / 2; }
  spanX(near) { return Math.max(this.width - 2 * MARGIN, 40) * near; }
  spanY(near) { return Math.max(this.height - 2 * MARGIN - BAR, 40) * near; }
  screenX(x) { return (x - this.now.x) * this.spanX(this.now.near) + this.width / 2; }
  screenY(y) { return (y - this.now.y) * this.spanY(this.now.near) + this.middle; }
  mapX(left) { return (left - this.width / 2) / this.spanX(this.now.near) + this.now.x; }
  mapY(top) { return (top - this.middle) / this.spanY(this.now.near) + this.now.y; }

  kept({ x, y, near }) {
    return { x: within(x, 0, 1), y: within(y, 0, 1), near: within(near, 1, NEAREST) };
  }

  jump(to) {
    this.then = null;
    this.now = this.kept(to);
    this.changed();
  }

  glide(to, milliseconds = 220) {
    if (this.still.matches) return this.jump(to);
    this.then = { from: this.now, to: this.kept(to), start: performance.now(), milliseconds };
    this.changed();
  }

  // Moves a glide on; true while it goes on. Nearness is mixed by its logarithm, so that it looks even.
  step(time) {
    if (!this.then) return false;
    const { from, to, start, milliseconds } = this.then;
    const part = within((time - start) / milliseconds, 0, 1);
    const eased = 1 - (1 - part) ** 3;
    const mix = (a, b) => a + (b - a) * eased;
    const near = from.near * (to.near / from.near) ** eased;
    // The place under the pointer stays put only if the middle follows the nearness.
    const moved = from.near === to.near ? eased : (1 / from.near - 1 / near) / (1 / from.near - 1 / to.near);
    this.now = from.near === to.near
      ? { x: mix(from.x, to.x), y: mix(from.y, to.y), near }
      : { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, near };
    if (part === 1) this.then = null;
    return part < 1;
  }

  // The view that is `factor` nearer with the place under (left, top) where it is.
  zoomed(factor, left = this.width / 2, top = this.middle, base = this.target) {
    const near = within(base.near * factor, 1, NEAREST);
    const at = (middle, offset, span) => middle + offset / span(base.near) - offset / span(near);
    if (near === 1) return { x: 0.5, y: 0.5, near };
    return {
      x: at(base.x, left - this.width / 2, (n) => this.spanX(n)),
      y: at(base.y, top - this.middle, (n) => this.spanY(n)),
      near,
    };
  }

  moved(right, down, base = this.target) {
    return { x: base.x - right / this.spanX(base.near), y: base.y - down / this.spanY(base.near), near: base.near };
  }

  home() { this.glide({ x: 0.5, y: 0.5, near: 1 }); }
}
