import { netCharge, type Structure } from "./atoms.ts";
import type { Core } from "./core.ts";
import type { ChargeBalance } from "./dot.ts";
import { coreCharge } from "./removal.ts";

/** One e Angstrom in Debye: 1.602176634e-19 C times 1e-10 m over 3.33564095e-30 C m. */
const DEBYE_PER_E_ANGSTROM = 4.803204;

/** Sum of formal charge times position over all atoms, Debye; it does not depend on the origin for a neutral structure. */
export function dipoleDebye(structure: Structure): number {
  let [x, y, z] = [0, 0, 0];
  structure.charges.forEach((charge, atom) => {
    x += charge * structure.xyz[3 * atom]!;
    y += charge * structure.xyz[3 * atom + 1]!;
    z += charge * structure.xyz[3 * atom + 2]!;
  });
  return DEBYE_PER_E_ANGSTROM * Math.hypot(x, y, z);
}

/** Charges of core, ligands and the whole, the dipole when it is neutral, and what would bring the charge to zero. */
export function chargeBalance(core: Core, structure: Structure): ChargeBalance {
  const net = netCharge(structure);
  const own = coreCharge(core);
  return {
    core: own,
    ligands: Math.round((net - own) * 1e6) / 1e6 + 0,
    net,
    dipoleDebye: net === 0 ? dipoleDebye(structure) : null,
    offers: offersFor(core, net, own),
  };
}

/** Ways to bring a charge to zero, in words. */
function offersFor(core: Core, net: number, own: number): readonly string[] {
  if (net === 0) return [];
  const n = Math.abs(net);
  if (net < 0) {
    const cation = core.crystal.sites.reduce((a, b) => (b.oxidation > a.oxidation ? b : a));
    const exact = n % cation.oxidation === 0;
    return [
      ...(exact ? [`add ${n / cation.oxidation} ${cation.symbol}${superscript(cation.oxidation)}`] : []),
      ...(net < own ? [`take away ${n} X-type of charge -1`] : []),
      `leave it to counter-ions of charge +${n} in the solution`,
    ];
  }
  const single = core.crystal.sites.find((site) => site.oxidation === 1);
  return [
    `add ${n} X-type of charge -1, such as oleate or hydroxide`,
    ...(n % 2 === 0 ? [`add ${n / 2} X-type of charge -2`] : []),
    ...(single ? [`leave out ${n} ${single.symbol}+ of the surface`] : []),
  ];
}

function superscript(charge: number): string {
  return charge === 1 ? "+" : `${charge}+`;
}
