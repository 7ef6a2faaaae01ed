// The colours of a matrix's entries, by phase or by weight, and what they mean.

/** Shades of a weight, on either side of zero. */
const SHADES = 6;

class Shades {
  constructor(by, entries) {
    this.by = by;
    this.low = entries.reduce((low, { value }) => Math.min(low, value), 0);
    this.high = entries.reduce((high, { value }) => Math.max(high, value), 0);
    this.largest = Math.max(-this.low, this.high);
  }

  /** The class of an entry's colour. */
  of({ value, phase }) {
    if (this.by === "phase") return `phase-${phase % PHASE_COLOURS}`;
    const shade = Math.ceil((SHADES * Math.abs(value)) / this.largest);
    return `${value < 0 ? "minus" : "plus"}-${shade}`;
  }

  legend() {
    return this.by === "phase" ? this.phases() : this.scale();
  }

  key(...parts) {
    return html("span", { class: "key" }, ...parts);
  }

  phases() {
    const swatch = (phase) => html("i", { class: `swatch phase-${phase}` });
    const keys = phases.slice(0, PHASE_COLOURS).map((_, phase) => this.key(swatch(phase), phaseName(phase)));
    return phases.length > PHASE_COLOURS ? [...keys, `and so on, for ${phases.length} phases`] : keys;
  }

  /** From the smallest weight to the largest. */
  scale() {
    const steps = Array.from({ length: SHADES }, (_, at) => at + 1);
    const ramp = (sign, order) => html("span", { class: "ramp" }, ...order.map((at) => html("i", { class: `swatch ${sign}-${at}` })));
    const keys = [this.key(html("i", { class: "swatch blank" }), "0")];
    if (this.low < 0) keys.unshift(this.key(number(-this.largest), ramp("minus", steps.toReversed())));
    if (this.high > 0) keys.push(this.key(ramp("plus", steps), number(this.largest)));
    return keys;
  }
}
