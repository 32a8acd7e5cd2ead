import { materials, USUAL_HOMOGENEOUS_EV } from "@oleate/core";
import { EXAMPLE_ALIQUOTS } from "../../worker/spectra-example.ts";
import type { SizeAsk, SpectraWish } from "../../worker/spectra-protocol.ts";

/** Settings the page opens with: those of the simulated aliquots. */
export const FIRST_WISH: SpectraWish = {
  material: EXAMPLE_ALIQUOTS.material,
  curve: "",
  pathCm: 1,
  lineLowEv: USUAL_HOMOGENEOUS_EV.low,
  lineHighEv: USUAL_HOMOGENEOUS_EV.high,
};

/** The one material that the names of files speak of; "" where they speak of none or of several. */
function materialOfNames(names: readonly string[]): string {
  const words = new Set(names.flatMap((name) => name.toLowerCase().split(/[^a-z0-9]+/u)));
  const found = materials.filter(({ formula }) => words.has(formula.toLowerCase()));
  return found.length === 1 ? found[0]!.formula : "";
}

/** Settings for files of one's own: their material is the one that their names speak of, or is yet to be chosen. */
export const ownWish = (files: readonly string[]): SpectraWish => ({
  ...FIRST_WISH,
  material: materialOfNames(files),
});

/** What the calculator opens with. */
export const FIRST_SIZE: SizeAsk = { material: "PbS", given: { kind: "size", value: 4.8 } };
