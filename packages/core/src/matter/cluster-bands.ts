import { HC_EV_NM } from "../quantities/index.ts";
import type { Fact } from "./fact.ts";
import type { Material } from "./material-types.ts";
import { clusterBands } from "./tables/cluster-bands.ts";

/** A magic-size cluster by the maximum of its lowest absorption band; the uncertainty holds ligands, solvents and spectrometers. */
export interface ClusterBand {
  /** Formula of the material. */
  readonly material: string;
  readonly name: string;
  readonly bandNm: Fact;
}

/**
 * The known magic-size clusters of a material whose lowest band lies at `gapEv` (eV), nearest first: those within the uncertainty
 * of their wavelength, some nanometres. Sources: each entry's own.
 */
export function clustersAt({ formula }: Material, gapEv: number): readonly ClusterBand[] {
  const wavelengthNm = HC_EV_NM.value / gapEv;
  const off = ({ bandNm }: ClusterBand): number => Math.abs(wavelengthNm - bandNm.value);
  return clusterBands
    .filter((entry) => entry.material === formula && off(entry) <= (entry.bandNm.uncertainty ?? 0))
    .sort((a, b) => off(a) - off(b));
}
