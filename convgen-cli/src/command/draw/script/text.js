// Numbers and names as text.

/** The digits of a number, at most `digits` of them significant, with a real minus. */
function number(value, digits = 4) {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value).replace("-", "−");
  const size = Math.abs(value);
  const text = size >= 1e6 || size < 1e-3 ? value.toExponential(Math.max(digits - 2, 0)) : String(Number(value.toPrecision(digits)));
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** The same in five characters or so, for a cell: no zero before the point, three decimals at most. */
function short(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1e5) return number(value, 2);
  const text = Math.abs(value) >= 0.01 ? value.toPrecision(Math.abs(value) >= 10 ? 3 : 2) : value.toFixed(3);
  return Number(text) === 0 ? "~0" : number(Number(text)).replace(/^(−?)0\./, "$1.");
}

/** `34,848` */
const grouped = (value) => value.toLocaleString("en-US");

const plural = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;

/** `1×3×3` */
const sizes = (list) => list.join("×");

/** The place of an element: [channel, z, y, x] without what the layer does not have. */
function place(name, channels, channel, z, at) {
  const indices = [z, ...at].slice(3 - layer.dims);
  return `${name}[${(channels > 1 ? [channel, ...indices] : indices).join(", ")}]`;
}

const outputName = (at) => place("out", layer.channels.output, state.out, state.z, at);

const inputName = (at, channel = source().channel) => place("in", layer.channels.input, channel, plane()?.input ?? 0, at);

/** `2q+1` */
function residue(step, at) {
  return `${step === 1 ? "" : step}q${at === 0 ? "" : `+${at}`}`;
}

/** The outputs of a phase: `out[2q, 2q+1]` */
function phaseName(phase) {
  const [y, x] = phases[phase];
  const names = [residue(axisY.out_step, y), residue(axisX.out_step, x)];
  return `out[${names.slice(layer.dims === 1 ? 1 : 0).join(", ")}]`;
}
