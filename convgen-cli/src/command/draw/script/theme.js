// Light, dark, or as the reader's system has it.

class Theme {
  constructor() {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.system.addEventListener("change", () => this.apply());
    for (const input of document.querySelectorAll("input[name=theme]")) {
      input.addEventListener("change", () => this.apply());
    }
    this.apply();
  }

  apply() {
    const chosen = document.querySelector("input[name=theme]:checked").value;
    document.documentElement.dataset.theme = chosen === "auto" ? (this.system.matches ? "dark" : "light") : chosen;
  }
}
