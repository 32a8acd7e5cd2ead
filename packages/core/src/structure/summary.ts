import { atomCount, elementCounts, hillFormula } from "./atoms.ts";
import { compositionOf, MASS_LOSS_RULE } from "./composition.ts";
import type { Core } from "./core.ts";
import { cationBalance, coreFormula } from "./core-counts.ts";
import type { ChargeBalance, Contacts, Dot } from "./dot.ts";
import { sizeWords } from "./size.ts";
import { dot as product } from "./vector.ts";

/** A number with its unit. */
export interface Amount {
  readonly value: number;
  readonly unit: string;
}

/** What `oleate build --json` prints: plain data, every number with its unit or without dimension. */
export interface DotSummary {
  readonly material: string;
  /** Core and ligands as groups: "Pb1289S976 (C18H33O2)313 (HO)313". */
  readonly formula: string;
  readonly coreFormula: string;
  /** All atoms in Hill order. */
  readonly hillFormula: string;
  /** Net formal charge, e. */
  readonly charge: number;
  readonly charges: ChargeBalance;
  readonly atoms: number;
  readonly coreAtoms: number;
  readonly size: {
    /** As in "diameter 4.8 nm". */
    readonly asked: string;
    readonly diameter: Amount & { readonly convention: string };
    readonly edge?: Amount & { readonly convention: string };
    /** Of a cube or cuboid: between its outermost layers, along its three axes. */
    readonly edges?: readonly Amount[];
    readonly volume: Amount;
  };
  readonly area: {
    readonly outermostNuclei: Amount & { readonly convention: string };
    readonly equalVolumeSphere: Amount & { readonly convention: string };
  };
  readonly facets: readonly {
    readonly family: string;
    readonly count: number;
    readonly area: Amount;
    readonly share: number;
    readonly termination: string;
  }[];
  readonly sites: readonly {
    readonly name: string;
    readonly count: number;
    readonly coordination: number;
    readonly missing: number;
    readonly neighbours: number;
    readonly demand: Amount;
  }[];
  /** Surface cations (fewer bonds than in the bulk) and their number per area. */
  readonly surfaceCations: {
    readonly count: number;
    readonly perNm2: { readonly outermostNuclei: number; readonly equalVolumeSphere: number };
  };
  /** Cations over anions, and cations beyond what the formula unit has for the anions. */
  readonly cationsPerAnion: number | null;
  readonly excessCations: number | null;
  readonly coverage: readonly {
    readonly ligand: string;
    readonly asked: number;
    readonly placed: number;
    readonly bound: number;
    readonly perNm2: { readonly outermostNuclei: number; readonly equalVolumeSphere: number };
  }[];
  /** Mass of one dot and what it is made of; `massLoss` follows the rule it names. */
  readonly composition: {
    readonly mass: Amount;
    readonly molarMass: Amount;
    readonly parts: readonly {
      readonly name: string;
      readonly count: number;
      readonly massFraction: number;
    }[];
    readonly elements: readonly {
      readonly symbol: string;
      readonly count: number;
      readonly massFraction: number;
    }[];
    readonly atomicRatios: readonly { readonly of: string; readonly to: string; readonly ratio: number }[];
    readonly massLoss: { readonly share: number; readonly rule: string };
  };
  readonly contacts: { readonly [name in keyof Contacts]: Amount | null };
  readonly notes: readonly string[];
}

/** Faces of a core by family: how many, their area, their share of the whole, what they end on. */
export function facetTable(core: Core): DotSummary["facets"] {
  const families = new Map<string, { count: number; area: number; termination: string }>();
  for (const { family, area, termination } of core.faces) {
    const entry = families.get(family) ?? { count: 0, area: 0, termination };
    entry.count++;
    entry.area += area / 100;
    families.set(family, entry);
  }
  return [...families].map(([family, { count, area, termination }]) => ({
    family,
    count,
    area: { value: area, unit: "nm2" },
    share: area / core.areaNm2,
    termination,
  }));
}

