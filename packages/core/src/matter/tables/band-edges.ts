import type { Fact } from "../fact.ts";
import { estimated, fromMemory, published } from "../fact.ts";
import type { BandEdges } from "../material-types.ts";

/** Affinities scatter among surfaces and methods by more than any source states. */
const OF_AFFINITY = 0.3;

function nsmAffinity(value: number): Fact {
  return published(value, "eV", "nsm", { temperatureK: 300, uncertainty: OF_AFFINITY });
}

/** Indium antimonide: E_P 23.3 eV and the mass at 0.235 eV leave 0.6 for the remote bands. */
export const insbEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(23.3, "eV", "vurgaftman2001", { uncertainty: 0.8 }),
  splitOff: published(0.81, "eV", "vurgaftman2001"),
  electronMass: published(0.0135, "m0", "vurgaftman2001"),
  holeMass: published(0.43, "m0", "nsm", { temperatureK: 300, note: "heavy hole" }),
  gapOfMasses: published(0.235, "eV", "vurgaftman2001", { note: "at 0 K" }),
  electronAffinity: nsmAffinity(4.59),
};

/** Indium arsenide. */
export const inasEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(21.5, "eV", "vurgaftman2001", { uncertainty: 0.8 }),
  splitOff: published(0.39, "eV", "vurgaftman2001"),
  electronMass: published(0.026, "m0", "vurgaftman2001"),
  holeMass: published(0.41, "m0", "nsm", { temperatureK: 300, note: "heavy hole" }),
  gapOfMasses: published(0.417, "eV", "vurgaftman2001", { note: "at 0 K" }),
  electronAffinity: nsmAffinity(4.9),
};

/** Indium phosphide. */
export const inpEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(20.7, "eV", "vurgaftman2001", { uncertainty: 2 }),
  splitOff: published(0.108, "eV", "vurgaftman2001"),
  electronMass: published(0.0795, "m0", "vurgaftman2001"),
  holeMass: published(0.6, "m0", "nsm", { temperatureK: 300, note: "heavy hole" }),
  gapOfMasses: published(1.4236, "eV", "vurgaftman2001", { note: "at 0 K" }),
  electronAffinity: fromMemory(4.38, "eV", "nsm", OF_AFFINITY),
};

/** Cadmium sulfide, zinc blende. */
export const cdsEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(21, "eV", "lawaetzTable", { uncertainty: 2 }),
  splitOff: published(0.08, "eV", "lawaetzTable"),
  electronMass: published(0.14, "m0", "lawaetzTable", { uncertainty: 0.03 }),
  holeMass: fromMemory(0.8, "m0", "madelung", 0.2),
  gapOfMasses: published(2.5, "eV", "lawaetzTable"),
  electronAffinity: published(4.79, "eV", "yungkuo", { uncertainty: OF_AFFINITY }),
};

/** Cadmium selenide, zinc blende. */
export const cdseEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(20, "eV", "lawaetzTable", { uncertainty: 2 }),
  splitOff: published(0.441, "eV", "lawaetzTable"),
  electronMass: published(0.11, "m0", "lawaetzTable", { uncertainty: 0.02 }),
  holeMass: published(0.45, "m0", "yungkuo", { uncertainty: 0.1 }),
  gapOfMasses: published(1.714, "eV", "lawaetzTable"),
  electronAffinity: published(4.95, "eV", "yungkuo", { uncertainty: OF_AFFINITY }),
};

/** Cadmium telluride. */
export const cdteEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(20.7, "eV", "lawaetzTable", { uncertainty: 2 }),
  splitOff: published(0.949, "eV", "lawaetzTable"),
  electronMass: published(0.099, "m0", "lawaetzTable"),
  holeMass: fromMemory(0.5, "m0", "madelung", 0.15),
  gapOfMasses: published(1.474, "eV", "lawaetzTable"),
  electronAffinity: fromMemory(4.28, "eV", "swank1967", OF_AFFINITY),
};

/** Zinc selenide. */
export const znseEdges: BandEdges = {
  model: "Kane",
  kaneEnergy: published(24.2, "eV", "lawaetzTable", { uncertainty: 2 }),
  splitOff: published(0.403, "eV", "lawaetzTable"),
  electronMass: published(0.13, "m0", "lawaetzTable", { uncertainty: 0.02 }),
  holeMass: fromMemory(0.6, "m0", "madelung", 0.15),
  gapOfMasses: published(2.8215, "eV", "lawaetzTable"),
  electronAffinity: published(4.09, "eV", "yungkuo", { uncertainty: OF_AFFINITY }),
};

/** Lead sulfide: means over the axes of the four valleys, from 2 P_t^2/m0 = 3.0, 2 P_l^2/m0 = 1.6 eV and the far bands. */
export const pbsEdges: BandEdges = {
  model: "mirror",
  kaneEnergy: fromMemory(2.53, "eV", "kangWise1997", 0.3),
  electronMass: fromMemory(0.088, "m0", "kangWise1997", 0.01),
  holeMass: fromMemory(0.084, "m0", "kangWise1997", 0.01),
  gapOfMasses: fromMemory(0.286, "eV", "kangWise1997", 0.005, { temperatureK: 4 }),
  electronAffinity: fromMemory(4.6, "eV", "madelung", OF_AFFINITY),
};

/** Lead selenide, likewise from 2 P_t^2/m0 = 3.6, 2 P_l^2/m0 = 1.7 eV. */
export const pbseEdges: BandEdges = {
  model: "mirror",
  kaneEnergy: fromMemory(2.97, "eV", "kangWise1997", 0.4),
  electronMass: fromMemory(0.0457, "m0", "kangWise1997", 0.006),
  holeMass: fromMemory(0.0402, "m0", "kangWise1997", 0.006),
  gapOfMasses: fromMemory(0.165, "eV", "kangWise1997", 0.005, { temperatureK: 4 }),
  electronAffinity: fromMemory(4.7, "eV", "madelung", OF_AFFINITY),
};

/** Caesium lead bromide: both carriers twice the reduced mass, all of it from the coupling of the two bands. */
export const cspbbr3Edges: BandEdges = {
  model: "mirror",
  kaneEnergy: estimated(9.3, "eV", 1, "gap over the mass: no remote bands", { source: "yang2017" }),
  electronMass: fromMemory(0.252, "m0", "yang2017", 0.03, { note: "twice the reduced mass" }),
  holeMass: fromMemory(0.252, "m0", "yang2017", 0.03, { note: "twice the reduced mass" }),
  gapOfMasses: fromMemory(2.342, "eV", "yang2017", 0.003, { temperatureK: 2 }),
  electronAffinity: fromMemory(3.5, "eV", "ravi2016", OF_AFFINITY),
};

/** The shell of hydrocarbon chains as a barrier: band edges below vacuum. */
export interface BarrierEdges {
  readonly electronAffinity: Fact;
  readonly ionisationEnergy: Fact;
}

/** Liquid and solid alkanes: their conduction band lies within half an electronvolt of vacuum, their valence band at 8.3 to 9.3 eV. */
export const organicShell: BarrierEdges = {
  electronAffinity: estimated(
    0,
    "eV",
    0.5,
    "conduction band edge of liquid alkanes against vacuum, -0.6 to 0.2 eV",
  ),
  ionisationEnergy: estimated(8.8, "eV", 0.5, "photoelectron threshold of polyethylene and long alkanes"),
};
