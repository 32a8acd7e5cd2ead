import { createRandom, exchangeAverages, type LigandState, oneSiteBinding } from "@oleate/core";
import { writeCsv } from "@oleate/files";

/** File name of the simulated titration. */
export const EXAMPLE_TABLE: string = "simulated-titration.csv";

const SEED = 11;
const DOTS_MILLIMOLAR = 0.04;
/** Ligand of each sample, mM: from a tenth of the sites to three times as many. */
const LIGAND_MILLIMOLAR = [0.5, 1, 2, 3, 4, 6, 8, 10, 12.5, 15, 17.5, 20, 24, 28, 34, 40];

/** What the simulated titration is made of; the fit should find it again. */
export const EXAMPLE_TRUTH: Readonly<
  Record<
    | "K"
    | "sites"
    | "D bound"
    | "D free"
    | "shift bound"
    | "shift free"
    | "width bound"
    | "width free"
    | "integral per mM",
    number
  >
> = {
  K: 2,
  sites: 310,
  "D bound": 9.1e-11,
  "D free": 7.9e-10,
  "shift bound": 5.64,
  "shift free": 5.46,
  "width bound": 32,
  "width free": 4,
  "integral per mM": 1.5,
};

/** Standard errors of the simulated measurements. */
const ERRORS = { diffusionM2PerS: 6e-12, shiftPpm: 0.002, widthHz: 0.8, integral: 0.4 };

function stateOf(name: "bound" | "free"): LigandState {
  return {
    name,
    diffusionM2PerS: EXAMPLE_TRUTH[`D ${name}`],
    shiftPpm: EXAMPLE_TRUTH[`shift ${name}`],
    widthHz: EXAMPLE_TRUTH[`width ${name}`],
  };
}

/** A titration of dots with oleate as a table, made from a binding constant, limits of every signal, noise and a seed. */
export function exampleTable(): string {
  const dots = LIGAND_MILLIMOLAR.map(() => DOTS_MILLIMOLAR);
  const { amounts } = oneSiteBinding(
    { dotsMilliMolar: dots, ligandMilliMolar: LIGAND_MILLIMOLAR },
    {
      constantPerMilliMolar: { start: EXAMPLE_TRUTH.K },
      sitesPerDot: { start: EXAMPLE_TRUTH.sites },
    },
  );
  const ligand = new Float64Array(2 * dots.length);
  amounts(Float64Array.of(EXAMPLE_TRUTH.K, EXAMPLE_TRUTH.sites), ligand, null);
  const states = [stateOf("bound"), stateOf("free")];
  const random = createRandom(SEED, "titration");
  const seen = dots.map((_, row) => {
    const mean = exchangeAverages(states, ligand.subarray(2 * row, 2 * row + 2));
    const measured = (value: number, error: number, digits: number): number =>
      Number((value + error * random.normal()).toPrecision(digits));
    return {
      d: measured(mean.diffusionM2PerS, ERRORS.diffusionM2PerS, 4),
      shift: measured(mean.shiftPpm, ERRORS.shiftPpm, 5),
      width: measured(mean.widthHz, ERRORS.widthHz, 3),
      integral: measured(EXAMPLE_TRUTH["integral per mM"] * mean.visibleMilliMolar, ERRORS.integral, 4),
    };
  });
  return writeCsv([
    { header: "dots (mM)", values: dots },
    { header: "ligand (mM)", values: LIGAND_MILLIMOLAR },
    { header: "D (m2/s)", values: seen.map(({ d }) => d) },
    { header: "shift (ppm)", values: seen.map(({ shift }) => shift) },
    { header: "width (Hz)", values: seen.map(({ width }) => width) },
    { header: "integral", values: seen.map(({ integral }) => integral) },
  ]);
}
