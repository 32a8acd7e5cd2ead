// npm start: build what changed, run the studies, print the claims table, open the workbench on localhost.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
function step(title, command, words) {
  process.stderr.write(`${title}\n`);
  const { status } = spawnSync(command, words, { cwd: root, stdio: "inherit" });
  return status ?? 1;
}
function must(...words) {
  const status = step(...words);
  if (status !== 0) process.exit(status);
}
must("building the library and the command line ...", "node_modules/.bin/tsc", ["-b"]);
must("building the workbench ...", "npm", [
  "run",
  "--silent",
  "build",
  "--workspace",
  "@oleate/workbench",
  "--",
  "--logLevel",
  "warn",
]);
const oleate = ["packages/cli/dist/main.js"];
// Exit code 1 says that a claim does not hold: the page is where to look at it.
if (step("running the studies ...", process.execPath, [...oleate, "run", "--all", "--quiet"]) > 1)
  process.exit(2);
const opened = spawnSync(process.execPath, [...oleate, "open", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(opened.status ?? 0);
