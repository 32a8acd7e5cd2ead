// npm run bench: this project and its peers on the same data, one after the other in one run; --write renews docs/benchmarks.md.
// A suite is bench/NAME.ts with its peers in bench/peers/NAME.py; words after the script choose suites.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (command, words) => spawnSync(command, words, { cwd: root, stdio: "inherit" }).status === 0;
const read = (name) => JSON.parse(readFileSync(`${root}out/${name}`, "utf8"));
const time = (ms) =>
  ms >= 1000
    ? `${(ms / 1000).toPrecision(3)} s`
    : ms >= 1
      ? `${ms.toPrecision(3)} ms`
      : `${(ms * 1000).toPrecision(3)} us`;

const SUITES = [
  {
    name: "titration",
    title: "Competitive titration",
    modules: "scipy, lmfit",
    debian: "python3-scipy python3-lmfit",
    targets: {
      "one fit": 1,
      "1000 residual-bootstrap refits": 200,
      "95 % profile intervals of both": 20,
      "one million two-ligand speciations": 3000,
      "10 species of 4 components, once": 0.05,
    },
    before:
      () => `20 points of a competitive titration with depletion (322 sites on 2 uM dots, 2.12 mM of a competitor at 10.5 /mM, 20 to 400
equivalents), unknown constant and site count, noise of 2 equivalents. Oleate's side goes the way a user's fit goes:
reactions as text, network, data set with analytic derivatives, maximum likelihood. The peers are scipy's \`least_squares\`
(with a vectorised Newton solve, and with \`brentq\` at every point) and lmfit; their bootstrap is scaled from 25 to 50 refits.`,
    after: (ours, peers) => {
      const apart = Object.keys(ours.estimates).map((name) =>
        Math.abs(ours.estimates[name] / peers.estimates[name] - 1),
      );
      return `Both sides find the same estimates to ${Math.max(...apart).toExponential(0)} relative. Peak memory of the whole run: ${ours.peakMegabytes.toFixed(0)} MB here,
${peers.peakMegabytes.toFixed(0)} MB for the peers.

What paid: the ligands are minimised out of the dual exactly, which leaves one monotone equation for one class of sites;
analytic derivatives by the implicit function theorem instead of differences; no allocation in the inner loops.
WebAssembly was not needed.`;
    },
  },
  {
    name: "structure",
    title: "Dots atom by atom",
    modules: "ase, scipy",
    debian: "python3-ase python3-scipy",
    targets: {
      "bare 4.8 nm core": 1,
      "bare 9.5 nm core with bonds": 40,
      "4.8 nm with 313 oleate and 313 hydroxide": 3000,
      "10 nm with every ligand": 15000,
    },
    before:
      () => `PbS truncated octahedra cut, pruned and classified through the functions \`oleate build\` calls. The peers are ASE (its fcc
octahedron for the lead, sulfur put into the holes; bonds from scipy's tree) and, when the environment variable MINICAT names
a checkout of it, miniCAT, which puts the same 313 oleates on marked atoms.`,
    after: (ours, peers) => `${scaling(ours.scaling)}

Every ligand found a place and is bound in every row; the shortest distances are between atoms of different ligands, and from C
or H to the core. ${minicat(peers.contacts)}

Up to 10 nm the time grows with the atoms. Beyond, facets are so wide that a full shell leaves tails no room to fan out, and
the last few in a hundred are tried again and again: this, not the size of the core, is what costs. Peak memory of the whole
run, up to the largest dot: ${ours.peakMegabytes.toFixed(0)} MB.

What paid: rows of the lattice are cut by solving for their ends instead of testing points; what a crystal form always needs
(symmetry, planes, bonds) is kept with it; neighbours are looked up on the lattice; ligands are rigid pieces whose turns are
tabled once; a grid of occupied cells answers whether a place is free, and heads are seated before any tail grows.
WebAssembly was not needed.`,
  },
  {
    name: "nmr",
    title: "Interface and NMR",
    modules: "scipy, lmfit",
    debian: "python3-scipy python3-lmfit",
    targets: {
      "joint fit, 4 kinds x 20 points, 6 unknowns, with profiles": 100,
      "map of bound shares, 200 x 200": 1000,
      "64 x 16k complex points: read, transform, phase, integrate, fit": 1000,
    },
    before:
      () => `A titration of ligand into dots seen as D, shift, width and integral and fitted as one (K, sites, two diffusion coefficients, shift and width of
the bound state) with profile-likelihood intervals of all six; the share of complexes bound to a 4.8 nm PbS dot over concentration and
polarity with contacts between facets; decays of 16 gradient steps; and an arrayed Bruker experiment of 64 rows of 32 768 numbers from
its bytes to a diffusion coefficient. The peers: lmfit with \`conf_interval\`; nested \`brentq\` for the map (scaled from 100 points, two kinds of
sites); \`curve_fit\` for the decays, one start and no intervals beyond the covariance; numpy for the arrayed experiment with
a phase that is given, where ours finds it.`,
    after: (ours, peers) => {
      const apart = Object.keys(peers.estimates).map((name) =>
        Math.abs(ours.estimates[name] / peers.estimates[name] - 1),
      );
      return `Both sides find the same joint estimates to ${Math.max(...apart).toExponential(0)} relative. Peak memory ${ours.peakMegabytes.toFixed(0)} MB here, ${peers.peakMegabytes.toFixed(0)} MB for the peers.

What paid: analytic derivatives of all models; contacts solved by Newton's method on one shift for each kind of site, with the derivative of
the speciation beneath it; one transform plan for all rows. A single decay costs more than \`curve_fit\` because several starts are tried and intervals
followed on the likelihood.`;
    },
  },
  {
    name: "decay",
    title: "Decays of emission",
    modules: "scipy",
    debian: "python3-scipy",
    targets: {
      "one fit, from a given start": 2,
      "one fit, start found from the data": 2,
      "1000 decays, start found for each": 2000,
      "1000 decays as a stack": 2000,
      "1000 decays of 256 channels, shared lifetimes and shift, channels merged": 20,
    },
    before:
      () => `4096 channels over 50 ns, a measured response, two exponentials (0.9 and 4.7 ns), shift and background, 20 000 photons, by the
likelihood of counts. Oleate's side prepares every decay anew: response, spline, checks. The peers are a Levenberg-Marquardt on the
Poisson deviance written in numpy (lfilter for the recursion, Fourier shift, analytic derivatives), given a start and an iteration's worth
of preparation for nothing, its 1000 decays scaled from one; and scipy's \`least_squares\` on deviance residuals.`,
    after: (ours, peers) => {
      const apart = Object.keys(peers.estimates).map((name) =>
        Math.abs(ours.estimates[name] / peers.estimates[name] - 1),
      );
      return `Median lifetimes of the same 100 decays differ by ${Math.max(...apart).toExponential(0)} relative: the peers shift by Fourier, this project by a cubic
spline, and channels are integrated here. Peak memory ${ours.peakMegabytes.toFixed(0)} MB here, ${peers.peakMegabytes.toFixed(0)} MB for the peers.

What paid: the search sees the 4096 channels as seven rows with the same normal matrix; recursion and derivatives in one loop; starts
from a non-negative fit of a coarse grid of lifetimes to 64 bins, so that five evaluations are enough. Amplitudes of a global fit are
found decay by decay, and channels in which the shared lifetimes say the same are merged first; how much that costs is computed and
reported (below 1 % of a lifetime's error).`;
    },
  },
  {
    name: "decay-files",
    title: "Time-tagged photons",
    modules: "numpy",
    debian: "python3-numpy",
    targets: {
      "25 million records, whole file in memory": 1000,
      "25 million records, streamed from disk, 1 MB chunks": 1000,
    },
    before:
      () => `A .ptu of 100 MB (T3, two channels) to histograms, by \`readDecays\` and by \`readPtu\` from a stream. The peer is numpy on the
same records, with the overflows summed and one histogram a channel.`,
    after: (
      ours,
      peers,
    ) => `Both sides count the same ${ours.photons.reduce((sum, one) => sum + one, 0)} photons. Peak memory while streaming ${ours.peakMegabytes.toFixed(0)} MB, of which
${ours.atRestMegabytes.toFixed(0)} MB are there before the file is opened; numpy's whole process ${peers.peakMegabytes.toFixed(0)} MB.`,
  },
];

