/** A share as text, "95 %". */
export const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;
