// The sum of the current output, written out.

/** Most products that are written. */
const PRODUCTS = 25;

class Sum {
  constructor() {
    this.element = find("sum");
  }

  draw() {
    this.element.setAttribute("aria-live", state.playing || state.pointed ? "off" : "polite");
    const at = current();
    const taps = tapsOf(at).filter((tap) => tap.own || state.act === "zeros");
    const used = plane() ? taps : [];
    this.element.style.setProperty("--phase", `var(--phase-${phaseOf(at) % PHASE_COLOURS})`);
    this.element.replaceChildren(
      this.line(html("b", { class: "name" }, outputName(at)), used, at, (tap) => inputName(tap.input), "bias", (of) => outputName(of).replace("out", "residual")),
      this.line("", used, at, (tap) => number(inputOf(tap.input)), number(Math.abs(outChannel().bias)), (of) => number(outChannel().residual[flat(of)])),
      this.result(at),
      html("p", { class: "count" }, this.count(used, at)),
    );
  }

  /** `name = weight·factor + …` */
  line(name, taps, at, factor, bias, residual) {
    const line = html("p", { class: "line" }, html("span", { class: "left" }, name), html("span", { class: "equals" }, "="));
    const products = html("span", { class: "products" });
    taps.slice(0, PRODUCTS).forEach((tap, n) => {
      const weight = weightOf(tap.kernel);
      const sign = n === 0 ? (weight < 0 ? "−" : "") : weight < 0 ? " − " : " + ";
      const text = `${number(Math.abs(weight))}·${tap.input ? factor(tap) : "0"}`;
      const nothing = weight === 0 ? "nothing zero" : tap.input ? "" : `nothing ${tap.meets}`;
      products.append(sign, html("span", { class: `product ${nothing}` }, text));
    });
    const more = taps.length - Math.min(taps.length, PRODUCTS) + hiddenOf(at);
    if (more > 0) products.append(` + … ${plural(more, "more product")}`);
    if (taps.length === 0 && more === 0) products.append("0");
    const others = this.others();
    if (others) products.append(html("span", { class: "others" }, ` + ${others}`));
    if (outChannel().bias !== 0) products.append(outChannel().bias < 0 && bias !== "bias" ? " − " : " + ", html("span", { class: "bias" }, bias));
    if (outChannel().residual) products.append(" + ", html("span", { class: "residual" }, residual(at)));
    line.append(products);
    return line;
  }

  /** What the chosen planes leave out. */
  others() {
    const names = [];
    const channels = layer.channels.per_group - 1;
    const planes = planesOf(state.z).length - 1;
    if (channels > 0) names.push(plural(channels, "other channel"));
    if (planes > 0) names.push(plural(planes, "other plane"));
    return names.join(" and ");
  }

  result(at) {
    const { sums, values } = outChannel();
    const [sum, value] = [sums[flat(at)], values[flat(at)]];
    const line = html("p", { class: "line" }, html("span", { class: "left" }), html("span", { class: "equals" }, "="));
    const { activation } = layer.explained.parameters;
    const text = html("span", { class: "products" });
    if (this.others()) {
      const part = plane() ? source().parts[plane().kernel][flat(at)] : 0;
      text.append(`${number(part)} from here, `, html("b", {}, number(sum, 6)), " in all");
    } else {
      text.append(html("b", {}, number(sum, 6)));
    }
    if (activation !== "none") text.append(`, after ${activation} `, html("b", {}, number(value, 6)));
    line.append(text);
    return line;
  }

  /** How many kernel positions meet what. */
  count(taps, at) {
    if (!plane()) return "No element along z reaches this output: it is the bias alone.";
    const met = (kind) => taps.filter((tap) => !tap.input && tap.meets === kind).length;
    const read = taps.filter((tap) => tap.input);
    const copies = read.filter((tap) => tap.meets === "padding").length;
    const none = read.filter((tap) => weightOf(tap.kernel) === 0).length;
    const parts = [plural(read.length, "element") + (none > 0 ? ` (${none} with a weight of zero)` : "")];
    if (copies > 0) parts[0] += `, ${grouped(copies)} of them in the padding,`;
    if (met("zero")) parts.push(plural(met("zero"), "inserted zero"));
    if (met("padding")) parts.push(`padding ${plural(met("padding"), "time")}`);
    const positions = plural(taps.length, "kernel position");
    if (taps.length === 0) return "No kernel position belongs to this phase: the output is the bias alone.";
    const phase = phased && state.act === "phases" ? ` of phase ${phaseName(phaseOf(at))}` : "";
    return `${positions}${phase} ${taps.length === 1 ? "meets" : "meet"} ${parts.join(", ")}.`;
  }
}
