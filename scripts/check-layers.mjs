// Proves that imports run downward only: rooms of the core in the order of the design, packages in the order below.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const ROOMS = [
  "quantities",
  "numerics",
  "inference",
  "matter",
  "structure",
  "surface",
  "synthesis",
  "optics",
  "resonance",
  "vibration",
  "solids",
  "study",
];
const PACKAGES = {
  core: [],
  files: ["core"],
  report: ["core"],
  engines: ["core", "files"],
  cli: ["core", "files", "report", "engines"],
  workbench: ["core", "files", "report"],
};

const root = new URL("..", import.meta.url).pathname;
const problems = [];
let files = 0;

function* sources(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(name)) yield path;
  }
}

for (const [name, below] of Object.entries(PACKAGES)) {
  const source = join(root, "packages", name, "src");
  let list = [];
  try {
    list = [...sources(source)];
  } catch {
    continue; // a package whose room is not built yet
  }
  for (const path of list) {
    files++;
    const where = relative(root, path);
    const inside = relative(source, path).split(sep);
    const isTest = path.endsWith(".test.ts") || inside.includes("test");
    const text = readFileSync(path, "utf8");
    for (const match of text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
      const target = match[1];
      if (target.startsWith("@oleate/")) {
        // A part of a package ("core/optics/decay") is for threads that load no more than they need.
        const other = target.slice("@oleate/".length).split("/")[0];
        if (!below.includes(other)) problems.push(`${where}: ${name} may not import ${target}`);
        continue;
      }
      if (name === "core" && target.startsWith("node:") && !isTest)
        problems.push(`${where}: the core may not import ${target}`);
      if (!target.startsWith(".")) continue;
      const reached = relative(source, join(path, "..", target));
      if (reached.startsWith("..")) {
        problems.push(`${where}: imports ${target} outside its package`);
        continue;
      }
      if (name !== "core" || inside.length < 2 || isTest) continue;
      const room = ROOMS.indexOf(inside[0]);
      const other = reached.split(sep)[0];
      if (room < 0) problems.push(`${where}: ${inside[0]} is not a room of the core`);
      if (other === inside[0] || other === "errors.ts") continue;
      const height = ROOMS.indexOf(other);
      if (height < 0 || height >= room)
        problems.push(`${where}: ${inside[0]} may not import from ${other}, which is not below it`);
    }
  }
}

for (const problem of problems) console.error(problem);
console.log(`layers: ${files} files, ${problems.length} imports that do not run downward`);
if (files === 0) {
  console.error("layers: no file was read; this check proves nothing");
  process.exit(1);
}
process.exit(problems.length ? 1 : 0);
