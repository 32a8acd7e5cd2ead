import { DomainError } from "../errors.ts";

function requireRange(value: number, what: string, positive: boolean): void {
  if (!Number.isFinite(value) || value < 0 || (positive && value === 0)) {
    throw new DomainError({
      what: `${what} must be ${positive ? "positive" : "0 or more"}`,
      found: String(value),
    });
  }
}

/** Concentration (mol/L) of `equivalents` ligands per dot at `dotsMolar` mol/L of dots. @throws DomainError when negative */
export function concentrationFromEquivalents(equivalents: number, dotsMolar: number): number {
  requireRange(equivalents, "equivalents per dot", false);
  requireRange(dotsMolar, "the concentration of dots", false);
  return equivalents * dotsMolar;
}

/** Ligands per dot at a concentration (mol/L) and `dotsMolar` mol/L of dots (positive). @throws DomainError */
export function equivalentsFromConcentration(concentrationMolar: number, dotsMolar: number): number {
  requireRange(concentrationMolar, "a concentration", false);
  requireRange(dotsMolar, "the concentration of dots", true);
  return concentrationMolar / dotsMolar;
}

/** Ligands per nm2 of `equivalents` on a dot of `areaNm2` (positive; state whose area it is). @throws DomainError */
export function densityFromEquivalents(equivalents: number, areaNm2: number): number {
  requireRange(equivalents, "equivalents per dot", false);
  requireRange(areaNm2, "the surface area", true);
  return equivalents / areaNm2;
}

/** Ligands per dot at `densityPerNm2` on `areaNm2`. @throws DomainError */
export function equivalentsFromDensity(densityPerNm2: number, areaNm2: number): number {
  requireRange(densityPerNm2, "a ligand density", false);
  requireRange(areaNm2, "the surface area", true);
  return densityPerNm2 * areaNm2;
}
