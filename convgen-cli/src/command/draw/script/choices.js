// What the reader chooses to look at: channels, planes, and what cells say.

class Choices {
  constructor() {
    this.selects = {
      out: this.select("Output channel", String),
      source: this.select("Input channel", (at) => outChannel().sources[at].channel),
      z: this.select("Output plane z =", String),
      plane: this.select("Input plane z =", (at) => `${planesOf(state.z)[at].input}, kernel ${planesOf(state.z)[at].kernel}`),
      labels: this.select("Cells show", String),
    };
    for (const [name, { select }] of Object.entries(this.selects)) {
      const value = () => (name === "labels" ? select.value : Number(select.value));
      select.addEventListener("change", () => change({ [name]: value(), ...(name === "z" && { plane: 0 }) }));
    }
    this.acts();
    this.draw(new Set(["out", "z"]));
  }

  select(name, text) {
    const select = html("select");
    const label = html("label", {}, `${name} `, select);
    find("choices").append(label);
    return { select, label, text };
  }

  acts() {
    find("act").hidden = !phased;
    for (const input of document.querySelectorAll("input[name=act]")) {
      // The output stays the same, its place in the order does not.
      input.addEventListener("change", () => {
        const at = current();
        change({ act: input.value, playing: false, pointed: null });
        change({ step: stepOf(at) });
      });
    }
  }

  fill() {
    const count = (length) => Array.from({ length }, (_, at) => at);
    const options = {
      out: count(layer.channels.outputs.length),
      source: count(layer.channels.sources),
      z: count(axisZ.outputs.length),
      plane: count(planesOf(state.z).length),
      labels: ["values", "indices"],
    };
    for (const [name, { select, label, text }] of Object.entries(this.selects)) {
      label.hidden = options[name].length < 2 && !(name === "plane" && layer.dims === 3);
      select.replaceChildren(...options[name].map((value) => html("option", { value }, String(text(value)))));
    }
  }

  draw(changed) {
    if (changed.has("out") || changed.has("z")) this.fill();
    for (const [name, { select }] of Object.entries(this.selects)) select.value = state[name];
    for (const input of document.querySelectorAll("input[name=act]")) input.checked = input.value === state.act;
  }
}
