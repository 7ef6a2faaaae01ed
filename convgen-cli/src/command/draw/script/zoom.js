// The size of a matrix's entries in pixels. The slider is their logarithm.

/** The smallest, the largest, the largest that is chosen by itself, and from where numbers are legible. */
const [FINEST, COARSEST, FITTING, LEGIBLE] = [1.5, 48, 34, 19];

class Zoom {
  /** Zooms what is in `view`, `columns` × `rows` entries. */
  constructor(view) {
    this.view = view;
    const by = (factor) => () => this.set(this.width * factor);
    find("zoom-in").addEventListener("click", by(1.3));
    find("zoom-out").addEventListener("click", by(1 / 1.3));
    find("zoom-fit").addEventListener("click", () => this.fit());
    find("zoom").addEventListener("input", ({ target }) => this.set(FINEST * (COARSEST / FINEST) ** (target.value / 100)));
    view.addEventListener("keydown", (event) => this.key(event));
    view.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  of(drawing, columns, rows) {
    [this.drawing, this.columns, this.rows] = [drawing, columns, rows];
    this.fit();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 }[event.key];
    if (factor) this.set(this.width * factor);
    if (event.key === "0") this.fit();
  }

  /** Pinching arrives as a wheel with the control key. */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.set(this.width * 1.002 ** -event.deltaY);
  }

  /** As large as its place is. */
  fit() {
    const [width, height] = [this.view.parentElement.clientWidth - 2, Math.max(340, window.innerHeight * 0.7)];
    this.set(Math.min(width / this.columns, height / this.rows, FITTING));
  }

  /** Sets the width of an entry; what was in the middle stays there. */
  set(width) {
    const { view } = this;
    const middle = [view.scrollLeft + view.clientWidth / 2, view.scrollTop + view.clientHeight / 2];
    const before = this.width ?? width;
    this.width = Math.min(Math.max(width, FINEST), COARSEST);
    this.drawing.style.width = `${this.width * this.columns}px`;
    this.drawing.classList.toggle("legible", this.width >= LEGIBLE);
    find("zoom").value = (100 * Math.log(this.width / FINEST)) / Math.log(COARSEST / FINEST);
    const ratio = this.width / before;
    view.scrollTo(middle[0] * ratio - view.clientWidth / 2, middle[1] * ratio - view.clientHeight / 2);
  }
}
