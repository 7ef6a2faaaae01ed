// What is being looked at, and who must know when that changes.

const state = {
  /** `zeros`: reading order, inserted zeros in place; `phases`: phase by phase. */
  act: phased ? "zeros" : "phases",
  /** Index into the order of the outputs. */
  step: 0,
  /** An output that is pointed at, instead of that of the step. */
  pointed: null,
  playing: false,
  /** The output channel, the source among the input channels that it sees. */
  out: 0,
  source: 0,
  /** The output plane along z, and which of the input planes that it reads. */
  z: 0,
  plane: 0,
  /** What cells say: `values` or `indices`. */
  labels: "values",
};

const listeners = [];

/** Calls a function now and after every change, with the names of what changed. */
function watch(listener) {
  listeners.push(listener);
}

function change(values) {
  const changed = new Set(Object.keys(values).filter((name) => state[name] !== values[name]));
  if (changed.size === 0) return;
  Object.assign(state, values);
  for (const listener of listeners) listener(changed);
}

const order = () => (state.act === "phases" ? outputsByPhase : outputs);

/** The output that is being explained. */
const current = () => state.pointed ?? order()[state.step];

/** The step that explains an output. */
const stepOf = (at) => (state.act === "phases" ? phasePlace(at) : readingPlace(at));

const outChannel = () => layer.channels.outputs[state.out];
const source = () => outChannel().sources[state.source];
const plane = () => planesOf(state.z)[state.plane];

/** The weight at a kernel position of the chosen channels and planes. */
function weightOf([y, x]) {
  const z = plane()?.kernel ?? 0;
  return source().weights[(z * axisY.kernel_shown + y) * axisX.kernel_shown + x];
}

/** The example's element at a place of the chosen input plane. */
function inputOf([y, x]) {
  const values = layer.channels.inputs.find((input) => input.channel === source().channel).values;
  const [atZ, atY, atX] = [plane()?.input ?? axisZ.elements[0], y, x].map((at, axis) => layer.axes[axis].elements.indexOf(at));
  return values[(atZ * axisY.elements.length + atY) * axisX.elements.length + atX];
}

/** Index of an output of the chosen plane in lists of numbers. */
const flat = ([y, x]) => (state.z * axisY.outputs.length + y) * axisX.outputs.length + x;
