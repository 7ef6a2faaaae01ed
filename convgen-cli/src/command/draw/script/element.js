// Elements of the page.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** An element of a drawing. */
const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** An element of the page. */
const html = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

const find = (id) => document.getElementById(id);

/** The colour of a phase, as a property that its descendants use. After nine they begin again, hatched. */
const PHASE_COLOURS = 9;
const phaseStyle = (phase) => `--phase: var(--phase-${phase % PHASE_COLOURS})`;
