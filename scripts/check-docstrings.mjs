// Every exported function, constant and type of the packages carries a docstring.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const missing = [];
let exportsSeen = 0;

function* sources(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(name) && !/\.test\.ts$/.test(name)) yield path;
  }
}

for (const name of readdirSync(join(root, "packages"))) {
  for (const path of sources(join(root, "packages", name, "src"))) {
    const lines = readFileSync(path, "utf8").split("\n");
    lines.forEach((line, index) => {
      if (
        !/^export (async )?(function|const|interface|type|class) /.test(line) ||
        /^export type [{*]|^export [{*]/.test(line)
      )
        return;
      exportsSeen++;
      let above = index - 1;
      while (above >= 0 && /^\s*\/\/ biome-ignore/.test(lines[above])) above--;
      if (!/\*\/\s*$/.test(lines[above] ?? ""))
        missing.push(`${relative(root, path)}:${index + 1}: ${line.slice(0, 90)}`);
    });
  }
}

for (const entry of missing) console.error(`no docstring: ${entry}`);
console.log(`docstrings: ${exportsSeen} exports, ${missing.length} without`);
process.exit(missing.length || exportsSeen === 0 ? 1 : 0);
