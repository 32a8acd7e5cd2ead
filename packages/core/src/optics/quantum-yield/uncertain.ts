import { DomainError } from "../../errors.ts";

/** A measured number with its standard error in the same unit; without one it counts as exact. */
export interface MeasuredNumber {
  readonly value: number;
  readonly standardError?: number;
}

/** The number with its error, after a check that both are finite and the error not negative. Throws DomainError. */
export function checkedNumber(what: string, measured: MeasuredNumber): MeasuredNumber {
  const { value, standardError = 0 } = measured;
  if (Number.isFinite(value) && standardError >= 0 && standardError < Number.POSITIVE_INFINITY)
    return measured;
  throw new DomainError({
    what: `${what} is not a number with a standard error`,
    found: `${value} +- ${standardError}`,
    expected: "a finite value and an error of 0 or more",
  });
}

/** The number, when it is above 0. @throws DomainError otherwise, with the remedy */
export function positiveNumber(what: string, measured: MeasuredNumber, remedy: string): MeasuredNumber {
  checkedNumber(what, measured);
  if (measured.value > 0) return measured;
  throw new DomainError({
    what: `${what} is not positive`,
    found: String(measured.value),
    expected: "above 0",
    remedy,
  });
}

/** The number, when it is 0 or above. @throws DomainError otherwise, with the remedy */
export function notNegativeNumber(what: string, measured: MeasuredNumber, remedy: string): MeasuredNumber {
  checkedNumber(what, measured);
  if (measured.value >= 0) return measured;
  throw new DomainError({
    what: `${what} is negative`,
    found: String(measured.value),
    expected: "0 or more",
    remedy,
  });
}
