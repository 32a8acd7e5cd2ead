// The binding problem every peer can do: 20 points of a competitive titration with depletion, two unknowns.
// Measured through the route a user's fit takes: reactions as text, network, data set, fit.
import { mkdirSync, writeFileSync } from "node:fs";
import {
  bootstrap,
  buildNetwork,
  createRandom,
  type Fit,
  findObservable,
  fit as maximumLikelihood,
  type Problem,
  parseReactions,
  prepareSpeciation,
  profile,
  solveSpeciation,
  titrationDataset,
} from "@oleate/core";
import { measure } from "./measure.ts";

const DOTS = 2e-6;
const SITES = 322;
const doses = Array.from({ length: 20 }, (_, i) => 20 * (i + 1));

const network = buildNetwork(parseReactions("Pb + L <=> Pb.L\nPb + P <=> Pb.P"));
const index = (name: string): number => network.indexOf.get(name)!;

function freePerDot(kPerMilli: number, sites: number, dose: number): number {
  const initial = new Float64Array(5);
  initial[index("Pb")] = sites * DOTS;
  initial[index("L")] = 2.12e-3;
  initial[index("P")] = dose * DOTS;
  const out = new Float64Array(5);
  solveSpeciation(
    prepareSpeciation(network),
    Float64Array.from([Math.log(10.5e3), Math.log(kPerMilli * 1e3)]),
    initial,
    out,
  );
  return out[index("P")]! / DOTS;
}

const random = createRandom(7, "bench");
const observed = Float64Array.from(doses, (dose) => freePerDot(200, SITES, dose) + 2 * random.normal());

function problem(): Problem {
  const initialMolar = doses.map((dose) => {
    const amounts = new Float64Array(5);
    amounts[index("L")] = 2.12e-3;
    amounts[index("P")] = dose * DOTS;
    return amounts;
  });
  return {
    datasets: [
      titrationDataset({
        name: "bench",
        network,
        sites: ["Pb"],
        watched: "P",
        observable: findObservable("free-ligand"),
        lnK: Float64Array.from([Math.log(10.5e3), 0]),
        initialMolar,
        dotsMolar: new Float64Array(20).fill(DOTS),
        entries: [
          { kind: "constant", parameter: 0, reaction: 1, molarPerUnit: 1e3 },
          { kind: "ingredient", parameter: 1, species: index("Pb"), perRow: new Float64Array(20).fill(DOTS) },
        ],
        parameterCount: 2,
        signals: [observed],
        unit: "eq",
        noise: { kind: "constant" },
      }),
    ],
    parameters: [
      { name: "K_P", unit: "/mM", start: 100, transform: "log" },
      { name: "sites", unit: "", start: 300, transform: "log" },
    ],
  };
}

const ready = problem();
const best: Fit = maximumLikelihood(ready);
const langmuir = prepareSpeciation(network);
const lnK = Float64Array.from([Math.log(10.5e3), Math.log(150e3)]);
const mixed = new Float64Array(5);
mixed[index("Pb")] = SITES * DOTS;
mixed[index("L")] = 2.12e-3;
const state = new Float64Array(5);

const ten = buildNetwork(
  parseReactions(
    "H + G <=> HG\nHG + G <=> HG2\n2 H + G <=> H2G\nM + G <=> MG\nN + 2 G <=> NG2\nM + N <=> MN",
  ),
);
const tenPrepared = prepareSpeciation(ten);
const tenLnK = Float64Array.from([1e5, 1e4, 1e8, 1e6, 1e9, 1e3], Math.log);
const tenMixed = new Float64Array(ten.species.length);
for (const name of ["H", "G", "M", "N"]) tenMixed[ten.indexOf.get(name)!] = 1e-3;
const tenState = new Float64Array(ten.species.length);
let step = 0;

const results = {
  "one fit": measure(200, 9, () => void maximumLikelihood(ready)),
  "1000 residual-bootstrap refits": measure(
    1,
    9,
    () => void bootstrap(best, { kind: "residual", replicates: 1000, seed: 1 }),
  ),
  "95 % profile intervals of both": measure(50, 9, () => void profile(best)),
  "one million two-ligand speciations": measure(1, 5, () => {
    for (let i = 0; i < 1_000_000; i++) {
      mixed[index("P")] = (1 + (i % 500)) * DOTS;
      solveSpeciation(langmuir, lnK, mixed, state);
    }
  }),
  "10 species of 4 components, once": measure(20_000, 9, () => {
    tenMixed[1] = 1e-3 * (1 + (step++ % 10) / 5);
    solveSpeciation(tenPrepared, tenLnK, tenMixed, tenState);
  }),
};

mkdirSync("out", { recursive: true });
writeFileSync(
  "out/bench-titration-data.json",
  JSON.stringify({ doses, observed: Array.from(observed), dots: DOTS, ligandMilli: 2.12, kL: 10.5 }),
);
writeFileSync(
  "out/bench-titration.json",
  JSON.stringify({
    estimates: Object.fromEntries(best.parameters.map((parameter) => [parameter.name, parameter.value])),
    sumOfSquares: best.sumOfSquares,
    milliseconds: results,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
