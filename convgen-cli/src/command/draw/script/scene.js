// The three grids: the input as the kernel meets it, the kernel, the output.

/** A drawing with a caption; its size follows the width of a cell. */
function figure(name, caption, [width, height], ...content) {
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, id: name }, ...content);
  const title = html("figcaption", {}, html("b", {}, caption), " ", html("span", {}));
  return html("figure", { class: name, "data-columns": width / CELL, style: `--columns: ${width / CELL}` }, title, html("div", { class: "drawing" }, drawing));
}

const indexOf = (cell) => cell.at ?? "";

/** Whether the kernel's last position lies on the first cell. */
const turned = [axisY, axisX].some((axis) => {
  const cells = axis.outputs[0].taps.map((tap) => tap.cell);
  return cells.length > 1 && cells[0] > cells[1];
});

/** The corners of the cells that a kernel lies on. */
function corners(taps) {
  if (taps.length === 0) return [null, null];
  const [ys, xs] = [0, 1].map((n) => taps.map((tap) => tap.cell[n]));
  return [
    [Math.min(...ys), Math.min(...xs)],
    [Math.max(...ys), Math.max(...xs)],
  ];
}

class Scene {
  constructor() {
    this.input = new Grid(axisY.cells.map(indexOf), axisX.cells.map(indexOf), (y, x) => {
      const kind = placeOf(y, x);
      const unread = axisY.cells[y].read === false || axisX.cells[x].read === false;
      return kind === "element" && unread ? "element unread" : kind;
    });
    const count = (length) => Array.from({ length }, (_, at) => at);
    this.kernel = new Grid(count(axisY.kernel_shown), count(axisX.kernel_shown), () => "weight");
    this.output = new Grid(count(axisY.outputs.length), count(axisX.outputs.length), (y, x) =>
      axisY.outputs[y].extra || axisX.outputs[x].extra ? "result extra" : "result",
    );
    this.kernel.each((cell, y, x) => {
      const phase = phaseOfKernel(y, x);
      if (phase !== null) cell.paint(phase);
    });
    this.output.each((cell, y, x) => cell.paint(phaseOf([y, x])));
    this.next = new Frame(this.input, "next");
    this.frame = new Frame(this.input, "window");
    this.link = layer.dims === 1 ? new Link(this) : null;
    this.element = find("scene");
    this.element.classList.toggle("one-axis", layer.dims === 1);
    this.build();
  }

  build() {
    const input = [this.input.group, this.next.rect, this.frame.rect];
    const kernel = figure("kernel", "Kernel", this.kernel.size, this.kernel.group);
    if (this.link) {
      const both = figure("plane", "Input and output", this.link.size, ...input, this.link.group, this.output.group);
      this.element.append(both, kernel);
    } else {
      const output = figure("output", "Output", this.output.size, this.output.group);
      this.element.append(figure("input", "Input", this.input.size, ...input), kernel, output);
    }
    this.results = this.element.querySelector(this.link ? "#plane" : "#output");
    fill(this.results, { tabindex: 0, role: "application", "aria-label": "Outputs; arrow keys choose one, space plays" }, []);
    this.caption("kernel", sizes(geometry.axes.map((axis) => axis.kernel)) + (turned ? ", turned by 180° on the input" : ""));
    this.listen();
    this.resize();
  }

  caption(name, text) {
    this.element.querySelector(`figure.${name} figcaption span`).textContent = text;
  }

