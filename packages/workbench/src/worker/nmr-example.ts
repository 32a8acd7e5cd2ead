import {
  bFactors,
  createRandom,
  type DiffusionTiming,
  diffusionOfRadius,
  findSolvent,
  monoExponential,
  viscosityAt,
} from "@oleate/core";
import type { NmrData } from "@oleate/files";

/** Name of the simulated data set. */
export const EXAMPLE_NAME = "simulated: oleate on dots in toluene-d8";

/** A line of the simulated spectrum; amplitude in protons. */
interface Line {
  readonly ppm: number;
  readonly protons: number;
  readonly widthHz: number;
  readonly radiusNm: number;
}

const TEMPERATURE_K = 298.15;
const PROTON_MHZ = 500.13;
const WIDTH_HZ = 6000;
const CARRIER_PPM = 4.5;
const POINTS = 4096;
const ROWS = 16;
/** Zero-order phase that the spectra are recorded with, degrees. */
const OFF_PHASE = 35;
const NOISE = 0.02;
const SEED = 7;

/**
 * Oleate on a dot of 3.6 nm hydrodynamic radius, oleic acid beside it, and the solvent's own residue. Vinylene of both
 * overlaps, as in real spectra, so that its decay is no single exponential.
 */
const LINES: readonly Line[] = [
  { ppm: 7, protons: 2, widthHz: 3, radiusNm: 0.17 },
  { ppm: 5.64, protons: 2, widthHz: 32, radiusNm: 3.6 },
  { ppm: 5.46, protons: 0.5, widthHz: 5, radiusNm: 0.5 },
  { ppm: 2.3, protons: 1.6, widthHz: 30, radiusNm: 3.6 },
  { ppm: 2.08, protons: 2, widthHz: 3, radiusNm: 0.17 },
  { ppm: 0.95, protons: 3, widthHz: 16, radiusNm: 3.6 },
];

/** Regions that the simulated set opens with: vinylene on the dots and free, the solvent's methyl, the chains' ends. */
export const EXAMPLE_REGIONS: readonly { readonly fromPpm: number; readonly toPpm: number }[] = [
  { fromPpm: 5.95, toPpm: 5.53 },
  { fromPpm: 5.51, toPpm: 5.41 },
  { fromPpm: 2.12, toPpm: 2.04 },
  { fromPpm: 1.25, toPpm: 0.65 },
];

const TIMING: DiffusionTiming = { nucleus: "1H", durationS: 0.003, delayS: 0.15, shape: "rectangle" };

/** A pulsed-gradient experiment as a spectrometer would store it, made from lines, radii and a seed. */
export function exampleData(): NmrData {
  const gradients = Float64Array.from({ length: ROWS }, (_, i) => 0.02 + (0.48 * i) / (ROWS - 1));
  const b = bFactors(gradients, TIMING);
  const { viscosityMPaS } = viscosityAt(findSolvent("toluene-d8"), TEMPERATURE_K);
  const random = createRandom(SEED, "nmr example");
  const rows = Array.from(b, (factor) => {
    const re = new Float64Array(POINTS);
    const im = new Float64Array(POINTS);
    for (const { ppm, protons, widthHz, radiusNm } of LINES) {
      const d = diffusionOfRadius(radiusNm, viscosityMPaS, TEMPERATURE_K);
      const size = protons * monoExponential.attenuation(factor, [d], null);
      const turn = 2 * Math.PI * (ppm - CARRIER_PPM) * PROTON_MHZ;
      for (let i = 0; i < POINTS; i++) {
        const t = i / WIDTH_HZ;
        const angle = turn * t + (OFF_PHASE * Math.PI) / 180;
        const height = size * Math.exp(-Math.PI * widthHz * t);
        re[i]! += height * Math.cos(angle);
        im[i]! += height * Math.sin(angle);
      }
    }
    for (let i = 0; i < POINTS; i++) {
      re[i]! += NOISE * random.normal();
      im[i]! += NOISE * random.normal();
    }
    return { re, im };
  });
  return {
    kind: "pseudo-2d-fid",
    format: "bruker",
    file: EXAMPLE_NAME,
    title: EXAMPLE_NAME,
    nucleus: "1H",
    frequencyMHz: PROTON_MHZ,
    referenceFrequencyMHz: PROTON_MHZ,
    spectralWidthHz: WIDTH_HZ,
    carrierPpm: CARRIER_PPM,
    re: rows.map(({ re }) => re),
    im: rows.map(({ im }) => im),
    groupDelayPoints: 0,
    diffusion: {
      gradientsTeslaPerMetre: gradients,
      gradientSource: "simulated",
      gradientsHoldShape: false,
      deltaSeconds: TIMING.durationS,
      bigDeltaSeconds: TIMING.delayS,
      tauSeconds: 0,
      bipolar: false,
      shape: { name: "rectangle", kind: "rectangle", integralFactor: 1 },
    },
    temperatureK: TEMPERATURE_K,
    solvent: "toluene-d8",
    pulseProgram: "simulated",
    parameters: {},
    notes: [
      `simulated with seed ${SEED}: dots of 3.6 nm hydrodynamic radius, oleic acid of 0.5 nm, toluene of 0.17 nm`,
    ],
  };
}
