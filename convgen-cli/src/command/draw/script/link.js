// One axis: each output below the middle of the cells that it is made of, and lines between them.

/** Rows of cells between input and output, for the weights and the lines. */
const BETWEEN = 2.6;

class Link {
  constructor(scene) {
    this.scene = scene;
    this.top = scene.input.size[1];
    this.bottom = this.top + BETWEEN * CELL;
    const { output } = scene;
    output.each((cell, _, x) => cell.group.setAttribute("transform", `translate(${this.middle(x) - CELL / 2} ${this.bottom})`));
    output.group.querySelectorAll(".index").forEach((index, x) => {
      fill(index, { x: this.middle(x), y: this.bottom + CELL + 14 }, []);
    });
    this.lines = svg("g", { class: "lines" });
    this.weights = svg("g", { class: "weights" });
    this.group = svg("g", {}, this.lines, this.weights);
    const right = axisX.outputs.map((_, x) => this.middle(x) + CELL / 2);
    this.size = [Math.max(scene.input.size[0], ...right), this.bottom + CELL + GUTTER];
  }

  /** The middle of the cells under the kernel for an output. */
  middle(x) {
    const cells = axisX.outputs[x].taps.map((tap) => tap.cell);
    const grid = this.scene.input;
    if (cells.length === 0) return grid.x(x) + CELL / 2;
    return (grid.x(Math.min(...cells)) + grid.x(Math.max(...cells)) + CELL) / 2;
  }

  draw(at, taps) {
    const crossed = state.act === "phases";
    const shown = taps.filter((tap) => tap.own || !crossed);
    const parts = shown.map((tap) => {
      const x = this.scene.input.x(tap.cell[1]) + CELL / 2;
      const to = this.middle(at[1]);
      const kind = tap.input ? "lit" : "wasted";
      const drop = this.bottom - this.top;
      const line = svg("path", {
        class: kind,
        d: `M${x} ${this.top + 2}C${x} ${this.top + 0.62 * drop} ${to} ${this.top + 0.5 * drop} ${to} ${this.bottom - 2}`,
      });
      const text = short(weightOf(tap.kernel));
      const size = Math.min(15, 32 / (CHARACTER * Math.max(text.length, 1)));
      const label = svg("text", { class: kind, x, y: this.top + 0.34 * CELL, "font-size": size }, `×${text}`);
      return [line, label];
    });
    this.lines.replaceChildren(...parts.map(([line]) => line));
    this.weights.replaceChildren(...parts.map(([, label]) => label));
  }
}
