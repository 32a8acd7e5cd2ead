import { DomainError, InputError } from "../../errors.ts";
import type { Core, CoreSurface, SiteClass } from "../../structure/index.ts";
import { cationBalance } from "../../structure/index.ts";

/** Sites of one kind on which a metal complex sits, on one dot. */
export interface ComplexSites {
  /** Moiety of the network: "site_100", "site_111", "site_111_edge". */
  readonly name: string;
  /** The facets it belongs to, as in "{100}" or "{111}/{111} edge". */
  readonly label: string;
  /** Which of the bond parameters holds here. */
  readonly bond: "bond_100" | "bond_111";
  /** Complexes a full shell has on these sites. */
  readonly count: number;
  /** Surface cations of these classes, of which the complexes bring a part. */
  readonly cations: number;
  /** Indices of the core atoms. */
  readonly atoms: readonly number[];
}

/** The complexes of a dot's full shell, by facet, and how many of them touch. */
export interface InterfaceSites {
  readonly kinds: readonly ComplexSites[];
  /** Mean number of complexes of kind d (column) next to one of kind c (row) in a full shell; row-major. */
  readonly contacts: Float64Array;
  /** Complexes of a full shell: the excess cations of the dot. */
  readonly complexes: number;
  /** Of the sphere with the volume of the core, nm. */
  readonly diameterNm: number;
}

/**
 * Where the metal complexes of a dot's shell sit, from its structure alone. A complex brings its cation along, so a full shell
 * has as many of them as the core has excess cations. An adatom is one complex, which leaves a neutral face behind; the others
 * are shared by the remaining cations of polar facets and edges (on {111} of rock salt that is one in two, as it must be for a
 * neutral face). Cations below adatoms belong to the face and carry none.
 * Throws DomainError for a dot that is not rich in cations, InputError for facets that the model has no bond for.
 */
export function interfaceSites(core: Core, surface: CoreSurface): InterfaceSites {
  const { excess } = cationBalance(core);
  if (excess === null || excess <= 0) {
    throw new DomainError({
      what: `${core.crystal.name} has no metal complexes on its surface`,
      found: excess === null ? "no single cation to be in excess" : `${excess} excess cations`,
      expected: "a cation-rich dot, such as PbS with all faces ending on Pb",
      remedy: "end the faces on cations or adatoms",
    });
  }
  const adatomFamilies = new Set(
    core.faces.filter(({ termination }) => termination === "adatoms").map(({ family }) => family),
  );
  const cations = surface.classes
    .map((site, index) => ({ site, index }))
    .filter(({ site }) => site.demand > 0);
  const onAdatomFace = ({ families }: SiteClass): boolean =>
    families.some((family) => adatomFamilies.has(family));
  const adatoms = cations.filter(({ site }) => site.coordination === 1 && onAdatomFace(site));
  const polar = cations.filter(({ site }) => !onAdatomFace(site));
  const adatomCount = adatoms.reduce((sum, { site }) => sum + site.count, 0);
  const polarCount = polar.reduce((sum, { site }) => sum + site.count, 0);
  const rest = excess - adatomCount;
  if (rest < 0 || (rest > 0 && polarCount === 0)) {
    throw new DomainError({
      what: "the excess cations of this dot cannot be told apart by facet",
      found: `${excess} excess cations, ${adatomCount} adatoms, ${polarCount} other surface cations`,
      expected: "at least as many excess cations as adatoms",
    });
  }
  const kinds = new Map<string, { entry: Omit<ComplexSites, "count">; classes: number[] }>();
  for (const { site, index } of [...adatoms, ...polar]) {
    const families = [...new Set(site.families)];
    const plain = families.map((family) => family.replaceAll(/[{}]/gu, "")).join("_");
    const name = `site_${plain || "ball"}${site.place === "facet" || site.place === "ball" ? "" : `_${site.place}`}`;
    const known = kinds.get(name);
    const atoms = [...(known?.entry.atoms ?? []), ...site.atoms];
    const label = `${families.join("/") || "sphere"}${site.place === "facet" || site.place === "ball" ? "" : ` ${site.place}`}`;
    kinds.set(name, {
      entry: { name, label, bond: bondOf(families, label), cations: atoms.length, atoms },
      classes: [...(known?.classes ?? []), index],
    });
  }
  const share = polarCount === 0 ? 0 : rest / polarCount;
  const isAdatom = new Set(adatoms.map(({ index }) => index));
  const list = [...kinds.values()].map(({ entry, classes }) => ({
    classes,
    kind: { ...entry, count: isAdatom.has(classes[0]!) ? entry.cations : entry.cations * share },
  }));
  const contacts = new Float64Array(list.length * list.length);
  list.forEach((row, c) => {
    list.forEach((column, d) => {
      let pairs = 0;
      for (const a of row.classes) {
        const { count, neighboursByClass } = surface.classes[a]!;
        for (const b of column.classes) pairs += count * neighboursByClass[b]!;
      }
      // Of the cations next to one, only some belong to a complex.
      contacts[c * list.length + d] = (pairs / row.kind.cations) * (column.kind.count / column.kind.cations);
    });
  });
  return { kinds: list.map(({ kind }) => kind), contacts, complexes: excess, diameterNm: core.diameterNm };
}

/** {100} has its own bond, {111} another; edges and corners belong to the facets that meet there, the firmer one first. */
function bondOf(families: readonly string[], label: string): ComplexSites["bond"] {
  if (families.includes("{111}")) return "bond_111";
  if (families.includes("{100}")) return "bond_100";
  throw new InputError({
    what: "the interface model has no bond for these sites",
    found: label,
    expected: "{100} or {111} facets of a cubic crystal",
    remedy: "choose a shape that shows them, such as truncated-octahedron",
  });
}
