import {
  type Complaint,
  type DiffusionTiming,
  GYROMAGNETIC_RATIOS,
  InputError,
  type Nucleus,
} from "@oleate/core";
import type { DiffusionParameters, NmrData } from "./nmr-data.ts";

/** Diffusion parameters whose gradients are known. */
export interface KnownDiffusion extends DiffusionParameters {
  readonly gradientsTeslaPerMetre: Float64Array;
}

function notDiffusion(data: NmrData): InputError {
  return new InputError({
    what: "the data are no diffusion experiment",
    found: data.pulseProgram ? `pulse program ${data.pulseProgram}` : "no pulse program",
    expected: "a stimulated or spin echo with pulsed gradients, arrayed over the gradient",
    place: { file: data.file },
  });
}

/**
 * The diffusion parameters of an arrayed experiment, ready for a fit: one gradient a row, at least two different ones.
 * @throws InputError when the experiment is none, its gradients are missing or in percent, do not fit the rows or are all
 * alike: with where the gradients usually stand
 */
export function requireGradients(data: NmrData): KnownDiffusion {
  const place = { file: data.file };
  const { diffusion } = data;
  if (!diffusion) throw notDiffusion(data);
  const gradients = diffusion.gradientsTeslaPerMetre;
  if (data.re.length === 1 || gradients?.length === 1) {
    throw new InputError({
      what: "the diffusion experiment has one gradient step, so it shows no decay",
      found: `${data.re.length} row`,
      expected: "3 rows or more, each at its own gradient",
      remedy: "open the arrayed experiment (its raw file is named ser, not fid)",
      place,
    });
  }
  if (!gradients)
    throw new InputError({ ...(diffusion.gradientProblem ?? missingGradients(data.file)), place });
  if (gradients.length !== data.re.length) {
    throw new InputError({
      what: "there are not as many gradients as rows",
      found: `${gradients.length} gradients (${diffusion.gradientSource})`,
      expected: `${data.re.length}`,
      remedy: "give the gradients of the rows that were measured",
      place,
    });
  }
  if (gradients.every((value) => Math.abs(value) === Math.abs(gradients[0]!))) {
    throw new InputError({
      what: "all rows have one and the same gradient, so the experiment shows no decay",
      found: `${gradients[0]} T/m (${diffusion.gradientSource})`,
      expected: "gradients that differ",
      place,
    });
  }
  return { ...diffusion, gradientsTeslaPerMetre: gradients };
}

/** What is said when the gradients stand nowhere. */
export function missingGradients(file: string): Complaint {
  return {
    what: "the gradients of the diffusion experiment are not in its folder",
    found: "no file difflist",
    expected: "difflist beside acqus: one gradient a line, in G/cm",
    remedy:
      "copy difflist from the spectrometer (TopSpin's `dosy` writes it to the experiment's folder, and to lists/gp of its installation), or give the gradients of the rows in T/m",
    place: { file },
  };
}

function isNucleus(name: string): name is Nucleus {
  return name in GYROMAGNETIC_RATIOS;
}

/**
 * Timing of a diffusion experiment as the b factors of resonance/ take it. `nucleus`: the one that carried the gradients'
 * phase; the observed one unless given.
 * @throws InputError when the data are no diffusion experiment, or for a nucleus or pulse shape without a formula
 */
export function diffusionTiming(data: NmrData, nucleus: string = data.nucleus): DiffusionTiming {
  const place = { file: data.file };
  const { diffusion } = data;
  if (!diffusion) throw notDiffusion(data);
  const { shape, deltaSeconds, bigDeltaSeconds, bipolar, tauSeconds } = diffusion;
  if (!isNucleus(nucleus)) {
    throw new InputError({
      what: "the gyromagnetic ratio of the nucleus is not known",
      found: nucleus === "" ? "no nucleus" : nucleus,
      expected: Object.keys(GYROMAGNETIC_RATIOS).join(", "),
      place,
    });
  }
  if (shape.kind === "other") {
    throw new InputError({
      what: "the shape of the gradient pulses has no formula here",
      found: shape.name,
      expected: "a rectangle, SINE or SMSQ10",
      remedy: "give the b factors instead",
      place,
    });
  }
  return {
    nucleus,
    durationS: deltaSeconds,
    delayS: bigDeltaSeconds,
    shape: shape.kind,
    ...(bipolar ? { bipolar: { gapS: tauSeconds } } : {}),
  };
}
