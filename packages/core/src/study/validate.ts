import { type Complaint, formatPlace, InputError } from "../errors.ts";
import { findMaterial, findSolvent } from "../matter/index.ts";
import { parseUnit } from "../quantities/index.ts";
import { type Check, collect, uniqueComplaints } from "./complaints.ts";
import type { StudyDocument } from "./document.ts";
import type { Evaluator } from "./evaluator.ts";
import { columnComplaints, soundRows } from "./measurement/index.ts";
import { BUILT_IN, prepareStudy, type RunOptions } from "./prepare.ts";
import { isWaiting } from "./probe.ts";
import { studyReferences } from "./references.ts";
import type { StudyFile } from "./schema/index.ts";
import { checkAnalysis } from "./validate-analyses.ts";
import { checkClaims, probed } from "./validate-claims.ts";
import { reactionComplaints, totalComplaints } from "./validate-surface.ts";

/** Refuses a quantity of the sample that is not above zero. */
function requirePositive(evaluator: Evaluator, text: string | number, unit: string, what: string): void {
  const value = evaluator.number(text, unit);
  if (value > 0) return;
  throw new InputError({ what: `${what} is not positive`, found: String(text), expected: `above 0 ${unit}` });
}

function checkSample(file: StudyFile, evaluator: Evaluator, check: Check): void {
  const { nanocrystal, solvent, concentration, temperature } = file.sample;
  check(["sample", "nanocrystal", "material"], () => void findMaterial(nanocrystal.material));
  check(["sample", "solvent"], () => void findSolvent(solvent));
  check(["sample", "nanocrystal", "size"], () =>
    requirePositive(evaluator, nanocrystal.size, "nm", "the size"),
  );
  check(["sample", "concentration"], () =>
    requirePositive(evaluator, concentration, "M", "the concentration of dots"),
  );
  check(["sample", "temperature"], () =>
    requirePositive(evaluator, temperature ?? "298.15 K", "K", "the absolute temperature"),
  );
}

/** Refuses names that mean two things: a unit ("2 d" would be two days), a name of every study, or one another. */
function checkNames(file: StudyFile, check: Check): void {
  const seen = new Set<string>(BUILT_IN);
  for (const kind of ["constants", "values", "analyses"] as const) {
    for (const name of Object.keys(file[kind] ?? {})) {
      check([kind, name], () => {
        if (seen.has(name)) {
          throw new InputError({
            what: `the name ${name} is given twice`,
            found: `${kind}.${name}`,
            expected: "one meaning for each name of constants, values and analyses",
            remedy: "rename one of them",
          });
        }
        seen.add(name);
        if (kind === "analyses" || !isUnit(name)) return;
        throw new InputError({
          what: `the name ${name} is a unit, so that "2 ${name}" would not mean it`,
          expected: "a name that is no unit",
          remedy: `rename it, for example ${name}_value`,
        });
      });
    }
  }
}

function isUnit(name: string): boolean {
  try {
    parseUnit(name);
    return true;
  } catch {
    return false;
  }
}

/** Leaves out what evaluating says again about a name that reading found missing. */
function withoutEchoes(complaints: readonly Complaint[], read: readonly Complaint[]): readonly Complaint[] {
  const keyOf = ({ what, place }: Complaint): string =>
    `${place ? formatPlace(place) : ""} ${what.replace(/^in `.*`, column \d+: /u, "")}`;
  const said = new Set(read.map(keyOf));
  return complaints.filter((complaint) => read.includes(complaint) || !said.has(keyOf(complaint)));
}

/** In the order of the study file, then of the data files. */
function inFileOrder(complaints: readonly Complaint[], studyFile: string): readonly Complaint[] {
  const files = [studyFile, ...complaints.map(({ place }) => place?.file ?? "")];
  return [...complaints].sort(
    ({ place: a }, { place: b }) =>
      files.indexOf(a?.file ?? "") - files.indexOf(b?.file ?? "") ||
      (a?.line ?? 0) - (b?.line ?? 0) ||
      (a?.column ?? 0) - (b?.column ?? 0),
  );
}

/**
 * Checks a study without fitting anything: names, units, reactions, columns, cells and references. What waits for the
 * result of an analysis is checked for its names only.
 * @returns every problem found, each with file and line, in the order of the file; empty when the study is sound
 */
export function validateStudy(document: StudyDocument, options: RunOptions): readonly Complaint[] {
  const { study: file, placeOf } = document;
  const complaints: Complaint[] = [];
  const prepared = prepareStudy(document, options);
  const { evaluator } = prepared;
  const check: Check = (path, act) =>
    collect(complaints, placeOf(path), () => {
      try {
        act();
      } catch (error) {
        if (!isWaiting(error)) throw error;
      }
    });

  checkNames(file, check);
  const references = studyReferences(document);
  complaints.push(...references.complaints);
  checkSample(file, evaluator, check);
  for (const kind of ["constants", "values"] as const) {
    for (const [name, entry] of Object.entries(file[kind] ?? {})) {
      const unit = kind === "values" && typeof entry === "object" && "unit" in entry ? entry.unit : undefined;
      if (!references.standsAlone(name)) {
        const place = placeOf([kind, name]);
        probed(complaints, place, () => void prepared.probe.uncertain(name, unit ?? "", place));
        continue;
      }
      check([kind, name], () =>
        kind === "values"
          ? void evaluator.uncertain(name, unit ?? "", placeOf([kind, name]))
          : void evaluator.value(name),
      );
    }
  }

  const ligands = Object.keys(file.sample.ligands);
  const base = [{ reactions: file.surface.reactions ?? [], path: ["surface", "reactions"] }];
  const surfaceComplaints = [
    ...reactionComplaints(file, base, ligands, placeOf, references.standsAlone("K") ? evaluator : null),
    ...totalComplaints(file, placeOf, evaluator),
  ];
  if (surfaceComplaints.length === 0 && references.standsAlone("K"))
    collect(surfaceComplaints, placeOf(["surface"]), () => void prepared.modelFor(undefined, []));
  complaints.push(...surfaceComplaints);
  const surface = surfaceComplaints.length === 0;

  const measured = new Set<string>();
  for (const [name, measurement] of Object.entries(file.measurements ?? {})) {
    const found = columnComplaints(measurement, options.tables, (...path) =>
      placeOf(["measurements", name, ...path]),
    );
    complaints.push(...found);
    const table = options.tables.get(measurement.file);
    if (!surface || !table || !references.standsAlone(`measurements.${name}`)) continue;
    // Bad cells must not hide what else is wrong: the rest is read without their rows.
    const rows = found.length === 0 ? measurement.rows : soundRows(measurement, table);
    if (rows && rows.length === 0) continue;
    const sound: StudyFile = {
      ...file,
      measurements: {
        ...file.measurements,
        [name]: { ...measurement, ...(rows ? { rows: [...rows] } : {}) },
      },
    };
    const before = complaints.length;
    check(["measurements", name], () => {
      void prepareStudy({ ...document, study: sound }, options).measurement(name);
    });
    if (complaints.length === before && found.length === 0) measured.add(name);
  }

  for (const [id, analysis] of Object.entries(file.analyses ?? {})) {
    const ready = { surface, alone: references.standsAlone(id), measured };
    complaints.push(...checkAnalysis(id, analysis, prepared, ready, check));
  }
  checkClaims(document, prepared, complaints, check);
  return inFileOrder(uniqueComplaints(withoutEchoes(complaints, references.complaints)), document.file);
}
