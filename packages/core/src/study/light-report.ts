import { formatInterval } from "../quantities/index.ts";
import { MET } from "./light-calibration.ts";
import { POINT_NUMBERS } from "./light-numbers.ts";
import type { PassivationOutcome } from "./light-outcome.ts";
import type { ResultTable } from "./result.ts";

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** What was found, in sentences: what fixed the parameters, what follows, and what does not fit. */
export function findingsOf(outcome: PassivationOutcome): readonly string[] {
  const { start, best, conditions, calibration, consistency, dilution, others, sets, met, tradeOff } =
    outcome;
  const findings: string[] = [];
  if (conditions && calibration) {
    const { estimates } = calibration.estimation;
    findings.push(
      outcome.misfit <= MET
        ? `The printed numbers are met within their errors (misfit ${outcome.misfit.toFixed(2)} of them) by ${estimates.map(({ name, value, unit, interval }) => `${name} ${formatInterval(value, interval.low, interval.high, unit)}`).join(", ")}; they fix these parameters, so they test nothing by themselves.`
        : `No set of parameters in range meets the printed numbers: at the best the misfit is ${outcome.misfit.toFixed(1)} of their errors, with quantum yields ${start.quantumYield.toFixed(3)} and ${best.quantumYield.toFixed(3)} for ${conditions.startYield} and ${conditions.bestYield}.`,
    );
  }
  findings.push(
    `Predicted: bright fraction ${start.brightFraction.toFixed(3)} before and ${best.brightFraction.toFixed(3)} at ${best.dose.toFixed(0)} eq; greatest quantum yield at ${outcome.bestDose.toFixed(0)} eq; bare sites ${percent(start.bare)} and ${percent(best.bare)}, stripped ${percent(best.stripped)}.`,
  );
  const [first, last] = [dilution[0], dilution.at(-1)];
  if (first && last && first !== last) {
    findings.push(
      `Diluting the dots as they are from ${(first.dotsMolar * 1e6).toPrecision(3)} to ${(last.dotsMolar * 1e6).toPrecision(3)} uM takes the quantum yield from ${first.point.quantumYield.toFixed(3)} to ${last.point.quantumYield.toFixed(3)}: sites lose the native ligand.`,
    );
  }
  for (const {
    reading,
    areaFactor,
    populationFactor,
    gap,
    gapLow,
    gapHigh,
    fastShare,
    fastWhen,
    darkLifetimeNs,
  } of consistency?.readings ?? []) {
    findings.push(
      `Read as ${reading}, the slow component means ${populationFactor.toFixed(2)} times the bright dots and ${areaFactor.toFixed(2)} times their light, ${percent(Math.abs(gap))} ${gap > 0 ? "more" : "less"} than the quantum yield (${percent(gapLow)} to ${percent(gapHigh)} with rounding); fast light would have to be ${percent(fastShare)} of all ${fastWhen} passivation. ${darkLifetimeNs === null ? "Dark dots cannot carry it: they grow fewer." : `Dark dots with a lifetime of ${darkLifetimeNs.toFixed(2)} ns would carry it.`}`,
    );
  }
  if (tradeOff.length > 1) {
    const fit = tradeOff.filter(({ misfit }) => misfit <= MET);
    findings.push(
      `p_shallow and k_shallow trade off: ${fit.length} of ${tradeOff.length} rates from ${tradeOff[0]!.shallowPerNs.toPrecision(2)} to ${tradeOff.at(-1)!.shallowPerNs.toPrecision(2)} /ns meet the same printed numbers, with other numbers of traps. The curvature of the decay before passivation would tell them apart.`,
    );
  }
  if (sets > 1)
    findings.push(
      `Of ${sets} combinations of what is not known, ${met} meet the printed numbers within their errors; ranges of other ligands are over these.`,
    );
  for (const other of others) findings.push(ligandFinding(other, outcome.options.against));
  return findings;
}

/** What one printed quantum yield says of another ligand. */
function ligandFinding(other: PassivationOutcome["others"][number], against: string | undefined): string {
  const { name, dose, kind, quantumYield, affinityPerMolar, ratios, leastPower } = other;
  const word = { reached: "", above: "more than ", below: "less than " }[kind];
  const bound = { reached: "", above: "at least ", below: "at most " }[kind];
  const affinity =
    affinityPerMolar === null
      ? "no affinity gives that"
      : `K ${bound}${(affinityPerMolar / 1e3).toPrecision(2)} /mM if it passivates as well`;
  const [low, high] = [Math.min(...ratios).toPrecision(2), Math.max(...ratios).toPrecision(2)];
  const times = { reached: `${low} to ${high}`, above: `at most ${high}`, below: `at least ${low}` }[kind];
  const ratio = ratios.length > 0 ? `, ${against} ${times} times that` : "";
  const power =
    leastPower === null ? "" : `; if it covers every site, its power is ${bound}${leastPower.toFixed(2)}`;
  return `${name}, ${word}${quantumYield} at ${dose} eq: ${affinity}${ratio}${power}.`;
}