/** Sums a dot up in plain data with units. */
export function summariseDot(dot: Dot): DotSummary {
  const { core, surface, structure } = dot;
  const sphereNm2 = Math.PI * core.diameterNm ** 2;
  const perArea = (count: number) => ({
    outermostNuclei: count / core.areaNm2,
    equalVolumeSphere: count / sphereNm2,
  });
  const balance = cationBalance(core);
  const composition = compositionOf(dot);
  const edges = boxEdgesNm(core);
  const groups = dot.ligands
    .filter(({ placed }) => placed > 0)
    .map(({ name, placed }) => {
      const residue = structure.residues.find((r) => r.name === name)!;
      const kinds = structure.element.subarray(residue.first, residue.first + residue.count);
      const counts = elementCounts({ symbols: structure.symbols, element: kinds, xyz: structure.xyz });
      return `(${hillFormula(counts)})${placed}`;
    });
  return {
    material: core.inner ? `${core.inner.crystal.name} in ${core.crystal.name}` : core.crystal.name,
    formula: [coreFormula(core), ...groups].join(" "),
    coreFormula: coreFormula(core),
    hillFormula: hillFormula(elementCounts(structure)),
    charge: dot.charge.net,
    charges: dot.charge,
    atoms: atomCount(structure),
    coreAtoms: core.atoms.site.length,
    size: {
      asked: sizeWords(dot.asked),
      diameter: {
        value: core.diameterNm,
        unit: "nm",
        convention: "sphere with the volume of the atoms' formula units",
      },
      ...(core.edgeNm === undefined
        ? {}
        : {
            edge: {
              value: core.edgeNm,
              unit: "nm",
              convention: "mean edge of the polyhedron through the outermost nuclei",
            },
          }),
      ...(edges === null ? {} : { edges: edges.map((value) => ({ value, unit: "nm" })) }),
      volume: { value: core.volumeNm3, unit: "nm3" },
    },
    area: {
      outermostNuclei: {
        value: core.areaNm2,
        unit: "nm2",
        convention: core.polyhedron
          ? "polyhedron through the outermost nuclei"
          : "sphere through the outermost nuclei",
      },
      equalVolumeSphere: { value: sphereNm2, unit: "nm2", convention: "sphere of equal volume" },
    },
    facets: facetTable(core),
    sites: surface.classes.map(({ name, count, coordination, missing, neighbours, demand }) => ({
      name,
      count,
      coordination,
      missing,
      neighbours,
      demand: { value: demand, unit: "e" },
    })),
    surfaceCations: { count: balance.surface, perNm2: perArea(balance.surface) },
    cationsPerAnion: balance.perAnion,
    excessCations: balance.excess,
    coverage: dot.ligands.map(({ name, asked, placed, bound }) => ({
      ligand: name,
      asked,
      placed,
      bound,
      perNm2: perArea(placed),
    })),
    composition: {
      mass: composition.mass,
      molarMass: { value: composition.molarMassKgPerMol, unit: "kg/mol" },
      parts: composition.compartments.map(({ name, count, massFraction }) => ({ name, count, massFraction })),
      elements: composition.elements,
      atomicRatios: composition.atomicRatios,
      massLoss: { share: composition.massLossShare, rule: MASS_LOSS_RULE },
    },
    contacts: {
      betweenLigands: amount(dot.contacts.betweenLigands),
      organicToCore: amount(dot.contacts.organicToCore),
    },
    notes: dot.notes,
  };
}

/** Distances between the opposite faces of a box, nm; null for any other body. */
function boxEdgesNm({ faces }: Core): readonly number[] | null {
  if (faces.length !== 6) return null;
  const edges = faces.flatMap((face, i) =>
    faces.slice(i + 1).flatMap((other) => {
      const turn = product(face.normal, other.normal);
      return turn < -0.999999 ? [(face.distance + other.distance) / 10] : [];
    }),
  );
  const square = faces.every((face) =>
    faces.every((other) => {
      const turn = Math.abs(product(face.normal, other.normal));
      return turn > 0.999999 || turn < 0.01;
    }),
  );
  return edges.length === 3 && square ? edges : null;
}

function amount(angstrom: number | null): Amount | null {
  return angstrom === null ? null : { value: angstrom, unit: "A" };
}
