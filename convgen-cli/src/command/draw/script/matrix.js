// The sparse matrix: a row for each output, a column for each input.

/** Most entries that are drawn at once, and most whose numbers are. */
const ENTRIES = 30000;
const NUMBERED = 3000;

/** Most entries of a row that are listed. */
const LISTED_ENTRIES = 12;

/** Entries at one place, which there are where the padding holds copies, as their sum. */
function merged(entries) {
  const found = new Map();
  for (const entry of entries) {
    const key = `${entry.row} ${entry.column}`;
    const value = (found.get(key)?.value ?? 0) + entry.value;
    found.set(key, { ...entry, value });
  }
  return [...found.values()];
}

class Matrix {
  constructor() {
    const { block, channels } = layer;
    const pairs = channels.outputs.length * channels.sources;
    const all = pairs > 1 && pairs * block.entries.length <= ENTRIES;
    this.settings = { colour: phased ? "phase" : "weight", rows: "outputs", scope: all ? "all" : "one" };
    find("scope").hidden = !all;
    find("rows").hidden = !phased;
    for (const name of Object.keys(this.settings)) this.choice(name);
    this.view = find("matrix-view");
    this.zoom = new Zoom(this.view);
    this.build();
  }

  choice(name) {
    for (const input of document.querySelectorAll(`input[name=${name}]`)) {
      input.checked = input.value === this.settings[name];
      input.addEventListener("change", () => {
        this.settings[name] = input.value;
        this.build();
        this.draw();
      });
    }
  }

  /** The output channels, sources and input channels that are shown, each with its first row and column. */
  blocks() {
    const { block, channels } = layer;
    if (this.settings.scope === "one") return [{ out: state.out, source: state.source, row: 0, column: 0 }];
    return channels.outputs.flatMap((of, out) =>
      of.sources.map(({ channel }, at) => ({
        out,
        source: at,
        row: out * block.rows,
        column: channels.inputs.findIndex((input) => input.channel === channel) * block.columns,
      })),
    );
  }

  /** The outputs of a plane in the order of the rows. */
  order() {
    return this.settings.rows === "phases" ? outputsByPhase : outputs;
  }

  /** The row of an output, in the rows of its channel. */
  rowOf(output) {
    return this.settings.rows === "phases" ? phasePlace(output) : readingPlace(output);
  }

  build() {
    const { block, channels } = layer;
    const all = this.settings.scope === "all";
    this.rows = block.rows * (all ? channels.outputs.length : 1);
    this.columns = block.columns * (all ? channels.inputs.length : 1);
    this.entries = this.blocks().flatMap((each) => {
      const { weights } = channels.outputs[each.out].sources[each.source];
      const depth = (plane()?.kernel ?? 0) * axisY.kernel_shown * axisX.kernel_shown;
      const entry = ([row, column, kernel]) => ({
        row: each.row + this.rowOf(outputs[row]),
        column: each.column + column,
        value: weights[depth + kernel],
        phase: phaseOf(outputs[row]),
      });
      return plane() ? merged(block.entries.map(entry)).filter(({ value }) => value !== 0) : [];
    });
    this.shades = new Shades(this.settings.colour, this.entries);
    this.show();
    this.text();
  }

