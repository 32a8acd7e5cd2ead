import { DomainError, InputError } from "../errors.ts";
import { bodyThrough } from "./body.ts";
import type { Core } from "./core.ts";
import { type Crystal, type CrystalSite, cartesian } from "./crystal.ts";
import { dot, length, type Vector } from "./vector.ts";

/** The inner material of a core/shell dot: which atoms are of it. */
export interface Inner {
  readonly crystal: Crystal;
  /** Per atom: 1 inside the interface. */
  readonly isInner: Uint8Array;
  readonly diameterNm: number;
  /** Lattice of the shell over that of the core, minus 1. */
  readonly misfit: number;
}

/** A misfit beyond this is no coherent interface. */
const LARGEST_MISFIT = 0.12;

/** What an atom of a dot is: symbol and oxidation number of its own material. */
export function siteOf(core: Core, atom: number): CrystalSite {
  const crystal = core.inner?.isInner[atom] ? core.inner.crystal : core.crystal;
  return crystal.sites[core.atoms.site[atom]!]!;
}

/**
 * Turns the inside of a dot, cut from the shell's crystal, into another material of the same lattice: a coherent core/shell.
 * The interface has the shape of the dot and the volume of a sphere of `diameterNm`. Inside it atoms stand on the lattice of the
 * core; outside, a point goes to the interface in the core's lattice and from there on in the shell's, so bonds across the
 * interface are whole and the shell is stretched along it by the misfit. Nothing is relaxed. Throws InputError when the lattices
 * differ, DomainError for a misfit above 12 % or a core that leaves no shell.
 */
export function withInner(whole: Core, inner: Crystal, diameterNm: number): Core {
  const outer = whole.crystal;
  const match =
    inner.sites.length === outer.sites.length &&
    inner.sites.every((site, i) => {
      const other = outer.sites[i]!;
      const near = site.at.every((value, k) => Math.abs(value - other.at[k]!) < 0.03);
      return near && Math.sign(site.oxidation) === Math.sign(other.oxidation);
    });
  if (!match) {
    throw new InputError({
      what: "core and shell have different lattices",
      found: `${inner.name} (${inner.lattice}) in ${outer.name} (${outer.lattice})`,
      expected: "two materials of one lattice, such as zinc blende CdSe and CdS",
      remedy: "name the crystal form of both",
    });
  }
  const misfit = Math.cbrt(outer.volume / inner.volume) - 1;
  if (Math.abs(misfit) > LARGEST_MISFIT) {
    throw new DomainError({
      what: "the lattices of core and shell do not fit",
      found: `misfit ${(100 * misfit).toFixed(1)} %`,
      expected: `at most ${100 * LARGEST_MISFIT} %`,
    });
  }
  if (!(diameterNm > 0) || diameterNm >= whole.diameterNm) {
    throw new DomainError({
      what: "the core leaves no shell",
      found: `core ${diameterNm.toFixed(2)} nm in a dot of ${whole.diameterNm.toFixed(2)} nm`,
      expected: "a shell thicker than 0",
    });
  }
  const volume = (Math.PI / 6) * diameterNm ** 3 * 1000;
  const body = whole.polyhedron?.volume ?? (4 / 3) * Math.PI * whole.ball! ** 3;
  const scale = Math.cbrt(volume / body);
  const gauge = (point: Vector): number =>
    whole.polyhedron
      ? Math.max(...whole.faces.map(({ normal, distance }) => dot(normal, point) / (distance * scale)))
      : length(point) / (whole.ball! * scale);
  const { site, cells, centre } = whole.atoms;
  const isInner = new Uint8Array(site.length);
  const xyz = new Float64Array(3 * site.length);
  for (let atom = 0; atom < site.length; atom++) {
    const place = (crystal: Crystal): Vector => {
      const { shown } = crystal.sites[site[atom]!]!;
      const at = (k: 0 | 1 | 2): number => shown[k] + cells[3 * atom + k]! - centre[k];
      return cartesian(crystal, [at(0), at(1), at(2)]);
    };
    const inCore = place(inner);
    const inShell = place(outer);
    const g = gauge(inCore);
    isInner[atom] = g <= 1 ? 1 : 0;
    for (let k = 0; k < 3; k++) {
      xyz[3 * atom + k] = g <= 1 ? inCore[k]! : inCore[k]! / g + inShell[k]! * (1 - 1 / g);
    }
  }
  return {
    ...whole,
    ...bodyThrough(xyz, whole.faces),
    xyz,
    inner: { crystal: inner, isInner, diameterNm, misfit },
  };
}
