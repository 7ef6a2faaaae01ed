// The layer, as the compiler wrote it into the page. Nothing here knows a formula of convolution.

const layer = JSON.parse(document.getElementById("layer").textContent);
const [axisZ, axisY, axisX] = layer.axes;
const { geometry } = layer.explained;

/** Whether there are several phases on the plane that is drawn. */
const phased = axisY.residues.length * axisX.residues.length > 1;

/** Outputs of the plane in reading order, as [y, x]. */
const outputs = axisY.outputs.flatMap((_, y) => axisX.outputs.map((_, x) => [y, x]));

/** The phase of an output of the plane. */
function phaseOf([y, x]) {
  return axisY.outputs[y].phase * axisX.residues.length + axisX.outputs[x].phase;
}

/** The phase of a kernel position, or none where no output uses it. */
function phaseOfKernel(y, x) {
  const [py, px] = [axisY.kernel_phases[y], axisX.kernel_phases[x]];
  return py === null || px === null ? null : py * axisX.residues.length + px;
}

const phases = axisY.residues.flatMap((y) => axisX.residues.map((x) => [y, x]));

/** Outputs in the order of the phases. */
const outputsByPhase = outputs.toSorted((a, b) => phaseOf(a) - phaseOf(b));

/** The place of an output in reading order, and in the order of the phases. */
const readingPlace = ([y, x]) => y * axisX.outputs.length + x;
const places = new Map(outputsByPhase.map((at, place) => [readingPlace(at), place]));
const phasePlace = (at) => places.get(readingPlace(at));

/** What lies in a cell of the input's plane: an element, an inserted zero, or padding. */
function placeOf(y, x) {
  const kinds = [axisY.cells[y].is, axisX.cells[x].is];
  return ["padding", "zero", "element"].find((kind) => kinds.includes(kind));
}

/** All kernel positions as they lie on the cells for an output of the plane. */
function tapsOf([y, x]) {
  return axisY.outputs[y].taps.flatMap((v) =>
    axisX.outputs[x].taps.map((u) => ({
      kernel: [v.kernel, u.kernel],
      cell: [v.cell, u.cell],
      input: v.input === undefined || u.input === undefined ? null : [v.input, u.input],
      meets: placeOf(v.cell, u.cell),
      own: v.own && u.own,
    })),
  );
}

/** The input planes that an output plane along z reads, with the kernel position of each. */
function planesOf(z) {
  return axisZ.outputs[z].taps.filter((tap) => tap.input !== undefined);
}

/** How many products of the chosen two planes are not among the taps. */
function hiddenOf([y, x]) {
  const count = (output) => [output.taps.filter((tap) => tap.input !== undefined).length, output.hidden];
  const [[sy, hy], [sx, hx]] = [count(axisY.outputs[y]), count(axisX.outputs[x])];
  return (sy + hy) * (sx + hx) - sy * sx;
}
