import type { RandomSource } from "../../numerics/random.ts";
import type { Phase } from "../processing/phase.ts";
import type { Decays } from "../processing/spectrum.ts";

/** One line of a simulated decay; widths are full ones at half height. */
export interface SimulatedLine {
  readonly offsetHz: number;
  readonly amplitude: number;
  readonly lorentzHz: number;
  readonly gaussHz: number;
}

/** What spoils a simulated decay. */
export interface Spoiling {
  readonly zeroDegrees: number;
  /** Part of a dwell time by which acquisition begins late: 360 degrees of first order a point. */
  readonly lateDwells: number;
  /** Noise of the decay, over the sum of the amplitudes. */
  readonly noise: number;
  /** Change of the first points, over the sum of the amplitudes: an offset of the spectrum, then waves. */
  readonly firstPoints: readonly number[];
}

/** A decay whose right phase correction is known. */
export interface PhaseCase {
  readonly decays: Decays;
  readonly lines: readonly SimulatedLine[];
  readonly spoiling: Spoiling;
}

const POINTS = 4096;
const WIDTH_HZ = 6000;
const PROTON_MHZ = 500;

/** The decay of the lines, spoiled, as TopSpin stores it: shifts above the carrier turn forwards. */
export function phaseCase(
  lines: readonly SimulatedLine[],
  spoiling: Spoiling,
  random: RandomSource,
): PhaseCase {
  const re = new Float64Array(POINTS);
  const im = new Float64Array(POINTS);
  const turn = (spoiling.zeroDegrees * Math.PI) / 180;
  for (const { offsetHz, amplitude, lorentzHz, gaussHz } of lines) {
    const square = (Math.PI * gaussHz) ** 2 / (4 * Math.LN2);
    for (let i = 0; i < POINTS; i++) {
      const t = (i + spoiling.lateDwells) / WIDTH_HZ;
      const size = amplitude * Math.exp(-t * (Math.PI * lorentzHz + square * t));
      const angle = 2 * Math.PI * offsetHz * t + turn;
      re[i]! += size * Math.cos(angle);
      im[i]! += size * Math.sin(angle);
    }
  }
  const total = lines.reduce((sum, { amplitude }) => sum + amplitude, 0);
  spoiling.firstPoints.forEach((share, i) => {
    re[i]! += share * total * Math.cos(turn);
    im[i]! += share * total * Math.sin(turn);
  });
  for (let i = 0; i < POINTS; i++) {
    re[i]! += spoiling.noise * total * random.normal();
    im[i]! += spoiling.noise * total * random.normal();
  }
  return {
    decays: {
      re: [re],
      im: [im],
      spectralWidthHz: WIDTH_HZ,
      carrierPpm: 5,
      referenceFrequencyMHz: PROTON_MHZ,
      groupDelayPoints: 0,
    },
    lines,
    spoiling,
  };
}

/** Root mean square over the lines, by amplitude, of what a found correction leaves of their phases, degrees. */
export function phaseLeft({ lines, spoiling }: PhaseCase, found: Phase): number {
  let [sum, weight] = [0, 0];
  for (const { offsetHz, amplitude } of lines) {
    const place = 0.5 - offsetHz / WIDTH_HZ;
    const right = spoiling.zeroDegrees + (360 * spoiling.lateDwells * offsetHz) / WIDTH_HZ;
    const left = found.zeroDegrees + found.firstDegrees * place - right;
    const wrapped = left - 360 * Math.round(left / 360);
    sum += amplitude * wrapped ** 2;
    weight += amplitude;
  }
  return Math.sqrt(sum / weight);
}

/** What lines a random decay has: all 1 to 4 Hz wide, all 32 to 150 Hz, or some of each. */
export type LineKind = "sharp" | "mixed" | "broad";

/** A random decay: 1 to 6 signals, half of them close doublets, noise, a spoiled beginning, a late start. */
export function randomPhaseCase(kind: LineKind, random: RandomSource): PhaseCase {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const logBetween = (low: number, high: number): number => Math.exp(between(Math.log(low), Math.log(high)));
  const signals = 1 + Math.floor(between(0, 6));
  const lines = Array.from({ length: signals }, (_, i): readonly SimulatedLine[] => {
    const sharp = kind === "sharp" || (kind === "mixed" && i % 2 === 1);
    const width = sharp ? logBetween(1, 4) : logBetween(32, 150);
    const gauss = random.uniform() < 0.3 ? between(0, 0.7) * width : 0;
    const line = {
      offsetHz: between(-2400, 2400),
      amplitude: logBetween(0.1, 1) * (sharp && kind === "mixed" ? 0.1 : 1),
      lorentzHz: width - gauss,
      gaussHz: gauss,
    };
    if (random.uniform() < 0.5) return [line];
    const apart = (sharp ? 7 : width) * between(0.5, 2);
    return [line, { ...line, offsetHz: line.offsetHz + apart, amplitude: line.amplitude * between(0.3, 1) }];
  }).flat();
  const spoiled = random.uniform() < 0.5;
  return phaseCase(
    lines,
    {
      zeroDegrees: between(-180, 180),
      lateDwells: random.uniform() < 0.5 ? 0 : between(-0.25, 0.25),
      noise: logBetween(0.0005, kind === "sharp" ? 0.05 : 0.02),
      firstPoints: spoiled ? [between(-0.5, 0.2), between(-0.2, 0.2), between(-0.1, 0.1)] : [],
    },
    random,
  );
}
