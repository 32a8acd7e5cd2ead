import { atPlace, InputError, nearestNames, type Place } from "../../errors.ts";
import { lnConstantAt } from "../../surface/titration.ts";
import type { Measurement } from "../measurement/index.ts";
import { checkOwnValue } from "../own-parameters.ts";
import type { Entry } from "../titration/series.ts";
import type { TitrationParameter } from "../titration/start.ts";
import { freedTotal } from "./fit-totals.ts";

/** A fit's measurements, and how it reads what is written of a parameter. */
export interface Freeing {
  readonly measurements: readonly Measurement[];
  /** The start value written for the parameter, in `unit`; null where none is. */
  start(unit: string): number | null;
  /** True where a measurement itself says what its sample held of an ingredient. */
  statesTotal(measurement: Measurement, ingredient: string): boolean;
  /** Where the parameter is freed, and where its start is written. */
  readonly place: Place;
  readonly startPlace: Place;
}

/** A freed parameter, and how it enters the speciation of one measurement. */
export interface Freed {
  readonly parameter: TitrationParameter;
  /**
   * Its entries as parameter `index` in a measurement; none where the measurement says nothing of it. `initialMolar`
   * is that measurement's own copy of what was mixed: what the parameter stands for is taken out of it.
   */
  entries(measurement: Measurement, initialMolar: readonly Float64Array[], index: number): readonly Entry[];
}

/** A kind of parameter a fit can free: known by how its name is written. */
interface FreeKind {
  /** Names of this kind in these measurements. */
  names(measurements: readonly Measurement[]): readonly string[];
  free(name: string, freeing: Freeing): Freed;
}

/** `NAME` behind a prefix such as `sites.`. */
const bare = (name: string): string => name.slice(name.indexOf(".") + 1);

const sites: FreeKind = {
  names: ([first]) => Object.keys(first!.model.sitesPerDot).map((site) => `sites.${site}`),
  free: (name, { measurements: [first], start }) => ({
    parameter: {
      name,
      unit: "",
      kind: "count",
      start: start("") ?? first!.model.sitesPerDot[bare(name)]!,
      molarPerUnit: 1,
    },
    entries({ model, dotsMolar }, initialMolar, parameter) {
      const species = model.network.indexOf.get(bare(name));
      if (species === undefined) return [];
      for (const amounts of initialMolar) amounts[species] = 0;
      return [{ kind: "ingredient", parameter, species, perRow: Float64Array.from(dotsMolar) }];
    },
  }),
};

const total: FreeKind = {
  names: ([first]) => Object.keys(first!.model.ligandsMolar).map((ligand) => `total.${ligand}`),
  free: (name, freeing) => freedTotal(name, bare(name), freeing),
};

const enthalpy: FreeKind = {
  names: ([first]) => first!.model.constants.map((constant) => `dH.${constant.name}`),
  free(name, { measurements, start, place }) {
    if (!measurements.some((measurement) => measurement.temperaturesK)) {
      throw new InputError({
        what: `${name} needs a measurement at several temperatures`,
        expected: "`against: {temperature: COLUMN}` in a measurement",
        place,
      });
    }
    return {
      parameter: { name, unit: "kJ/mol", kind: "enthalpy", start: start("kJ/mol") ?? -20, molarPerUnit: 1 },
      entries({ model, temperaturesK }, initialMolar, parameter) {
        const reaction = model.constants.find((constant) => constant.name === bare(name))?.reaction;
        if (reaction === undefined) return [];
        const temperatures = temperaturesK ?? new Float64Array(initialMolar.length).fill(model.temperatureK);
        const perRow = temperatures.map((temperatureK) =>
          lnConstantAt(0, model.temperatureK, temperatureK, 1),
        );
        return [{ kind: "enthalpy", parameter, reaction, perRow }];
      },
    };
  },
};

/** An observable's own parameter; a measurement whose observable lacks it says nothing of it. */
const own: FreeKind = {
  names: (measurements) => measurements.flatMap((measurement) => measurement.own.map(({ name }) => name)),
  free(name, { measurements, start, startPlace }) {
    const found = measurements
      .flatMap((measurement) => measurement.own)
      .find((parameter) => parameter.name === name)!;
    const { unit, range, scale, value } = found;
    const from = start(unit) ?? (value !== null && value > 0 ? value : found.start);
    atPlace(startPlace, () => checkOwnValue(found, from));
    return {
      parameter: { name, unit, kind: "own", start: from, molarPerUnit: 1, range, scale },
      entries: () => [],
    };
  },
};

const constant: FreeKind = {
  names: (measurements) => measurements.flatMap(({ model }) => model.constants.map(({ name }) => name)),
  free(name, { measurements, start }) {
    const found = measurements.flatMap(({ model }) => model.constants).find((entry) => entry.name === name)!;
    const { unit, molarPerUnit } = found;
    return {
      parameter: { name, unit, kind: "constant", start: start(unit) ?? found.start, molarPerUnit },
      entries({ model }, _initialMolar, parameter) {
        const reaction = model.constants.find((entry) => entry.name === name)?.reaction;
        return reaction === undefined ? [] : [{ kind: "constant", parameter, reaction, molarPerUnit }];
      },
    };
  },
};

/** Every kind of parameter, in the order a name is looked for; a new kind is one entry here. */
const KINDS: readonly FreeKind[] = [sites, total, enthalpy, own, constant];

/** The parameter of that name, freed. @throws InputError with the nearest names, or what the kind throws */
export function freedParameter(name: string, freeing: Freeing): Freed {
  const { measurements, place } = freeing;
  const kind = KINDS.find(({ names }) => names(measurements).includes(name));
  if (kind) return kind.free(name, freeing);
  const known = KINDS.flatMap(({ names }) => names(measurements));
  throw new InputError({
    what: `${name} is not a parameter of this model`,
    remedy: `nearest: ${nearestNames(name, [...new Set(known)]).join(", ")}`,
    place,
  });
}
