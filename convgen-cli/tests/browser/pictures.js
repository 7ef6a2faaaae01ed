// Pictures of pages: for the README, and to be looked at.

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import { open } from "./browser.js";

/** The arithmetic of a page, phase by phase, with more pixels for sharp screens. */
export async function picture(browser, file, to) {
  const { page, context } = await open(browser, file, "picture", { viewport: { width: 1060, height: 900 }, deviceScaleFactor: 1.5 });
  await page.locator("input[name=act][value=phases]").check();
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForTimeout(500);
  const end = await page.locator("#sum").boundingBox();
  mkdirSync(dirname(to), { recursive: true });
  await page.screenshot({ path: to, fullPage: true, clip: { x: 0, y: 0, width: 1060, height: end.y + end.height + 12 } });
  await context.close();
}

/** A page as readers meet it: light, dark, on a phone, on paper. */
export async function look(browser, file) {
  const readers = { light: {}, dark: { colorScheme: "dark" }, phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } };
  for (const [name, more] of Object.entries(readers)) {
    const { page, context } = await open(browser, file, name, more);
    await page.waitForTimeout(400);
    await page.screenshot({ path: file.replace(".html", `.${name}.png`), fullPage: true });
    if (name === "dark") await page.pdf({ path: file.replace(".html", ".pdf"), format: "A4", printBackground: true });
    await context.close();
  }
}
