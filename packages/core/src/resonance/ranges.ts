import { DomainError } from "../errors.ts";

function refuse(what: string, found: number, unit: string, expected: string): never {
  throw new DomainError({ what: `${what} is out of range`, found: `${found} ${unit}`.trimEnd(), expected });
}

/** The number given, when it is positive and finite. @throws DomainError otherwise, naming `what` and its unit */
export function requirePositive(what: string, value: number, unit: string): number {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) refuse(what, value, unit, "a positive number");
  return value;
}

/** The number given, when it is 0 or more and finite. @throws DomainError otherwise, naming `what` and its unit */
export function requireNotNegative(what: string, value: number, unit: string): number {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) refuse(what, value, unit, "0 or more");
  return value;
}

/** The number given, when it is finite. @throws DomainError otherwise, naming `what` and its unit */
export function requireFinite(what: string, value: number, unit: string): number {
  if (!Number.isFinite(value)) refuse(what, value, unit, "a finite number");
  return value;
}

/** The number given, when it lies from 0 to 1. @throws DomainError otherwise, naming `what` */
export function requireShare(what: string, value: number): number {
  if (!(value >= 0 && value <= 1)) refuse(what, value, "", "a number from 0 to 1");
  return value;
}
