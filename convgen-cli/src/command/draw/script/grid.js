// Grids of cells with a number in each.

/** Units of a drawing for one cell. */
const CELL = 40;

/** Room for indices, before the first row and column. */
const GUTTER = 22;

/** Width of a character, as a part of the font's size. */
const CHARACTER = 0.62;

/** A cell: a square with a number, and a smaller note in its corner. */
class Cell {
  constructor(x, y, kind) {
    this.number = svg("text", { x: CELL / 2, y: CELL / 2 });
    this.note = svg("text", { class: "note", x: CELL - 4, y: CELL - 6 });
    this.group = svg(
      "g",
      { transform: `translate(${x} ${y})` },
      svg("rect", { x: 1, y: 1, width: CELL - 2, height: CELL - 2, rx: 3 }),
      svg("path", { class: "hatch", d: "M3 15 15 3M3 27 27 3M8 37 37 8M20 37 37 20M32 37 37 32" }),
      svg("path", { class: "cross", d: "M10 10 30 30M30 10 10 30" }),
      this.number,
      this.note,
    );
    this.kind = kind;
    this.mark();
  }

  /** Sets its states, beside its kind. */
  mark(...states) {
    this.group.setAttribute("class", ["cell", this.kind, ...states.filter(Boolean)].join(" "));
  }

  paint(phase) {
    this.group.setAttribute("style", phaseStyle(phase));
    if (phase >= PHASE_COLOURS) this.kind += " again";
  }

  /** Writes a number as large as it fits. */
  write(text, note = "") {
    const shifted = note !== "";
    this.number.textContent = text;
    this.number.setAttribute("font-size", Math.min(17, 34 / (CHARACTER * Math.max(text.length, 1))));
    this.number.setAttribute("y", shifted ? CELL / 2 - 5 : CELL / 2);
    this.note.textContent = note;
    this.note.setAttribute("font-size", Math.min(10.5, 33 / (CHARACTER * Math.max(note.length, 1))));
  }
}

/** A rectangle of cells with their indices at its edges. */
class Grid {
  /** `kind` gives the kind of a cell; `rows` and `columns` have the text of each index. */
  constructor(rows, columns, kind) {
    [this.rows, this.columns] = [rows, columns];
    this.flat = rows.length === 1 && layer.dims === 1;
    this.cells = rows.map((_, y) => columns.map((_, x) => new Cell(this.x(x), this.y(y), kind(y, x))));
    this.group = svg("g", {}, ...this.indices(), ...this.cells.flat().map((cell) => cell.group));
  }

  x(column) {
    return (this.flat ? 0 : GUTTER) + column * CELL;
  }

  y(row) {
    return GUTTER + row * CELL;
  }

  get size() {
    return [this.x(this.columns.length), this.y(this.rows.length)];
  }

  indices() {
    const index = (text, x, y) => svg("text", { class: "index", x, y }, String(text));
    const above = this.columns.map((text, x) => index(text, this.x(x) + CELL / 2, GUTTER - 9));
    const before = this.rows.map((text, y) => index(text, GUTTER - 10, this.y(y) + CELL / 2));
    return this.flat ? above : [...above, ...before];
  }

  each(visit) {
    this.cells.forEach((row, y) => row.forEach((cell, x) => visit(cell, y, x)));
  }
}

/** A rectangle around cells, which moves smoothly. */
class Frame {
  constructor(grid, kind) {
    this.grid = grid;
    this.rect = svg("rect", { class: `frame ${kind}`, rx: 5 });
  }

  /** Moves it around the cells from one place to another, or away. */
  around(from, to) {
    this.rect.classList.toggle("away", from === null);
    if (from === null) return;
    const [y0, x0] = from;
    const [y1, x1] = to;
    this.rect.style.transform = `translate(${this.grid.x(x0) - 1}px, ${this.grid.y(y0) - 1}px)`;
    this.rect.setAttribute("width", (x1 - x0 + 1) * CELL + 2);
    this.rect.setAttribute("height", (y1 - y0 + 1) * CELL + 2);
  }
}
