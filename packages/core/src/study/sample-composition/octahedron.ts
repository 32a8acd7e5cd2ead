// The truncated octahedron of rock salt with as many atoms as the dot, any number of atoms between the whole ones.
import { chained, constant, type Dual, power, scaled, sum } from "./dual.ts";
import { atoms, type Expression } from "./model.ts";

/**
 * Real r of the regular truncated octahedron with n atoms that ends on cations everywhere: cations 16 r^3 + 15 r^2 + 6 r + 1,
 * anions 16 r^3 - 3 r^2, together n = 32 r^3 + 12 r^2 + 6 r + 1 (counted on the rock-salt lattice, exact for whole r).
 */
function orderOf(n: Dual): Dual {
  const slopeAt = (r: number): number => (96 * r + 24) * r + 6;
  let r = Math.cbrt(Math.max(n[0]!, 1) / 32);
  for (let i = 0; i < 50; i++) {
    const step = (((32 * r + 12) * r + 6) * r + 1 - n[0]!) / slopeAt(r);
    r -= step;
    if (Math.abs(step) <= 1e-15 * (1 + Math.abs(r))) break;
  }
  return chained(n, r, 1 / slopeAt(r));
}

/** Excess cations 18 r^2 + 6 r + 1 of the octahedron with as many atoms. */
export const octahedronExcess: Expression = (state) => {
  const r = orderOf(atoms(state));
  return sum(scaled(power(r, 2), 18), scaled(r, 6), constant(1));
};

/** Area in nm2 of that octahedron through its nuclei, (6 + 12 sqrt 3) edge^2 with the edge r a / sqrt(2); or the area stated. */
export const polyhedronNm2: Expression = (state) => {
  const { polyhedronAreaNm2, crystal } = state.sample;
  if (polyhedronAreaNm2 !== null) return constant(polyhedronAreaNm2);
  const a = crystal.cell[0][0] / 10;
  return scaled(power(orderOf(atoms(state)), 2), (3 + 6 * Math.sqrt(3)) * a * a);
};
