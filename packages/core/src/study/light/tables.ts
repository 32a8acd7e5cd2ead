import type { ResultTable } from "../result.ts";
import { POINT_NUMBERS } from "./numbers.ts";
import type { PassivationOutcome } from "./outcome.ts";

/** Name, unit and cells of a column. */
type Column = readonly [name: string, unit: string, cells: readonly (number | string | null)[]];

function table(id: string, title: string, caption: string, columns: readonly Column[]): ResultTable {
  return { id, title, caption, columns: columns.map(([name, unit, values]) => ({ name, unit, values })) };
}

function parametersTable({ id, calibration, light, values }: PassivationOutcome): ResultTable {
  const estimates = calibration?.estimation.estimates ?? [];
  const held = light.parameters.filter(({ name }) => !estimates.some((one) => one.name === name));
  return table(
    `${id}-parameters`,
    "Parameters",
    "Found from the printed numbers (profile intervals, 95 %), or given.",
    [
      ["parameter", "", [...estimates, ...held].map(({ name }) => name)],
      ["value", "", [...estimates.map(({ value }) => value), ...held.map(({ name }) => values.get(name)!)]],
      ["low", "", [...estimates.map(({ interval }) => interval.low), ...held.map(() => null)]],
      ["high", "", [...estimates.map(({ interval }) => interval.high), ...held.map(() => null)]],
      ["unit", "", [...estimates, ...held].map(({ unit }) => unit)],
      ["how", "", [...estimates.map(({ note }) => note), ...held.map(() => "given")]],
    ],
  );
}

function dosesTable({ id, chosen }: PassivationOutcome): ResultTable {
  return table(`${id}-doses`, "Light against dose", "Computed from the coverage at each dose.", [
    ["dose", "eq", chosen.map(({ dose }) => dose)],
    ...POINT_NUMBERS.map(({ label, unit, of }): Column => [label, unit, chosen.map(of)]),
  ]);
}

function dilutionTable({ id, dilution }: PassivationOutcome): ResultTable {
  return table(
    `${id}-dilution`,
    "Dots diluted as they are",
    "Before any dose; the native ligand thins with the dots.",
    [
      ["dots", "uM", dilution.map(({ dotsMolar }) => dotsMolar * 1e6)],
      ["bare share of the sites", "", dilution.map(({ point }) => point.bare)],
      ["quantum yield", "", dilution.map(({ point }) => point.quantumYield)],
      ["lifetime of the tail", "ns", dilution.map(({ point }) => point.tailLifetimeNs)],
    ],
  );
}

function consistencyTable(
  id: string,
  { readings }: NonNullable<PassivationOutcome["consistency"]>,
): ResultTable {
  return table(
    `${id}-consistency`,
    "The printed factors beside one another",
    "Amplitudes count dots only while every dot has the same radiative rate (van Driel et al. 2007).",
    [
      ["slow component read as", "", readings.map(({ reading }) => reading)],
      ["bright dots, factor", "", readings.map(({ populationFactor }) => populationFactor)],
      ["their light, factor", "", readings.map(({ areaFactor }) => areaFactor)],
      ["against the yield's factor", "%", readings.map(({ gap }) => 100 * gap)],
      ["fast share that closes it", "%", readings.map(({ fastShare }) => 100 * fastShare)],
      ["when", "", readings.map(({ fastWhen }) => `${fastWhen} passivation`)],
      ["lifetime of dark dots that closes it", "ns", readings.map((one) => one.darkLifetimeNs)],
    ],
  );
}

const SIGN = { reached: "", above: "> ", below: "< " } as const;
const FOLLOWS = {
  reached: "K, if its power is 1",
  above: "K is larger",
  below: "K is smaller, or its power is",
} as const;

function othersTable({ id, others }: PassivationOutcome): ResultTable {
  /** An affinity in 1/M as one in 1/mM; null for the end of an empty list, or none. */
  const perMilliMolar = (perMolar: number | null): number | null =>
    perMolar !== null && Number.isFinite(perMolar) ? perMolar / 1e3 : null;
  return table(
    `${id}-others`,
    "Other ligands",
    "Each alone on the same dots, from one printed quantum yield or bound.",
    [
      ["ligand", "", others.map(({ name }) => name)],
      ["dose", "eq", others.map(({ dose }) => dose)],
      ["quantum yield", "", others.map(({ kind, quantumYield }) => `${SIGN[kind]}${quantumYield}`)],
      ["K at full power", "/mM", others.map(({ affinityPerMolar }) => perMilliMolar(affinityPerMolar))],
      ["lowest K", "/mM", others.map(({ affinities }) => perMilliMolar(Math.min(...affinities)))],
      ["highest K", "/mM", others.map(({ affinities }) => perMilliMolar(Math.max(...affinities)))],
      ["least power", "", others.map(({ leastPower }) => leastPower)],
      ["what follows", "", others.map(({ kind }) => FOLLOWS[kind])],
    ],
  );
}

function tradeOffTable({ id, tradeOff }: PassivationOutcome): ResultTable {
  return table(
    `${id}-trade-off`,
    "Shallow traps: number against rate",
    "The same printed numbers met at other rates; misfit in units of their errors.",
    [
      ["k_shallow", "/ns", tradeOff.map(({ shallowPerNs }) => shallowPerNs)],
      ["p_shallow", "", tradeOff.map(({ chance }) => chance)],
      ["shallow traps per dot before", "", tradeOff.map(({ start }) => start.shallowPerDot)],
      ["amplitude-averaged lifetime before", "ns", tradeOff.map(({ start }) => start.amplitudeLifetimeNs)],
      ["lifetime of the tail before", "ns", tradeOff.map(({ start }) => start.tailLifetimeNs)],
      ["intensity-averaged before", "ns", tradeOff.map(({ start }) => start.intensityLifetimeNs)],
      ["misfit", "", tradeOff.map(({ misfit }) => misfit)],
    ],
  );
}

/** Parameters, numbers at the doses asked for, the printed numbers side by side, other ligands, what stays open. */
export function tablesOf(outcome: PassivationOutcome): readonly ResultTable[] {
  const { id, chosen, dilution, consistency, others, tradeOff } = outcome;
  return [
    parametersTable(outcome),
    ...(chosen.length > 0 ? [dosesTable(outcome)] : []),
    ...(dilution.length > 0 ? [dilutionTable(outcome)] : []),
    ...(consistency ? [consistencyTable(id, consistency)] : []),
    ...(others.length > 0 ? [othersTable(outcome)] : []),
    ...(tradeOff.length > 0 ? [tradeOffTable(outcome)] : []),
  ];
}
