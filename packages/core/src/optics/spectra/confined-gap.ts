import { DomainError, InputError } from "../../errors.ts";
import {
  type BandEdges,
  type EnergyDependentMass,
  inverseMassAt,
  type Material,
  organicShell,
} from "../../matter/index.ts";
import { coupledHoleLevelEv } from "./coupled-hole.ts";
import { cubeExcitonShift, type ExcitonShift, sphereExcitonShift } from "./exciton-shift.ts";
import { type ConfinedCarrier, cubeLevelEv, sphereLevelEv } from "./well-levels.ts";

/** Shapes the confinement is worked out for, with the length that names their size. */
export type ConfinedShape = "sphere" | "cube";

/** What surrounds the dot; by default a shell of hydrocarbon chains. */
export interface ConfinedGapOptions {
  /** Sphere (size: diameter) or cube (size: edge); default sphere. */
  readonly shape?: ConfinedShape;
  /** Band edges of the surroundings below vacuum, eV. */
  readonly barrier?:
    | { readonly electronAffinityEv: number; readonly ionisationEnergyEv: number }
    | "infinite";
  /** High-frequency permittivity of the surroundings; default 2.13, that of oleyl chains (index 1.46). */
  readonly permittivityOutside?: number;
  /** Bulk gap in eV where the table's is not the one meant. */
  readonly bulkGapEv?: number;
}

/** A first transition from bulk data, eV, with its parts. */
export interface ConfinedGap {
  readonly energyEv: number;
  readonly bulkGapEv: number;
  readonly electronEv: number;
  readonly holeEv: number;
  readonly shift: ExcitonShift;
}

/** Permittivity of hydrocarbon chains at optical frequencies. */
const CHAIN_PERMITTIVITY = 2.13;

/**
 * Energy in eV of the first transition of a dot of `sizeNm` (nm: diameter of the sphere or edge of the cube), from bulk data alone:
 * gap + electron level + hole level + Coulomb + polarisation. Electrons of Kane bands: the s envelope of the eight-band model with an
 * energy-dependent mass inside and, with the same E_P, in the barrier's own gap; holes: coupled heavy and light bands. Mirror
 * bands (lead salts, lead halides): both carriers like the electron. No parameter is fitted to any dot. How far it is off is
 * stated by {@link confinementError}. Not for gaps of inverted order (HgTe) nor for magic-size clusters.
 * Throws InputError for a size that is not positive, DomainError when the material's rows do not suffice or nothing is bound.
 * Sources: Kane 1957; Efros, Rosen, Phys. Rev. B 1998, 58, 7120 (eight-band sphere); Bastard 1988; those of the rows.
 */
export function confinedGap(
  material: Material,
  sizeNm: number,
  options: ConfinedGapOptions = {},
): ConfinedGap {
  if (!(sizeNm > 0) || !Number.isFinite(sizeNm)) {
    throw new InputError({
      what: "the size is no positive number",
      found: String(sizeNm),
      expected: "a number above 0, in nm",
    });
  }
  const shape = options.shape ?? "sphere";
  const { edges, bulkGapEv, permittivity } = rowsOf(material, options.bulkGapEv);
  const { electronBarrierEv, holeBarrierEv } = barriers(edges, bulkGapEv, options.barrier);
  const electron = lightCarrier(edges, edges.electronMass.value, bulkGapEv, electronBarrierEv, holeBarrierEv);
  const electronEv = shape === "cube" ? cubeLevelEv(electron, sizeNm) : sphereLevelEv(electron, sizeNm / 2);
  let holeEv: number;
  if (edges.model === "mirror") {
    const hole = lightCarrier(edges, edges.holeMass.value, bulkGapEv, holeBarrierEv, electronBarrierEv);
    holeEv = shape === "cube" ? cubeLevelEv(hole, sizeNm) : sphereLevelEv(hole, sizeNm / 2);
  } else {
    const radiusNm = shape === "cube" ? sizeNm * Math.cbrt(3 / (4 * Math.PI)) : sizeNm / 2;
    holeEv = coupledHoleLevelEv(
      {
        heavyMass: edges.holeMass.value,
        light: { remote: 0, pulls: [{ strengthEv: (2 / 3) * edges.kaneEnergy.value, depthEv: bulkGapEv }] },
        barrierEv: holeBarrierEv,
        outside: { remote: 1, pulls: [] },
      },
      radiusNm,
    );
  }
  const outside = options.permittivityOutside ?? CHAIN_PERMITTIVITY;
  const shift =
    shape === "cube"
      ? cubeExcitonShift(sizeNm, permittivity, outside)
      : sphereExcitonShift(sizeNm / 2, permittivity, outside);
  const energyEv = bulkGapEv + electronEv + holeEv + shift.coulombEv + shift.polarisationEv;
  return { energyEv, bulkGapEv, electronEv, holeEv, shift };
}

