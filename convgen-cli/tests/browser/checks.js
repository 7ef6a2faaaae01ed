// What must hold for every page. Each check gets the page as it was loaded.

import assert from "node:assert/strict";

/** The layer's data, as the compiler wrote it. */
const layerOf = (page) => page.evaluate(() => JSON.parse(document.getElementById("layer").textContent));

/** The element of an output. */
const outputCell = (page, at) => page.locator(".cell.result").nth(at);

const text = (page, selector) => page.locator(selector).first().textContent();

/** Which output the page explains: its step in the player, its number from 1. */
const step = async (page) => Number((await text(page, "#place")).split(" ")[0]);

const size = ({ axes }) => axes[1].outputs.length * axes[2].outputs.length;

/** The elements that an output of the first plane reads from the first planes, by the data. */
function reads({ axes }, at) {
  const [, y, x] = axes;
  const count = (output) => output.taps.filter((tap) => "input" in tap).length;
  return count(y.outputs[Math.floor(at / x.outputs.length)]) * count(x.outputs[at % x.outputs.length]);
}

const phased = ({ axes }) => axes[1].residues.length * axes[2].residues.length > 1;

export async function load(page) {
  const layer = await layerOf(page);
  assert.equal(await page.locator(".cell.result").count(), size(layer));
  assert.equal(await page.locator(".cell.weight").count(), layer.axes[1].kernel_shown * layer.axes[2].kernel_shown);
  assert.equal(await page.locator(".cell.current").count(), 1);
  assert.equal(await page.locator("article").count(), layer.explained.kernels.length);
  assert.equal(await page.locator("#window").isVisible(), !layer.whole || layer.axes.length - layer.dims === 0);
  assert.equal(await page.locator("#act").isVisible(), phased(layer));
  assert.ok(await page.locator("#code details:not([open])").count(), "the code is folded");
  await page.locator("#code summary").click();
  assert.match(await text(page, "#code pre"), /pub fn /);
}

export async function play(page) {
  const layer = await layerOf(page);
  await page.selectOption("#speed", "fast");
  await page.locator("#first").click();
  assert.equal(await step(page), 1);
  await page.locator("#play").click();
  assert.equal(await page.locator("#play").getAttribute("aria-label"), "Pause");
  if (size(layer) > 3) await page.waitForFunction(() => parseInt(document.getElementById("place").textContent) >= 3);
  await page.locator("#play").click();
  const stopped = await step(page);
  await page.waitForTimeout(600);
  assert.equal(await step(page), stopped, "a pause is one");
  // Space does the same, wherever the focus is not on a control.
  await page.locator("h1").click();
  await page.keyboard.press(" ");
  assert.equal(await page.locator("#play").getAttribute("aria-label"), "Pause");
  await page.keyboard.press(" ");
  assert.equal(await page.locator("#play").getAttribute("aria-label"), "Play");
}

/** Playing goes from the zeros to the phases, and back. */
export async function playThrough(page) {
  const layer = await layerOf(page);
  if (!phased(layer)) return;
  await page.selectOption("#speed", "fast");
  await page.keyboard.press("End");
  await page.evaluate(() => change({ playing: true }));
  await page.waitForFunction(() => document.querySelector("input[name=act][value=phases]").checked);
  await page.evaluate(() => change({ playing: false }));
  // A busy machine may have played on meanwhile.
  assert.ok((await step(page)) < size(layer));
}

export async function scrub(page) {
  const layer = await layerOf(page);
  const last = size(layer);
  await page.locator("#scrub").fill(String(last - 1));
  assert.equal(await text(page, "#place"), `${last} / ${last}`);
  await page.locator("#scrub").focus();
  await page.keyboard.press("Home");
  assert.equal(await step(page), 1);
  await page.keyboard.press("ArrowRight");
  assert.equal(await step(page), Math.min(2, last));
  await page.locator("#forth").click();
  assert.equal(await step(page), Math.min(3, last));
  await page.locator("#back").click();
  assert.equal(await step(page), Math.max(Math.min(3, last) - 1, 1));
  assert.match(await page.locator("#scrub").getAttribute("aria-valuetext"), /^out\[.*\], \d+ of \d+$/);
}

