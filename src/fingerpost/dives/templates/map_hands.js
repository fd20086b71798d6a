// Pointer, wheel and keys on a map: what they do is told to `on`, which is the map.
const A_CLICK = 5;
const A_STEP = 60;

class Hands {
  constructor(stage, view, on) {
    this.stage = stage;
    this.view = view;
    this.on = on;
    this.down = new Map();
    this.path = [];
    this.lasso = false;
    this.active = false;
    this.listen();
  }

  listen() {
    const { stage } = this;
    const canvas = stage.querySelector("canvas");
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, (event) => this.lift(event, name === "pointerup"));
    }
    canvas.addEventListener("pointerleave", () => this.on.leave());
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("dblclick", (event) => this.twice(event));
    stage.addEventListener("keydown", (event) => this.key(event));
    stage.addEventListener("focusin", () => { this.active = true; });
    stage.addEventListener("focusout", (event) => { this.active = stage.contains(event.relatedTarget); });
  }

  at(event) {
    const box = this.stage.getBoundingClientRect();
    return [event.clientX - box.left - this.stage.clientLeft, event.clientY - box.top - this.stage.clientTop];
  }

  press(event) {
    if (event.button > 0) return;
    event.target.setPointerCapture(event.pointerId);
    this.stage.focus({ preventScroll: true });
    this.down.set(event.pointerId, this.at(event));
    this.start = this.at(event);
    this.far = false;
    this.drawing = this.down.size === 1 && (this.lasso || event.shiftKey);
    this.path = this.drawing ? [this.start] : [];
    this.stage.classList.toggle("drawing", this.drawing || this.lasso);
  }

  move(event) {
    const before = this.down.get(event.pointerId);
    const now = this.at(event);
    if (!before) return this.on.hover(...now);
    this.far ||= Math.hypot(now[0] - this.start[0], now[1] - this.start[1]) > A_CLICK;
    if (this.drawing) this.path.push(now);
    else if (this.down.size === 2) this.pinch(event.pointerId, before, now);
    else if (this.far) this.view.jump(this.view.moved(now[0] - before[0], now[1] - before[1], this.view.now));
    this.down.set(event.pointerId, now);
    this.stage.classList.toggle("moving", this.far && !this.drawing);
    this.on.moved();
  }

  // Two fingers: their distance zooms, their middle moves.
  pinch(id, before, now) {
    const [, other] = [...this.down].find(([key]) => key !== id);
    const apart = (one) => Math.max(Math.hypot(one[0] - other[0], one[1] - other[1]), 1);
    const middle = (one) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
    const [left, top] = middle(before), [right, low] = middle(now);
    const { view } = this;
    const nearer = view.zoomed(apart(now) / apart(before), left, top, view.now);
    view.jump(view.moved(right - left, low - top, nearer));
  }

  lift(event, meant) {
    if (!this.down.delete(event.pointerId)) return;
    const drawn = this.drawing ? this.path : [];
    this.drawing = false;
    this.path = [];
    this.stage.classList.remove("moving");
    this.stage.classList.toggle("drawing", this.lasso);
    if (meant && drawn.length > 2 && this.far) this.on.select(drawn);
    else if (meant && !this.far) this.on.click(...this.at(event));
    this.on.moved();
  }

  wheel(event) {
    // A page that is scrolled past must not be caught by the map; a pinch comes with Ctrl.
    if (!this.active && !event.ctrlKey && !event.metaKey) return this.on.hint();
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    const strength = event.ctrlKey ? 0.01 : 0.0022;
    const factor = Math.exp(-within(event.deltaY * lines, -220, 220) * strength);
    this.view.glide(this.view.zoomed(factor, ...this.at(event)), 140);
  }

  twice(event) {
    event.preventDefault();
    this.view.glide(this.view.zoomed(event.shiftKey ? 1 / 2 : 2, ...this.at(event)));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { view } = this;
    const moves = { ArrowLeft: [A_STEP, 0], ArrowRight: [-A_STEP, 0], ArrowUp: [0, A_STEP], ArrowDown: [0, -A_STEP] };
    if (event.target === this.stage && moves[event.key]) view.glide(view.moved(...moves[event.key]), 120);
    else if (event.key === "+" || event.key === "=") view.glide(view.zoomed(1.5));
    else if (event.key === "-" || event.key === "−") view.glide(view.zoomed(1 / 1.5));
    else if (event.key === "0" || event.key === "Home") view.home();
    else return;
    event.preventDefault();
  }
}
