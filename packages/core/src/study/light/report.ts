import { formatInterval } from "../../quantities/index.ts";
import { MET } from "./calibration.ts";
import type { PassivationOutcome } from "./outcome.ts";

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
