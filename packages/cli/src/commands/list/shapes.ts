import { type Shape, shapes } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

/** The numbers a shape takes beside its size, with the range of each: "truncation 0 to 0.5". */
function shapeOptions({ options }: Shape): string {
  return Object.entries(options)
    .map(([name, { low, high }]) =>
      Number.isFinite(high) ? `${name} ${shortNumber(low)} to ${shortNumber(high)}` : name,
    )
    .join(", ");
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));

/** Every shape of a dot with the numbers it takes. */
export function table(): Listing {
  return listing<Shape>(
    shapes,
    ({ name, aliases, help, sizedBy, options }) => ({ name, aliases, what: help, sizedBy, options }),
    {
      name: ["", ({ name }) => name],
      "sized by": ["", ({ sizedBy }) => sizedBy],
      takes: ["", shapeOptions],
      what: ["", ({ help }) => help],
      "also called": ["", others],
    },
  );
}