/** Pointing at outputs lights what they are made of, and their rows of the matrix. */
export async function hover(page) {
  const layer = await layerOf(page);
  const width = layer.axes[2].outputs.length;
  const places = new Set([0, Math.min(1, size(layer) - 1), Math.floor(size(layer) / 2), size(layer) - 1]);
  for (const at of places) {
    await outputCell(page, at).hover();
    assert.equal(await page.locator(".cell.lit:not(.weight)").count(), reads(layer, at), `inputs of ${at}`);
    assert.equal(await page.locator(".cell.weight.lit").count(), reads(layer, at), `weights of ${at}`);
    const place = [Math.floor(at / width), at % width].slice(layer.dims === 1 ? 1 : 0).join(", ");
    assert.ok((await text(page, "#sum .name")).endsWith(`${place}]`), `the sum is of ${at}`);
    assert.match(await text(page, "#matrix-row"), new RegExp(`^Row ${at}, out\\[.*${place.replace(/[[\]]/g, "")}\\]`));
    assert.equal(await page.locator(".edge").getAttribute("y"), String(40 * at));
  }
  if ((await page.locator(".cell.element").count()) === 0) return;
  // An element of the input lights the outputs that it is a part of.
  await page.locator(".cell.element").first().hover();
  const reach = (axis) => axis.outputs.filter((output) => output.taps.some((tap) => tap.input === axis.elements[0]));
  const made = layer.axes.slice(1).map((axis) => reach(axis).length);
  assert.equal(await page.locator(".cell.reached").count(), made[0] * made[1]);
}

export async function matrix(page) {
  const layer = await layerOf(page);
  if (layer.block.entries.length === 0) return;
  const drawing = page.locator("#matrix-view svg");
  const row = Math.floor(size(layer) / 2);
  await drawing.scrollIntoViewIfNeeded();
  const box = await drawing.boundingBox();
  const rows = await page.evaluate(() => parts.matrix.rows);
  await page.mouse.move(box.x + box.width / 2, box.y + ((row + 0.5) * box.height) / rows);
  assert.match(await text(page, "#matrix-row"), new RegExp(`^Row ${row},`));
  const before = box.width;
  await page.locator("#zoom-in").click();
  assert.ok((await drawing.boundingBox()).width > before || before > 48 * 0.9);
  await page.locator("#zoom-fit").click();
  assert.ok(Math.abs((await drawing.boundingBox()).width - before) < 1);
  await page.locator("#matrix-view").focus();
  await page.keyboard.press("-");
  assert.ok((await drawing.boundingBox()).width < before);
  for (const colour of ["weight", "phase"]) {
    await page.locator(`input[name=colour][value=${colour}]`).check();
    const kind = colour === "weight" ? "plus-" : "phase-";
    const other = colour === "weight" ? "phase-" : "plus-";
    assert.ok((await page.locator(`.entry[class*=${kind}]`).count()) + (await page.locator(".entry[class*=minus-]").count()) > 0);
    assert.equal(await page.locator(`.entry[class*=${other}]`).count(), 0);
    assert.ok(await page.locator("#matrix-legend .key").count());
  }
  if (!phased(layer)) return;
  await page.locator("input[name=rows][value=phases]").check();
  const order = await page.evaluate(() => parts.matrix.entries.map((entry) => [entry.row % layer.block.rows, entry.phase]));
  order.sort((a, b) => a[0] - b[0]);
  assert.ok(order.every(([, phase], at) => at === 0 || phase >= order[at - 1][1]), "rows of a phase are together");
}

/** Inserted zeros take part in the first act, and are crossed out in the second. */
export async function acts(page) {
  const layer = await layerOf(page);
  if (!phased(layer)) return;
  const zeros = await page.locator(".cell.zero").count();
  assert.equal(await page.locator(".cell.crossed").count(), 0);
  const name = await text(page, "#sum .name");
  await page.locator("input[name=act][value=phases]").check();
  assert.equal(await page.locator(".cell.crossed").count(), zeros);
  assert.equal(await text(page, "#sum .name"), name, "the output stays");
  assert.equal(await page.locator("#sum .zero:not(:has-text('0·in'))").count(), 0, "no product with an inserted zero");
  await page.locator("#legend button").last().click();
  assert.ok((await text(page, "#sum .count")).includes("phase"));
}

