import { USUAL_HOMOGENEOUS_EV } from "@oleate/core";
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

/** What the calculator opens with. */
export const FIRST_SIZE: SizeAsk = { material: "PbS", given: { kind: "size", value: 4.8 } };
