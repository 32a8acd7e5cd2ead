import { InputError } from "../../errors.ts";

/** Throws the InputError of a composition that cannot be estimated from what was given. */
export function refuse(what: string, found: string, expected: string, remedy?: string): never {
  throw new InputError(remedy === undefined ? { what, found, expected } : { what, found, expected, remedy });
}
