// Playing, stepping and scrubbing through the outputs.

class Player {
  constructor() {
    this.scrub = find("scrub");
    this.scrub.max = outputs.length - 1;
    find("first").addEventListener("click", () => this.go(0));
    find("back").addEventListener("click", () => this.go(state.step - 1));
    find("forth").addEventListener("click", () => this.go(state.step + 1));
    find("play").addEventListener("click", () => this.toggle());
    this.scrub.addEventListener("input", () => this.go(Number(this.scrub.value)));
    document.addEventListener("keydown", (event) => this.key(event));
    watch((changed) => {
      if (changed.has("playing")) this.schedule();
    });
  }

  /** Goes to a step by hand, which ends playing. */
  go(step) {
    change({ step: Math.min(Math.max(step, 0), outputs.length - 1), pointed: null, playing: false });
  }

  toggle() {
    const atEnd = state.step === outputs.length - 1;
    if (!state.playing && atEnd) change({ step: 0 });
    change({ playing: !state.playing, pointed: null });
  }

  schedule() {
    clearTimeout(this.timer);
    if (state.playing) this.timer = setTimeout(() => this.tick(), Number(find("speed").value));
  }

  /** The next output; after the last one with zeros, the first without. */
  tick() {
    const next = (state.step + 1) % outputs.length;
    const act = next === 0 && phased ? (state.act === "zeros" ? "phases" : "zeros") : state.act;
    change({ step: next, act });
    this.schedule();
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // Elements that have a use for the key themselves keep it.
    const busy = event.target.closest("input, select, button, summary, pre, #matrix-view");
    if (event.key === " " && !event.target.closest("input, select, button, summary")) {
      event.preventDefault();
      this.toggle();
    }
    if (busy) return;
    const steps = { ArrowLeft: state.step - 1, ArrowRight: state.step + 1, Home: 0, End: outputs.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.go(steps[event.key]);
    }
  }

  draw() {
    const step = state.pointed ? stepOf(state.pointed) : state.step;
    this.scrub.value = step;
    this.scrub.setAttribute("aria-valuetext", `${outputName(current())}, ${step + 1} of ${outputs.length}`);
    find("place").textContent = `${step + 1} / ${outputs.length}`;
    find("play").classList.toggle("playing", state.playing);
    find("play").setAttribute("aria-label", state.playing ? "Pause" : "Play");
  }
}
