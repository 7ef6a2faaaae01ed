// The browser and its pages.

import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

/** Without a window, a sandbox (which root has none of) and talk of its own. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts it with a profile that is thrown away. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });

/** What some checks need of the reader's system. */
const READERS = {
  onAPhone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  darkBySystem: { colorScheme: "dark" },
  withoutMotion: { reducedMotion: "reduce" },
};

/** A page, and what it complains of or tries to load. */
export async function open(browser, file, reader, more = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, colorScheme: "light", ...READERS[reader], ...more });
  const page = await context.newPage();
  const complaints = [];
  const url = pathToFileURL(file).href;
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  page.on("request", (request) => request.url() === url || complaints.push(`request: ${request.url()}`));
  await page.goto(url);
  return { page, complaints, context };
}