/** Time and contacts against size. */
function scaling(rows) {
  return [
    "| diameter (nm) | core atoms | all atoms | ligands | time | per atom | shortest, ligands | shortest, to the core |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map(
      ({ nm, coreAtoms, atoms, ligands, bound, seconds, betweenLigands, organicToCore }) =>
        `| ${nm} | ${coreAtoms} | ${atoms} | ${ligands}, ${bound} bound | ${time(seconds * 1000)} | ${time((seconds * 1000) / atoms)} | ${betweenLigands.toFixed(2)} A | ${organicToCore.toFixed(2)} A |`,
    ),
  ].join("\n");
}

function minicat({ atoms, pairsUnder1A, organicToCore }) {
  return atoms
    ? `miniCAT's dot of ${atoms} atoms has ${pairsUnder1A} pairs of atoms of different ligands under 1 A and a C or H at ${organicToCore.toFixed(2)} A from the core.`
    : "miniCAT was not measured in this run.";
}

function table(suite, ours, peers) {
  const rows = Object.entries(ours.milliseconds).map(([job, { median, low, high }]) => {
    const others = Object.entries(peers?.milliseconds ?? {})
      .filter(([, jobs]) => jobs[job])
      .map(
        ([name, jobs]) =>
          `${name} ${time(jobs[job].median)} (${(jobs[job].median / median).toPrecision(2)}x)`,
      );
    const target = suite.targets[job] === undefined ? "" : time(suite.targets[job]);
    return `| ${job} | ${time(median)} | ${time(low)} to ${time(high)} | ${target} | ${others.join("; ") || "none measured"} |`;
  });
  return [
    "| job | Oleate, median | range | target | peers, median (ratio) |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** Runs one suite; its results and those of its peers, which are null when they are not installed. */
function measured(suite) {
  rmSync(`${root}out/bench-${suite.name}-peers.json`, { force: true });
  if (!run(process.execPath, ["--import", "tsx", `bench/${suite.name}.ts`])) process.exit(1);
  const python = ["/usr/bin/python3", "python3"].find(
    (name) => spawnSync(name, ["-c", `import ${suite.modules}`], { stdio: "ignore" }).status === 0,
  );
  if (python) run(python, [`bench/peers/${suite.name}.py`]);
  else console.error(`the peers are not here; on Debian: sudo apt-get install -y ${suite.debian}`);
  const file = `bench-${suite.name}-peers.json`;
  return {
    suite,
    ours: read(`bench-${suite.name}.json`),
    peers: existsSync(`${root}out/${file}`) ? read(file) : null,
  };
}

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = words.find((word) => SUITES.every(({ name }) => name !== word));
if (unknown) {
  console.error(`no suite ${unknown}; there are ${SUITES.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}
if (!run("node_modules/.bin/tsc", ["-b", "packages/core", "packages/files"])) process.exit(1);
const chosen = SUITES.filter(({ name }) => words.length === 0 || words.includes(name)).map(measured);
for (const { suite, ours, peers } of chosen) console.log(`\n${suite.title}\n${table(suite, ours, peers)}`);
if (process.argv.includes("--write")) {
  if (chosen.length < SUITES.length || chosen.some(({ peers }) => peers === null)) {
    console.error("docs/benchmarks.md is renewed only by a run of all suites with their peers");
    process.exit(1);
  }
  const versions = Object.entries(Object.assign({}, ...chosen.map(({ peers }) => peers.versions)))
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  writeFileSync(
    `${root}docs/benchmarks.md`,
    `# Benchmarks

\`npm run bench\` runs this project and its peers on the same data in one run and prints these tables; \`npm run bench -- NAME\`
runs one of them, \`npm run bench -- --write\` renews this page. Times are processor time.

Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores; Node ${process.version}, ${versions}. It is shared: read the medians and ratios,
not the last digit.
${chosen
  .map(
    ({ suite, ours, peers }) => `
## ${suite.title}

${suite.before()}

${table(suite, ours, peers)}

${suite.after(ours, peers)}
`,
  )
  .join("")}`,
  );
}
