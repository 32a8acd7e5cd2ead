import {
  InputError,
  type MeasuredNumber,
  nearestNames,
  reabsorbedShare,
  type SphereMeasurement,
  sphereQuantumYield,
  sphereQuantumYieldOfTwo,
} from "@oleate/core";
import { readAssignments } from "./commands/speciate.ts";
import { quantityOf, rangeOf } from "./flag-values.ts";
import { gatherNotes } from "./gathered-notes.ts";
import {
  drawOptions,
  type FoundYield,
  measuredOf,
  noInterval,
  type QuantumYieldOptions,
  yieldOf,
} from "./yield-found.ts";
import { oneSpectrum } from "./yield-spectra.ts";

const SPHERE_KEYS: Readonly<Record<string, keyof SphereMeasurement>> = {
  La: "emptyLaser",
  Lb: "asideLaser",
  Lc: "inLaser",
  Pa: "emptyEmission",
  Pb: "asideEmission",
  Pc: "inEmission",
};

const SPECTRA = ["sphereEmission", "diluteEmission", "redFlank"] as const;
const FLAGS = {
  sphereEmission: "--sphere-emission",
  diluteEmission: "--dilute-emission",
  redFlank: "--red-flank",
} as const;

/** Refuses what belongs to a sphere where none is given. Throws InputError. */
export function refuseSphereFlags(options: QuantumYieldOptions): void {
  const given =
    options.reabsorbed === undefined ? SPECTRA.find((name) => options[name] !== undefined) : "reabsorbed";
  if (given === undefined) return;
  throw new InputError({
    what: `${given === "reabsorbed" ? "--reabsorbed" : FLAGS[given]} belongs to an integrating sphere`,
    remedy: "give its areas with --absolute, or leave it out",
  });
}

/** Spectra may differ by noise alone: a share this little below 0 is none. */
const NO_SHARE = -0.05;

/** The reabsorbed share from the spectra in the sphere and of a dilute solution; null where neither is given. Throws InputError. */
function shareOfSpectra(
  options: QuantumYieldOptions,
): { readonly share: MeasuredNumber; readonly notes: readonly string[] } | null {
  const { sphereEmission, diluteEmission, redFlank, reabsorbed, range, areaError } = options;
  if (SPECTRA.every((name) => options[name] === undefined)) return null;
  if (reabsorbed !== undefined) {
    throw new InputError({
      what: "the reabsorbed share is given twice",
      found: "--reabsorbed, and spectra it is found from",
      expected: "one of them",
    });
  }
  if (sphereEmission === undefined || diluteEmission === undefined || redFlank === undefined) {
    throw new InputError({
      what: `the reabsorbed share lacks ${SPECTRA.filter((name) => options[name] === undefined)
        .map((name) => FLAGS[name])
        .join(" and ")}`,
      expected: '--sphere-emission FILE --dilute-emission FILE --red-flank "540 to 600 nm"',
      remedy: "the red flank is where the sample emits and does not absorb; both spectra are scaled to it",
    });
  }
  const inSphere = oneSpectrum(sphereEmission, FLAGS.sphereEmission, "emission");
  const dilute = oneSpectrum(diluteEmission, FLAGS.diluteEmission, "emission");
  const ends = range === undefined ? null : rangeOf("--range", range, "nm", "430 to 700 nm");
  const share = reabsorbedShare(
    inSphere.spectrum,
    dilute.spectrum,
    rangeOf(FLAGS.redFlank, redFlank, "nm", "540 to 600 nm"),
    {
      ...(ends === null ? {} : { fromNm: ends[0], toNm: ends[1] }),
      ...(options.power ? { quantity: "power" as const } : {}),
    },
  );
  if (!(share > NO_SHARE && share < 1)) {
    throw new InputError({
      what: "the spectra give no reabsorbed share",
      found: share.toPrecision(3),
      expected: "0 to below 1",
      remedy:
        share < 0
          ? "the dilute spectrum has less on its blue side than that of the sphere: were the two exchanged, or is the laser line among the emission (--range)?"
          : "check --range and --red-flank: the spectrum in the sphere has no area",
    });
  }
  // Four areas enter, two as a ratio of each spectrum.
  const error = areaError === undefined ? null : quantityOf("--area-error", areaError, "", "2 %");
  const found = Math.max(0, share);
  return {
    share: { value: found, ...(error === null ? {} : { standardError: 2 * error * (1 - found) }) },
    notes: [
      ...gatherNotes([...inSphere.notes, ...dilute.notes], "files", 2),
      ...(share < 0
        ? [
            `the spectra give a reabsorbed share of ${share.toPrecision(2)}, none within their noise: 0 is taken`,
          ]
        : []),
      error === null
        ? 'the reabsorbed share has no error: --area-error "2 %" gives it that of its four areas'
        : "the error of the reabsorbed share is that of its four areas, taken for independent",
    ],
  };
}

