// Runs every check on every page, or takes pictures of some.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { launch, open } from "./browser.js";
import * as checks from "./checks.js";
import { look, picture } from "./pictures.js";

const [, , folder, option] = process.argv;
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
assert.ok(pages.length >= 15, "the pages were drawn");

const chromium = await launch();
let failed = 0;
try {
  if (option === "--picture") {
    await picture(chromium, resolve(folder, "transposed_i3_k3_s2_p1_op1.html"), "docs/draw.png");
  } else if (option === "--look") {
    for (const name of pages) await look(chromium, resolve(folder, name));
  } else {
    for (const name of pages) await test(name);
    console.log(`${pages.length} pages in Chromium ${chromium.version()}: ${failed === 0 ? "all well" : `${failed} checks failed`}`);
  }
} finally {
  await chromium.close();
}
process.exitCode = failed === 0 ? 0 : 1;

/** All checks of a page, each from its beginning. */
async function test(name) {
  for (const [check, run] of Object.entries(checks)) {
    const { page, complaints, context } = await open(chromium, resolve(folder, name), check);
    try {
      await run(page);
      assert.deepEqual(complaints, [], "the console is silent, and nothing is loaded");
    } catch (error) {
      failed += 1;
      console.error(`${join(basename(folder), name)}, ${check}: ${error.message}`);
    } finally {
      await context.close();
    }
  }
}