/** Whether the material's rows suffice for {@link confinedGap}. */
export function canConfine({ bandEdges, gap, opticalDielectric }: Material): boolean {
  return bandEdges !== undefined && opticalDielectric !== undefined && gap !== undefined && gap.value > 0;
}

function rowsOf(
  material: Material,
  bulkGapEv: number | undefined,
): { readonly edges: BandEdges; readonly bulkGapEv: number; readonly permittivity: number } {
  const { bandEdges, gap, opticalDielectric, formula } = material;
  const gapEv = bulkGapEv ?? gap?.value;
  if (gapEv !== undefined && gapEv > 0 && bandEdges !== undefined && opticalDielectric !== undefined)
    return { edges: bandEdges, bulkGapEv: gapEv, permittivity: opticalDielectric.value };
  throw new DomainError({
    what: `the confinement in ${formula} cannot be worked out from bulk data`,
    found:
      gapEv !== undefined && gapEv <= 0
        ? "a gap of inverted order"
        : `no ${[gapEv === undefined ? "gap" : "", bandEdges ? "" : "band edges", opticalDielectric ? "" : "optical permittivity"].filter(Boolean).join(", no ")} in the table`,
    expected: "gap, masses, E_P, electron affinity and optical permittivity with their sources",
    remedy: "add the rows to matter/tables/band-edges.ts, or use a published sizing curve",
  });
}

function barriers(
  edges: BandEdges,
  gapEv: number,
  barrier: ConfinedGapOptions["barrier"],
): { readonly electronBarrierEv: number; readonly holeBarrierEv: number } {
  if (barrier === "infinite")
    return { electronBarrierEv: Number.POSITIVE_INFINITY, holeBarrierEv: Number.POSITIVE_INFINITY };
  const { electronAffinityEv, ionisationEnergyEv } = barrier ?? {
    electronAffinityEv: organicShell.electronAffinity.value,
    ionisationEnergyEv: organicShell.ionisationEnergy.value,
  };
  const affinityEv = edges.electronAffinity.value;
  return {
    electronBarrierEv: affinityEv - electronAffinityEv,
    holeBarrierEv: ionisationEnergyEv - affinityEv - gapEv,
  };
}

/** The carrier of a band that the opposite bands push: inside by the dot's gap, in the barrier by the gap to the barrier's far edge. */
function lightCarrier(
  edges: BandEdges,
  edgeMass: number,
  gapEv: number,
  barrierEv: number,
  farBarrierEv: number,
): ConfinedCarrier {
  const strengthEv = edges.kaneEnergy.value;
  const splitOffEv = edges.splitOff?.value ?? 0;
  const near = (gap: number): EnergyDependentMass["pulls"] =>
    edges.model === "mirror"
      ? [{ strengthEv, depthEv: gap }]
      : [
          { strengthEv: (2 / 3) * strengthEv, depthEv: gap },
          { strengthEv: strengthEv / 3, depthEv: gap + splitOffEv },
        ];
  const remote = 1 / edgeMass - inverseMassAt({ remote: 0, pulls: near(edges.gapOfMasses.value) }, 0);
  return {
    inside: { remote, pulls: near(gapEv) },
    outside: {
      remote: 1,
      pulls: barrierEv === Number.POSITIVE_INFINITY ? [] : [{ strengthEv, depthEv: gapEv + farBarrierEv }],
    },
    barrierEv,
  };
}

/** Sizes searched by {@link sizeFromConfinedGap}, nm. */
const SEARCHED_NM = { from: 1, to: 60 } as const;

/**
 * Size in nm at which {@link confinedGap} has its first transition at `gapEv` (eV), by bisection to 1e-9 in 1 to 60 nm.
 * Throws DomainError when the gap lies outside what those sizes give, and as confinedGap does.
 */
export function sizeFromConfinedGap(
  material: Material,
  gapEv: number,
  options: ConfinedGapOptions = {},
): number {
  const at = (sizeNm: number): number => {
    try {
      return confinedGap(material, sizeNm, options).energyEv;
    } catch (error) {
      // Too small to bind a carrier: its gap is higher than any asked for.
      if (error instanceof DomainError && canConfine(material)) return Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  let [low, high] = [SEARCHED_NM.from as number, SEARCHED_NM.to as number];
  if (!(gapEv < at(low) && gapEv > at(high))) {
    throw new DomainError({
      what: `no size of ${material.formula} has this first transition`,
      found: `${gapEv.toPrecision(4)} eV`,
      expected: `${at(high).toFixed(3)} to ${at(low).toFixed(3)} eV, for ${high} to ${low} nm`,
    });
  }
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (at(middle) > gapEv) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
