// What the cells' looks mean, and the phases.

/** Most phases that are listed. */
const PHASES = 25;

class Legend {
  constructor() {
    const either = (test) => [axisY, axisX].some(test);
    const has = (is) => either((axis) => axis.cells.some((cell) => cell.is === is));
    const copies = either((axis) => axis.cells.some((cell) => cell.is === "padding" && cell.at !== undefined));
    const keys = [
      ["element", "input element", true],
      ["zero", "inserted zero", has("zero")],
      ["padding", copies ? "padding, a copy" : "padding", has("padding")],
      ["unread", "never read", either((axis) => axis.cells.some((cell) => cell.read === false))],
      ["next", `next output's window, ${axisX.in_step} further`, axisX.in_step > 1],
      ["extra", "output padding", either((axis) => axis.outputs.some((output) => output.extra))],
    ];
    const key = ([kind, text]) => html("span", { class: "key" }, html("i", { class: `swatch ${kind}` }), text);
    const list = html("span", { class: "keys" }, ...keys.filter(([, , shown]) => shown).map(key));
    find("legend").append(list, ...this.phases());
  }

  phases() {
    if (!phased) return [];
    const shown = [...new Set(outputsByPhase.map(phaseOf))];
    const buttons = shown.slice(0, PHASES).map((phase) => {
      const attributes = { type: "button", class: "key", style: phaseStyle(phase), title: "Go to this phase" };
      const button = html("button", attributes, html("i", { class: "swatch phase" }), phaseName(phase));
      button.addEventListener("click", () => {
        change({ act: "phases", playing: false, pointed: null });
        change({ step: outputsByPhase.findIndex((output) => phaseOf(output) === phase) });
      });
      return button;
    });
    const more = shown.length > PHASES ? [`and ${shown.length - PHASES} more`] : [];
    return [html("span", { class: "keys" }, html("b", {}, "Phases"), ...buttons, ...more)];
  }
}
