import type { Network } from "../../surface/network.ts";
import { forEachRow } from "./rows.ts";
import type { RowTerms } from "./seen.ts";
import type { InjectionHeat, TitrationSeries } from "./series.ts";

/** Species made of more than one part: what forms with a heat. */
function complexes(network: Network): readonly number[] {
  return network.species
    .map(({ composition }, index) => ({ index, size: [...composition.values()].reduce((a, b) => a + b, 0) }))
    .filter(({ size }) => size > 1)
    .map(({ index }) => index);
}

/** Names of the terms of heats: one a complex, and two of dilution. */
export function heatTermNames(network: Network): readonly string[] {
  return [
    ...complexes(network).map((j) => network.species[j]!.name),
    "dilution",
    "dilution per mol/L of titrant",
  ];
}

/**
 * Amount of each complex formed by an injection, mol: V (c_i - c_(i-1) (1 - v_i/V)), the cell keeping its volume
 * while v_i spills over. The last two terms are 1 and the titrant's total: heat of dilution, linear in the titrant.
 * Source: Wiseman et al., Anal. Biochem. 1989, 179, 131; MicroCal overfill convention.
 */
export function heatTerms(series: TitrationSeries, heat: InjectionHeat, terms: number): RowTerms {
  const each = forEachRow(series);
  const formed = complexes(series.network);
  const p = series.parameterCount;
  const before = new Float64Array(formed.length);
  const slopeBefore = new Float64Array(formed.length * p);
  const volume = heat.cellVolumeLitre;
  return (parameters, out, jacobian) => {
    before.fill(0);
    slopeBefore.fill(0);
    each(parameters, jacobian !== null, (row, c, slope) => {
      const stays = 1 - heat.injectedLitre[row]! / volume;
      formed.forEach((j, term) => {
        out[row * terms + term] = row === 0 ? 0 : volume * (c[j]! - stays * before[term]!);
        before[term] = c[j]!;
        if (!jacobian) return;
        for (let k = 0; k < p; k++) {
          const now = slope[j * p + k]!;
          jacobian[(row * terms + term) * p + k] =
            row === 0 ? 0 : volume * (now - stays * slopeBefore[term * p + k]!);
          slopeBefore[term * p + k] = now;
        }
      });
      out[row * terms + terms - 2] = row === 0 ? 0 : 1;
      out[row * terms + terms - 1] = row === 0 ? 0 : heat.titrantMolar[row]!;
      jacobian?.fill(0, (row * terms + terms - 2) * p, (row * terms + terms) * p);
    });
  };
}
