import { findLigand, findSolvent, molarMass, parseFormula, type Solvent, solvents } from "../matter/index.ts";
import type { InterfaceNetwork, InterfaceState, Medium } from "../surface/index.ts";
import { amountsOf, partnersIn } from "./interface-amounts.ts";
import type { LigandLineState, LigandResonance } from "./ligand-spectrum.ts";
import { FREE_WIDTH_HZ, type ShellSignals, type ShellSignalValues } from "./of-interface.ts";
import { selfDiffusion } from "./self-diffusion.ts";
import { RESIDUAL_SHIFTS_PPM } from "./spectrum.ts";

/** A resonance of a solution of dots: vinylene of its chains, ring protons of a ligand, or what is left of them in the solvent. */
export interface ShellResonance extends Omit<LigandResonance, "exchangePerS"> {
  readonly name: string;
  readonly of: "chains" | "ligand" | "solvent";
}

/** The resonances of a solution, and what is not known of them. */
export interface ShellResonances {
  readonly resonances: readonly ShellResonance[];
  readonly notes: readonly string[];
}

/**
 * Ring protons of ligands with an aromatic part: shift (ppm) and protons. Acids and pyridine in CDCl3 or DMSO-d6, from memory of
 * common spectra; 0.1 ppm there, up to 0.4 in another solvent.
 */
export const RING_SHIFTS_PPM: ReadonlyMap<string, readonly (readonly [ppm: number, protons: number])[]> =
  new Map([
    [
      "benzoic acid",
      [
        [8.12, 2],
        [7.62, 1],
        [7.48, 2],
      ],
    ],
    [
      "picolinic acid",
      [
        [8.71, 1],
        [8.04, 1],
        [7.99, 1],
        [7.63, 1],
      ],
    ],
    [
      "nicotinic acid",
      [
        [9.07, 1],
        [8.78, 1],
        [8.26, 1],
        [7.54, 1],
      ],
    ],
    [
      "isonicotinic acid",
      [
        [8.79, 2],
        [7.81, 2],
      ],
    ],
    [
      "thiophene-2-carboxylic acid",
      [
        [7.89, 1],
        [7.65, 1],
        [7.14, 1],
      ],
    ],
    [
      "pyridine",
      [
        [8.62, 2],
        [7.68, 1],
        [7.29, 2],
      ],
    ],
  ]);

/** Protons of one vinylene group. */
const VINYLENE_PROTONS = 2;
/** Protium left in a deuterated solvent, of all its hydrogen: the usual 99.5 % grade; others hold from 0.02 to 1 %. */
const PROTIUM_SHARE = 0.005;
/** Width of a solvent's line, Hz: a well-shimmed magnet's. */
const SOLVENT_WIDTH_HZ = 1;

/** The deuterated form of a solvent in which a spectrum would be taken; the solvent itself where it has none. */
function deuterated(name: string): Solvent {
  const own = findSolvent(name);
  return solvents.find(({ deuteratedFrom }) => deuteratedFrom === own.name) ?? own;
}

function solventResonances(
  medium: Medium,
  { viscosityMPaS }: ShellSignals,
  temperatureK: number,
): ShellResonances {
  const notes: string[] = [];
  const resonances = medium.flatMap(({ solvent: name, share }): readonly ShellResonance[] => {
    const solvent = deuterated(name);
    const shifts = RESIDUAL_SHIFTS_PPM.get(solvent.formula);
    const diffusion = selfDiffusion(solvent, viscosityMPaS, temperatureK);
    if (!shifts || diffusion === null || !solvent.density) {
      notes.push(`residual lines of ${name} are not tabulated and not drawn`);
      return [];
    }
    if (findSolvent(name) !== solvent) notes.push(`${name} is drawn as ${solvent.name}`);
    const molar = (1e3 * solvent.density.value) / molarMass(solvent.formula);
    const hydrogens = parseFormula(solvent.formula).counts.get("D") ?? 0;
    const milliMolar = (1e3 * share * molar * hydrogens * PROTIUM_SHARE) / shifts.length;
    return shifts.map((shiftPpm) => ({
      name: `residual ${solvent.name}`,
      of: "solvent",
      protons: 1,
      states: [{ name: solvent.name, diffusionM2PerS: diffusion, shiftPpm, widthHz: SOLVENT_WIDTH_HZ }],
      amountsMilliMolar: [milliMolar],
    }));
  });
  return { resonances, notes };
}

/** Ring protons of the partners in the solution, on the dots as wide as the chains and at the shift of what is free. */
function ringResonances(
  model: InterfaceNetwork,
  state: InterfaceState,
  signals: ShellSignals,
): ShellResonances {
  const rings = model.added.flatMap(({ name }) => {
    const shifts = RING_SHIFTS_PPM.get(name);
    return shifts ? [{ name, shifts }] : [];
  });
  const resonances = rings.flatMap(({ name, shifts }) => {
    const { boundMolar, freeMolar } = amountsOf(model, state, partnersIn(findLigand(name).name));
    return shifts.map(([shiftPpm, protons]): ShellResonance => {
      const bound: LigandLineState = {
        name: "on dots",
        diffusionM2PerS: signals.boundDiffusion,
        shiftPpm,
        widthHz: signals.homogeneousHz,
        heterogeneousHz: signals.heterogeneousHz,
      };
      const free: LigandLineState = {
        name: "free",
        diffusionM2PerS: signals.freeDiffusion,
        shiftPpm,
        widthHz: FREE_WIDTH_HZ,
      };
      return {
        name,
        of: "ligand",
        protons,
        states: [bound, free],
        amountsMilliMolar: [1e3 * boundMolar, 1e3 * freeMolar],
      };
    });
  });
  const names = rings.map(({ name }) => name).join(", ");
  return {
    resonances,
    notes:
      names === ""
        ? []
        : [`ring protons of ${names}: shifts recalled to 0.4 ppm, taken alike on and off the dots`],
  };
}

/**
 * What resonates in a solution of dots between 4.5 and 9.5 ppm: vinylene protons of the oleyl chains, on dots and free; ring
 * protons of what was added; the solvent's residual protons, of the deuterated form where the solvent has one.
 * @param signals of this very state, from shellSignals
 */
export function shellResonances(
  model: InterfaceNetwork,
  state: InterfaceState,
  signals: ShellSignals,
  values: ShellSignalValues,
  medium: Medium,
  temperatureK: number,
): ShellResonances {
  const chains: ShellResonance = {
    name: "vinylene of oleyl chains",
    of: "chains",
    protons: VINYLENE_PROTONS,
    states: [
      {
        name: "on dots",
        diffusionM2PerS: signals.boundDiffusion,
        shiftPpm: signals.boundShiftPpm,
        widthHz: signals.homogeneousHz,
        heterogeneousHz: signals.heterogeneousHz,
      },
      {
        name: "free",
        diffusionM2PerS: signals.freeDiffusion,
        shiftPpm: values.free_shift,
        widthHz: FREE_WIDTH_HZ,
      },
    ],
    amountsMilliMolar: [1e3 * signals.boundChainsMolar, 1e3 * signals.freeChainsMolar],
  };
  const rings = ringResonances(model, state, signals);
  const solvent = solventResonances(medium, signals, temperatureK);
  const inRange = solvent.resonances.filter(({ states }) => states[0]!.shiftPpm > 4.5);
  return {
    resonances: [chains, ...rings.resonances, ...inRange],
    notes: [...rings.notes, ...solvent.notes],
  };
}
