// The title, the geometry, and what a window leaves out.

const KINDS = { conv: "Convolution", conv_transpose: "Transposed convolution" };

class Header {
  constructor() {
    const kind = KINDS[geometry.kind] ?? geometry.kind;
    find("title").textContent = `${kind}, ${sizes(geometry.input)} → ${sizes(geometry.output)}`;
    find("geometry").append(...this.facts());
    const text = [this.window(), this.slices()].filter(Boolean).join(" ");
    find("window").hidden = text === "";
    find("window").textContent = text;
  }

  fact(name, text, kind) {
    return html("div", { class: kind }, html("dt", {}, name), html("dd", {}, String(text)));
  }

  facts() {
    const { axes, groups } = geometry;
    const unusual = (name, of, usual) => {
      const values = axes.map(of);
      if (values.every((value) => value === usual)) return [];
      const same = values.every((value) => value === values[0]);
      const each = values.map((value, at) => `${axes[at].name}: ${value}`);
      return [this.fact(name, same ? values[0] : Number.isInteger(values[0]) ? values.join(" × ") : each.join("; "))];
    };
    const padding = ({ padding: [before, after] }) => (before === after ? String(before) : `${before} before, ${after} after`);
    const same = axes.every((axis) => axis.formula === axes[0].formula);
    const formulas = same ? axes[0].formula : axes.map((axis) => `${axis.name}: ${axis.formula}`).join("; ");
    return [
      this.fact("kernel", sizes(axes.map((axis) => axis.kernel))),
      ...unusual("stride", (axis) => axis.stride, 1),
      ...unusual("padding", padding, "0"),
      ...unusual("padding mode", (axis) => axis.padding_mode, "zeros"),
      ...unusual("dilation", (axis) => axis.dilation, 1),
      ...unusual("output padding", (axis) => axis.output_padding, 0),
      ...(groups > 1 ? [this.fact("groups", groups)] : []),
      this.fact(axes.length > 1 && same ? "output, along each axis" : "output", formulas, "formula"),
    ];
  }

  /** What is left out. */
  window() {
    if (layer.whole) return "";
    const { channels } = layer;
    const axes = layer.axes.slice(3 - layer.dims);
    const parts = [];
    const cut = (what, shown, all) => shown !== all && parts.push(`${shown} of ${all} ${what}`);
    const along = (what, shown, all) => cut(what, sizes(axes.map(shown)), sizes(axes.map(all)));
    along("outputs", (axis) => axis.outputs.length, (axis) => axis.output);
    along("inputs", (axis) => axis.elements.length, (axis) => axis.input);
    along("kernel positions", (axis) => axis.kernel_shown, (axis) => axis.kernel);
    cut("output channels", channels.outputs.length, channels.output);
    cut(channels.groups > 1 ? "input channels of each group" : "input channels", channels.sources, channels.per_group);
    cut("inputs of the batch, which are all treated alike", 1, channels.batch);
    return `This is a window of the layer, from its first corner: ${parts.join(", ")}. All sums and costs are of the whole layer.`;
  }

  slices() {
    if (layer.dims < 3) return "";
    return "The layer has three axes. One output plane is drawn, and one of the input planes that it reads: choose them below.";
  }
}