function table(
  id: string,
  title: string,
  caption: string,
  columns: readonly (readonly [string, string, readonly (number | string | null)[]])[],
): ResultTable {
  return { id, title, caption, columns: columns.map(([name, unit, values]) => ({ name, unit, values })) };
}

/** Parameters, numbers at the doses asked for, the printed numbers side by side, other ligands, what stays open. */
export function tablesOf(outcome: PassivationOutcome): readonly ResultTable[] {
  const { id, chosen, calibration, light, values, consistency, dilution, others, tradeOff } = outcome;
  const estimates = calibration?.estimation.estimates ?? [];
  const held = light.parameters.filter(({ name }) => !estimates.some((one) => one.name === name));
  const tables = [
    table(
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
    ),
  ];
  if (chosen.length > 0)
    tables.push(
      table(`${id}-doses`, "Light against dose", "Computed from the coverage at each dose.", [
        ["dose", "eq", chosen.map(({ dose }) => dose)],
        ...POINT_NUMBERS.map(({ label, unit, of }) => [label, unit, chosen.map(of)] as const),
      ]),
    );
  if (dilution.length > 0)
    tables.push(
      table(
        `${id}-dilution`,
        "Dots diluted as they are",
        "Before any dose; the native ligand thins with the dots.",
        [
          ["dots", "uM", dilution.map(({ dotsMolar }) => dotsMolar * 1e6)],
          ["bare share of the sites", "", dilution.map(({ point }) => point.bare)],
          ["quantum yield", "", dilution.map(({ point }) => point.quantumYield)],
          ["lifetime of the tail", "ns", dilution.map(({ point }) => point.tailLifetimeNs)],
        ],
      ),
    );
  if (consistency)
    tables.push(
      table(
        `${id}-consistency`,
        "The printed factors beside one another",
        "Amplitudes count dots only while every dot has the same radiative rate (van Driel et al. 2007).",
        [
          ["slow component read as", "", consistency.readings.map(({ reading }) => reading)],
          ["bright dots, factor", "", consistency.readings.map(({ populationFactor }) => populationFactor)],
          ["their light, factor", "", consistency.readings.map(({ areaFactor }) => areaFactor)],
          ["against the yield's factor", "%", consistency.readings.map(({ gap }) => 100 * gap)],
          ["fast share that closes it", "%", consistency.readings.map(({ fastShare }) => 100 * fastShare)],
          ["when", "", consistency.readings.map(({ fastWhen }) => `${fastWhen} passivation`)],
          [
            "lifetime of dark dots that closes it",
            "ns",
            consistency.readings.map((one) => one.darkLifetimeNs),
          ],
        ],
      ),
    );
  if (others.length > 0)
    tables.push(
      table(
        `${id}-others`,
        "Other ligands",
        "Each alone on the same dots, from one printed quantum yield or bound.",
        [
          ["ligand", "", others.map(({ name }) => name)],
          ["dose", "eq", others.map(({ dose }) => dose)],
          [
            "quantum yield",
            "",
            others.map(
              ({ kind, quantumYield }) => `${{ reached: "", above: "> ", below: "< " }[kind]}${quantumYield}`,
            ),
          ],
          ["K at full power", "/mM", others.map(({ affinityPerMolar: K }) => (K === null ? null : K / 1e3))],
          [
            "lowest K",
            "/mM",
            others.map(({ affinities }) => (affinities.length ? Math.min(...affinities) / 1e3 : null)),
          ],
          [
            "highest K",
            "/mM",
            others.map(({ affinities }) => (affinities.length ? Math.max(...affinities) / 1e3 : null)),
          ],
          ["least power", "", others.map(({ leastPower }) => leastPower)],
          [
            "what follows",
            "",
            others.map(
              ({ kind }) =>
                ({
                  reached: "K, if its power is 1",
                  above: "K is larger",
                  below: "K is smaller, or its power is",
                })[kind],
            ),
          ],
        ],
      ),
    );
  if (tradeOff.length > 0)
    tables.push(
      table(
        `${id}-trade-off`,
        "Shallow traps: number against rate",
        "The same printed numbers met at other rates; misfit in units of their errors.",
        [
          ["k_shallow", "/ns", tradeOff.map(({ shallowPerNs }) => shallowPerNs)],
          ["p_shallow", "", tradeOff.map(({ chance }) => chance)],
          ["shallow traps per dot before", "", tradeOff.map(({ start }) => start.shallowPerDot)],
          [
            "amplitude-averaged lifetime before",
            "ns",
            tradeOff.map(({ start }) => start.amplitudeLifetimeNs),
          ],
          ["lifetime of the tail before", "ns", tradeOff.map(({ start }) => start.tailLifetimeNs)],
          ["intensity-averaged before", "ns", tradeOff.map(({ start }) => start.intensityLifetimeNs)],
          ["misfit", "", tradeOff.map(({ misfit }) => misfit)],
        ],
      ),
    );
  return tables;
}
