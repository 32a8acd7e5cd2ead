// Finds a Chromium for the browser tests.
import { existsSync } from "node:fs";
import { ensurePackage } from "./debian.mjs";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Path of a Chromium on this machine, or undefined. */
export const findChromium = () => CANDIDATES.find((path) => path && existsSync(path));

/** As findChromium, after trying to install it with apt. */
export function ensureChromium() {
  ensurePackage("chromium", "Chromium", () => findChromium() !== undefined);
  return findChromium();
}