/** The numbers that are written add up: second line and third. */
export async function sums(page) {
  const layer = await layerOf(page);
  if (layer.channels.sources !== layer.channels.per_group || layer.dims === 3 || layer.channels.per_group > 1) return;
  if (layer.axes.some((axis) => axis.outputs.some((output) => output.hidden > 0))) return;
  for (let at = 0; at < Math.min(size(layer), 40); at += 1) {
    await page.locator("#scrub").fill(String(at));
    const [, products, result] = await page.locator("#sum .products").allTextContents();
    const value = (list) => list.replaceAll("−", "-").replaceAll("·", "*");
    const sum = Function(`return ${value(products).replaceAll(/- -/g, "+ ")}`)();
    assert.equal(sum, Number(value(result).split(",")[0]), `${products} = ${result}`);
  }
}

/** All of it works from the keyboard, with a visible focus. */
export async function keyboard(page) {
  const layer = await layerOf(page);
  await page.locator("[role=application]").focus();
  await page.evaluate(() => change({ step: 0, act: phased ? "zeros" : state.act }));
  const width = layer.axes[2].outputs.length;
  if (width > 1) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await step(page), 2);
  }
  if (layer.axes[1].outputs.length > 1) {
    const before = await step(page);
    await page.keyboard.press("ArrowDown");
    assert.equal(await step(page), before + width);
  }
  // From the top of the page, every control is reached, and shows that it has the focus.
  await page.evaluate(() => document.activeElement.blur());
  const reached = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const { id, name, outlined } = await page.evaluate(() => {
      const active = document.activeElement;
      const shown = active.matches("input[type=radio]") ? active.nextElementSibling : active;
      return { id: active.id, name: active.name, outlined: getComputedStyle(shown).outlineStyle !== "none" };
    });
    if (!id && name === undefined) continue;
    assert.ok(outlined, `${id || name} shows the focus`);
    reached.add(id || name);
  }
  for (const id of ["theme", "first", "back", "play", "forth", "scrub", "speed", "zoom", "zoom-in", "matrix-view", "colour"]) {
    assert.ok(reached.has(id), `${id} is reached, ${[...reached]}`);
  }
}

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** How light a colour is, from 0 to 255. */
const lightness = (colour) => Math.max(...colour.match(/\d+/g).slice(0, 3).map(Number));

export async function theme(page) {
  assert.ok(lightness(await background(page)) > 200);
  await page.locator("input[name=theme][value=dark]").check();
  assert.ok(lightness(await background(page)) < 60);
  await page.emulateMedia({ media: "print" });
  assert.ok(lightness(await background(page)) > 200, "paper is light");
  assert.ok(!(await page.locator("#player").isVisible()), "paper has no buttons");
  assert.ok(await page.locator("#sum").isVisible());
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await page.locator("input[name=theme][value=light]").check();
  assert.ok(lightness(await background(page)) > 200, "the reader's choice counts more than the system's");
}

export async function darkBySystem(page) {
  assert.ok(lightness(await background(page)) < 60);
  await page.emulateMedia({ colorScheme: "light" });
  // The system tells the page in its own time.
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  assert.ok(lightness(await background(page)) > 200);
}

export async function onAPhone(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `nothing sticks out, ${width}`);
  const small = await page.evaluate(() => [...document.querySelectorAll("#player button")].some((button) => button.offsetParent && button.offsetWidth < 32));
  assert.ok(!small, "buttons are large enough for a finger");
  await outputCell(page, 0).tap();
  const layer = await layerOf(page);
  assert.equal(await page.locator(".cell.lit:not(.weight)").count(), reads(layer, 0));
}

export async function withoutMotion(page) {
  const transition = await page.evaluate(() => getComputedStyle(document.querySelector(".frame")).transitionDuration);
  assert.equal(transition, "0s");
}
