// What the layer costs: the report of `cargo convgen explain`.

/** Most phases of an axis, and most taps of a phase, that are listed. */
const LISTED = 8;

/** The parts of all multiply-adds: name, field of the report, why. */
const WORK = [
  ["needed", "needed", "an element, times a weight that is not zero"],
  ["inserted zeros", "inserted_zeros", "left out: a phase has only the taps that meet elements"],
  ["border taps", "border_taps", "left out: they read the padding"],
  ["zero weights", "zero_weights", "left out: they add nothing"],
];

class Cost {
  constructor() {
    find("cost").append(...this.work(), ...this.phases(), ...this.kernels());
  }

  work() {
    const work = layer.explained.multiply_adds;
    const { dense, needed } = work;
    const share = (count) => `${number((100 * count) / Math.max(dense, 1), 3)}%`;
    const times = needed > 0 && dense > needed ? `, ${number(dense / needed, 3)} times fewer` : "";
    const parts = WORK.filter(([, field]) => field === "needed" || work[field] > 0);
    const bar = html(
      "div",
      { class: "work", role: "img", "aria-label": parts.map(([name, field]) => `${name} ${share(work[field])}`).join(", ") },
      ...parts.map(([, field]) => html("i", { class: field, style: `flex-grow: ${work[field]}` })),
    );
    const row = ([name, field, why]) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, html("i", { class: `swatch ${field}` }), name),
        html("td", { class: "amount" }, grouped(work[field])),
        html("td", { class: "amount" }, share(work[field])),
        html("td", {}, why),
      );
    const text = `The textbook multiplies ${plural(dense, "time")}: every output, every kernel position. ${plural(needed, "multiply-add")} ${needed === 1 ? "is" : "are"} needed${times}.`;
    return [html("p", {}, text), bar, html("table", { class: "amounts" }, html("tbody", {}, ...parts.map(row)))];
  }

  phases() {
    const rows = layer.explained.phases.flatMap((axis) => {
      const row = (phase) => {
        const name = `${axis.axis}: out[${residue(axis.out_step, phase.residue)}]`;
        return this.row(name, plural(phase.outputs, "output"), this.taps(axis, phase));
      };
      const more = axis.phases.length - LISTED;
      return [...axis.phases.slice(0, LISTED).map(row), ...(more > 0 ? [this.row("", "", `… ${plural(more, "more phase")}`)] : [])];
    });
    return [html("h3", {}, "Phases of each axis"), html("div", { class: "wide" }, html("table", { class: "phases" }, html("tbody", {}, ...rows)))];
  }

  row(name, ...cells) {
    return html("tr", {}, html("th", { scope: "row" }, name), ...cells.map((cell) => html("td", {}, cell)));
  }

  /** `k0·in[q+1] + k2·in[q]` */
  taps(axis, phase) {
    if (phase.taps.length === 0) return "no tap: the bias alone";
    const step = axis.in_step === 1 ? "q" : `${axis.in_step}q`;
    const offset = (value) => (value === 0 ? "" : value < 0 ? `−${-value}` : `+${value}`);
    const terms = phase.taps.slice(0, LISTED).map((tap) => `k${tap.kernel}·in[${step}${offset(tap.offset)}]`);
    if (phase.taps.length > LISTED) terms.push(`… ${plural(phase.taps.length - LISTED, "more tap")}`);
    return terms.join(" + ");
  }

  kernels() {
    const kernels = layer.explained.kernels.map((kernel) => {
      const { a_call: call } = kernel;
      const used = `${number(call.lanes_used_percent, 3)}% of their lanes needed`;
      const predicted = kernel.predicted_percent_of_peak;
      const facts = [
        ["why", kernel.reason],
        ["parameters", kernel.method],
        ["predicted", predicted === undefined ? null : `${number(predicted, 2)}% of the multiply-add peak`],
        ["a call", `${plural(call.multiply_adds, "multiply-add")} (${used}), ${plural(call.other_operations, "other operation")}, ${plural(call.loads, "load")}, ${plural(call.stores, "store")}`],
        ["code", `${plural(kernel.statements, "statement")}, at most ${plural(kernel.registers, "value")} in scope at once`],
        ["memory", `${plural(kernel.table_bytes, "byte")} of tables, ${plural(kernel.scratch_bytes, "byte")} of scratch`],
      ].filter(([, text]) => text !== null);
      const title = html("h4", {}, `${kernel.isa}: ${kernel.strategy}`, html("small", {}, ` ${plural(kernel.lanes, "lane")}`));
      return html("article", {}, title, html("dl", {}, ...facts.flatMap(([name, text]) => [html("dt", {}, name), html("dd", {}, text)])));
    });
    return [html("h3", {}, "Schedule of each instruction set"), html("div", { class: "kernels" }, ...kernels)];
  }
}
