// npm run bench: this project and its peers on the same data, one after the other in one run; --write updates the docs.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (command, words) => spawnSync(command, words, { cwd: root, stdio: "inherit" }).status === 0;
const read = (name) => JSON.parse(readFileSync(`${root}out/${name}`, "utf8"));

if (!run("node_modules/.bin/tsc", ["-b", "packages/core"])) process.exit(1);
if (!run(process.execPath, ["--import", "tsx", "bench/titration.ts"])) process.exit(1);
const ours = read("bench-oleate.json");
const python = ["/usr/bin/python3", "python3"].find(
  (name) => spawnSync(name, ["-c", "import scipy, lmfit"], { stdio: "ignore" }).status === 0,
);
let peers = null;
if (python && run(python, ["bench/peers/titration.py"])) peers = read("bench-peers.json");
else console.error("the peers are not here; on Debian: sudo apt-get install -y python3-scipy python3-lmfit");

const TARGETS = {
  "one fit": 1,
  "1000 residual-bootstrap refits": 200,
  "95 % profile intervals of both": 20,
  "one million two-ligand speciations": 3000,
  "10 species of 4 components, once": 0.05,
};
const time = (ms) =>
  ms >= 1000
    ? `${(ms / 1000).toPrecision(3)} s`
    : ms >= 1
      ? `${ms.toPrecision(3)} ms`
      : `${(ms * 1000).toPrecision(3)} us`;
const rows = Object.entries(ours.milliseconds).map(([job, { median, low, high }]) => {
  const others = Object.entries(peers?.milliseconds ?? {})
    .filter(([, jobs]) => jobs[job])
    .map(
      ([name, jobs]) => `${name} ${time(jobs[job].median)} (${(jobs[job].median / median).toPrecision(2)}x)`,
    );
  return `| ${job} | ${time(median)} | ${time(low)} to ${time(high)} | ${time(TARGETS[job])} | ${others.join("; ") || "none measured"} |`;
});
const table = [
  "| job | Oleate, median | range | target | peers, median (ratio) |",
  "|---|---|---|---|---|",
  ...rows,
].join("\n");
console.log(table);
const agreement = peers
  ? Math.max(
      ...Object.keys(ours.estimates).map((name) =>
        Math.abs(ours.estimates[name] / peers.estimates[name] - 1),
      ),
    )
  : null;
if (agreement !== null) console.log(`estimates agree to ${agreement.toExponential(1)} relative`);
if (process.argv.includes("--write") && peers) {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores; Node ${process.version}, scipy ${peers.versions.scipy}, lmfit ${peers.versions.lmfit}, numpy ${peers.versions.numpy}`;
  writeFileSync(
    `${root}docs/benchmarks.md`,
    `# Benchmarks

\`npm run bench\` runs this project and its peers on the same data in one run and prints this table; \`npm run bench -- --write\`
renews this page. The peers are scipy's \`least_squares\` (with a vectorised Newton solve, and with \`brentq\` at every point)
and lmfit (Debian packages python3-scipy and python3-lmfit).

The problem: 20 points of a competitive titration with depletion (322 sites on 2 uM dots, 2.12 mM of a competitor at
10.5 /mM, 20 to 400 equivalents), unknown constant and site count, noise of 2 equivalents. Oleate's side goes the way a
user's fit goes: reactions as text, network, data set with analytic derivatives, maximum likelihood. Times are processor
time; the peers' bootstrap is scaled from 25 to 50 refits.

Machine: ${machine}. It is shared: read the medians and ratios, not the last digit.

${table}

Both sides find the same estimates to ${agreement.toExponential(0)} relative. Peak memory of the whole run: ${ours.peakMegabytes.toFixed(0)} MB here,
${peers.peakMegabytes.toFixed(0)} MB for the peers.

What paid: the ligands are minimised out of the dual exactly, which leaves one monotone equation for one class of sites;
analytic derivatives by the implicit function theorem instead of differences; no allocation in the inner loops.
WebAssembly was not needed.
`,
  );
}
