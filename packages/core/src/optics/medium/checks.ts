import { DomainError } from "../../errors.ts";

/** The number, when it is from `low` to infinity. @throws DomainError otherwise, naming `what` */
export function atLeast(what: string, value: number, low: number): number {
  if (value >= low && value < Number.POSITIVE_INFINITY) return value;
  throw new DomainError({
    what: `${what} is out of range`,
    found: String(value),
    expected: `${low} or more`,
  });
}

/** Permittivity n^2 of a transparent medium of index n, 1 or more. Throws DomainError below 1. */
export function opticalPermittivity(index: number): number {
  return atLeast("a refractive index", index, 1) ** 2;
}

/** The number, when it is positive and finite. @throws DomainError otherwise, naming `what` */
export function above0(what: string, value: number): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new DomainError({
    what: `${what} is not positive`,
    found: String(value),
    expected: "a positive number",
  });
}