  listen() {
    this.output.each((cell, y, x) => {
      cell.group.addEventListener("pointerenter", () => state.playing || change({ pointed: [y, x] }));
      cell.group.addEventListener("pointerleave", () => change({ pointed: null }));
      cell.group.addEventListener("click", () => change({ step: stepOf([y, x]), pointed: null, playing: false }));
    });
    this.input.each((cell, y, x) => {
      const at = [axisY.cells[y].at, axisX.cells[x].at];
      if (at.includes(undefined)) return;
      cell.group.addEventListener("pointerenter", () => this.reached(at));
      cell.group.addEventListener("pointerleave", () => this.reached(null));
    });
    this.results.addEventListener("keydown", (event) => this.move(event));
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Outlines the outputs that an element of the input is a part of. */
  reached(input) {
    const uses = (at) => tapsOf(at).some((tap) => input && tap.input && tap.input.every((n, axis) => n === input[axis]));
    this.output.each((cell, y, x) => cell.group.classList.toggle("reached", input !== null && uses([y, x])));
  }

  /** Arrow keys go from output to output. */
  move(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [y, x] = current();
    const to = [y + step[0], x + step[1]];
    const inside = axisY.outputs[to[0]] && axisX.outputs[to[1]];
    if (inside) change({ step: stepOf(to), pointed: null, playing: false });
  }

  /** Cells as large as the page has room for, and as a finger or an eye needs. */
  resize() {
    const figures = [...this.element.children].map((each) => Number(each.dataset.columns));
    const width = this.element.clientWidth;
    const fitting = (columns, gaps) => (width - 56 * gaps) / columns;
    const [input, kernel, output] = figures;
    const layouts = [
      ["beside", fitting(input + kernel + output, 2)],
      ["pair", fitting(input + Math.max(kernel, output), 1)],
      ["stacked", fitting(Math.max(...figures), 0)],
    ];
    const [layout, cell] = (layer.dims > 1 && layouts.find(([, cell]) => cell >= 27)) || layouts[2];
    for (const [name] of layouts) this.element.classList.toggle(name, name === layout);
    const [least, most] = layer.dims === 1 ? [26, 52] : [19, layout === "stacked" ? 36 : 46];
    const size = Math.min(Math.max(cell, least), most);
    this.element.style.setProperty("--cell", `${size}px`);
    this.element.classList.toggle("small", size < 32);
    this.element.classList.toggle("tiny", size < 20);
  }

  draw() {
    const at = current();
    const taps = tapsOf(at);
    this.element.style.setProperty("--phase", `var(--phase-${phaseOf(at) % PHASE_COLOURS})`);
    this.drawInput(taps);
    this.drawKernel(taps);
    this.drawOutput(at);
    this.frame.around(...corners(taps));
    const [y, x] = at;
    const follows = axisX.in_step > 1 && axisX.outputs[x + 1];
    this.next.around(...corners(follows ? tapsOf([y, x + 1]) : []));
    this.link?.draw(at, taps);
  }

  drawInput(taps) {
    const indices = state.labels === "indices";
    const crossed = state.act === "phases";
    this.input.each((cell, y, x) => {
      cell.lit = null;
      const element = [axisY.cells[y].at, axisX.cells[x].at];
      const inside = !element.includes(undefined);
      cell.text = inside ? (indices ? element.slice(-layer.dims).join(",") : short(inputOf(element))) : "0";
    });
    for (const tap of taps) this.input.cells[tap.cell[0]][tap.cell[1]].lit = tap;
    this.input.each((cell, y, x) => {
      const wasted = cell.lit && !cell.lit.input && (cell.lit.own || !crossed);
      const struck = crossed && placeOf(y, x) === "zero";
      cell.mark(cell.lit?.input && "lit", wasted && "wasted", struck && "crossed");
      const note = (cell.lit?.input || wasted) && !this.link ? `×${short(weightOf(cell.lit.kernel))}` : "";
      cell.write(cell.text, note);
    });
  }

  drawKernel(taps) {
    this.kernel.each((cell, y, x) => {
      const tap = taps.find((each) => each.kernel[0] === y && each.kernel[1] === x);
      const other = state.act === "phases" && !tap?.own;
      const none = weightOf([y, x]) === 0;
      cell.mark(tap?.input && "lit", tap && !tap.input && !other && "wasted", (!tap || other) && "idle", none && "none");
      cell.write(state.labels === "indices" ? [y, x].slice(-layer.dims).join(",") : short(weightOf([y, x])));
    });
  }

  drawOutput(at) {
    const now = stepOf(at);
    this.output.each((cell, y, x) => {
      const step = stepOf([y, x]);
      cell.mark(step < now && "done", step === now && "current");
      const value = outChannel().values[flat([y, x])];
      cell.write(state.labels === "indices" ? [y, x].slice(-layer.dims).join(",") : short(value));
    });
  }
}
