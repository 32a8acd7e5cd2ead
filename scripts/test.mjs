// npm test: everything. Types, lint, layers, docstrings, unit tests, browser tests; ends with one line of counts.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.mjs";
import { ensurePackage } from "./debian.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = process.execPath;
let passed = 0;
let failed = 0;
let skipped = 0;

function step(title, command, words, environment = {}) {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

function gate(title, command, words) {
  if (step(title, command, words)) passed++;
  else {
    failed++;
    console.error(`FAILED: ${title}`);
  }
}

const bin = (name) => `node_modules/.bin/${name}`;
gate("types of the packages", bin("tsc"), ["-b"]);
gate("types of the tests", bin("tsc"), ["-p", "tsconfig.tests.json"]);
gate("format and lint", bin("biome"), ["check", "."]);
gate("imports run downward", node, ["scripts/check-layers.mjs"]);
gate("docstrings", node, ["scripts/check-docstrings.mjs"]);
gate("schemas and picture in the docs are current", node, ["scripts/write-docs.mjs", "--check"]);
gate("the workbench builds", "npm", ["run", "--silent", "build", "--workspace", "@oleate/workbench"]);

const chromium = ensureChromium();
// The structure files are opened with ASE; its tests fail with the same command when it is missing.
ensurePackage("python3-ase", "ASE", () =>
  ["/usr/bin/python3", "python3"].some(
    (python) => spawnSync(python, ["-c", "import ase"], { stdio: "ignore" }).status === 0,
  ),
);
mkdirSync(`${root}out`, { recursive: true });
const report = `${root}out/tests.json`;
rmSync(report, { force: true });
const ok = step(
  "tests",
  bin("vitest"),
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  chromium ? { CHROMIUM: chromium } : {},
);
try {
  const counts = JSON.parse(readFileSync(report, "utf8"));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  skipped += counts.numPendingTests + (counts.numTodoTests ?? 0);
  // A test file that does not load runs no test of its own: count it as one failure.
  if (!ok && counts.numFailedTests === 0) failed++;
} catch {
  failed++;
  console.error("FAILED: the test run left no report");
}
if (!chromium) {
  failed++;
  console.error("FAILED: no Chromium, so the browser tests did not run");
}
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