  show() {
    const paths = new Map();
    for (const entry of this.entries) {
      const colour = this.shades.of(entry);
      paths.set(colour, `${paths.get(colour) ?? ""}M${entry.column * CELL} ${entry.row * CELL}h${CELL}v${CELL}h${-CELL}z`);
    }
    const [width, height] = [this.columns * CELL, this.rows * CELL];
    const rect = (kind) => svg("rect", { class: kind, x: 0, width, height: CELL });
    [this.band, this.edge] = [rect("band"), rect("edge")];
    this.drawing = svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Matrix of ${this.rows} rows and ${this.columns} columns` },
      this.band,
      ...[...paths].map(([colour, d]) => svg("path", { class: `entry ${colour}`, d })),
      svg("path", { class: "blocks", d: this.lines(width, height) }),
      this.numbers(),
      this.edge,
    );
    this.drawing.addEventListener("pointermove", (event) => this.point(event));
    this.drawing.addEventListener("pointerleave", () => change({ pointed: null }));
    this.view.replaceChildren(this.drawing);
    this.zoom.of(this.drawing, this.columns, this.rows);
  }

  /** Between channels, and between phases where rows are ordered by them. */
  lines(width, height) {
    const lines = [];
    const channels = this.settings.scope === "all" ? layer.channels.inputs.length : 1;
    for (let at = 0; at <= channels; at += 1) lines.push(`M${at * layer.block.columns * CELL} 0V${height}`);
    const order = this.order();
    for (let y = 0; y <= this.rows; y += 1) {
      const at = y % layer.block.rows;
      const phase = this.settings.rows === "phases" && at > 0 && phaseOf(order[at]) !== phaseOf(order[at - 1]);
      if (at === 0 || phase) lines.push(`M0 ${y * CELL}H${width}`);
    }
    return lines.join("");
  }

  numbers() {
    if (this.entries.length > NUMBERED) return svg("g");
    const text = ({ row, column, value }) => {
      const digits = short(value);
      const size = Math.min(15, 34 / (CHARACTER * digits.length));
      return svg("text", { x: (column + 0.5) * CELL, y: (row + 0.5) * CELL, "font-size": size }, digits);
    };
    return svg("g", { class: "numbers" }, ...this.entries.map(text));
  }

  /** The output whose row is pointed at. */
  point(event) {
    if (state.playing) return;
    const box = this.drawing.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * this.rows);
    const output = this.order()[row % layer.block.rows];
    const channel = this.settings.scope === "all" && { out: Math.floor(row / layer.block.rows) };
    if (output && row < this.rows) change({ pointed: output, ...channel });
  }

  draw() {
    const output = current();
    const row = this.rowOf(output) + (this.settings.scope === "all" ? state.out * layer.block.rows : 0);
    for (const rect of [this.band, this.edge]) rect.setAttribute("y", row * CELL);
    const entries = this.entries.filter((entry) => entry.row === row);
    const items = entries.slice(0, LISTED_ENTRIES).map(({ column, value }) => {
      return html("li", {}, html("b", {}, number(value)), ` in column ${column}, ${this.columnName(column)}`);
    });
    if (entries.length > items.length) items.push(html("li", {}, `… ${grouped(entries.length - items.length)} more`));
    const title = `Row ${row}, ${outputName(output)}: ${plural(entries.length, "entry", "entries")}`;
    find("matrix-row").replaceChildren(html("p", {}, title), html("ul", {}, ...items));
  }

  /** The input element of a column. */
  columnName(column) {
    const at = column % layer.block.columns;
    const { inputs } = layer.channels;
    const { channel } = this.settings.scope === "all" ? inputs[Math.floor(column / layer.block.columns)] : source();
    return inputName([axisY.elements[Math.floor(at / axisX.elements.length)], axisX.elements[at % axisX.elements.length]], channel);
  }

  /** `out = relu(C · in + bias)` */
  equation() {
    const { activation } = layer.explained.parameters;
    const { bias, residual } = layer.channels;
    const sum = ["C · in", ...(bias ? ["bias"] : []), ...(residual ? ["residual"] : [])].join(" + ");
    return `out = ${activation === "none" ? sum : `${activation}(${sum})`}`;
  }

  text() {
    const count = (list) => list.reduce((product, size) => product * size, 1);
    const [rows, columns] = [count(geometry.output), count(geometry.input)];
    const size = `${plural(rows, "row")} (outputs) × ${plural(columns, "column")} (inputs)`;
    const all = plural(layer.explained.multiply_adds.needed, "entry", "entries");
    const whole = rows === this.rows && columns === this.columns;
    const here = `${plural(this.rows, "row")} × ${plural(this.columns, "column")} of it, ${plural(this.entries.length, "entry", "entries")}`;
    const texts = [
      `The layer is one sparse matrix C of ${size} with ${all}, one for each multiply-add: ${this.equation()}.`,
      whole ? "" : this.entries.length > 0 ? `Here: ${here}.` : "None of them is in this window.",
    ];
    find("matrix-text").textContent = texts.filter(Boolean).join(" ");
    find("matrix-legend").replaceChildren(...this.shades.legend());
  }
}