/** An absolute quantum yield from the areas of an integrating sphere. */
export function absoluteFromFlags(options: QuantumYieldOptions): FoundYield {
  const share = options.error === undefined ? 0 : quantityOf("--error", options.error, "", "1 %");
  const given: Partial<Record<keyof SphereMeasurement, MeasuredNumber>> = {};
  for (const [name, text] of readAssignments(options.absolute ?? [], "--absolute")) {
    const key = SPHERE_KEYS[name.replace("_", "")];
    if (!key) {
      const names = Object.keys(SPHERE_KEYS);
      throw new InputError({
        what: "--absolute names nothing that a sphere measures",
        found: name,
        expected:
          "La, Lb, Lc (laser line) and Pa, Pb, Pc (emission): empty sphere, sample beside the beam, in the beam",
        remedy: `nearest: ${nearestNames(name, names).join(", ")}`,
      });
    }
    const number = measuredOf(text, `${name} of --absolute`);
    given[key] = { standardError: share * Math.abs(number.value), ...number };
  }
  if (options.reabsorbed !== undefined)
    given.reabsorbedShare = measuredOf(options.reabsorbed, "--reabsorbed");
  const ofSpectra = shareOfSpectra(options);
  if (ofSpectra) given.reabsorbedShare = ofSpectra.share;
  const three = given.asideLaser !== undefined || given.asideEmission !== undefined;
  const needed = three ? ["La", "Lb", "Lc", "Pb", "Pc"] : ["La", "Lc", "Pc"];
  const missing = needed.filter((name) => given[SPHERE_KEYS[name]!] === undefined);
  if (missing.length > 0) {
    throw new InputError({
      what: `--absolute lacks ${missing.join(", ")}`,
      expected: "La, Lc, Pc for two measurements; La, Lb, Lc, Pb, Pc for three",
      remedy: 'for example --absolute "La = 1e6, Lb = 9e5, Lc = 6.5e5, Pb = 2e4, Pc = 2.3e5" --error "1 %"',
    });
  }
  const measured = given as SphereMeasurement;
  const draw = drawOptions(options);
  const found = three ? sphereQuantumYield(measured, draw) : sphereQuantumYieldOfTwo(measured, draw);
  const two = three ? sphereQuantumYieldOfTwo(measured).value : null;
  return {
    method: three ? "absolute, three measurements" : "absolute, two measurements",
    quantumYield: yieldOf(found.value, found.interval, draw.level),
    numbers: {
      "absorbed share of the beam": found.absorptance,
      "absorbed share of diffuse light": found.indirectAbsorptance,
      "emission from diffuse light, share": found.indirectShare,
      "before reabsorption": given.reabsorbedShare === undefined ? null : found.observed,
      "reabsorbed share": ofSpectra?.share.value ?? null,
      "two measurements would give": two,
    },
    warnings: found.warnings,
    notes: [...(ofSpectra?.notes ?? []), ...noInterval(found.interval)],
    monteCarlo: found.interval,
  };
}
