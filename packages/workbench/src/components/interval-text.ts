import { intervalTexts } from "@oleate/core";

/** A true minus sign, as pages set it. */
export const withMinus = (text: string): string => text.replaceAll("-", "\u2212");

/** A value and its interval as texts, with the digits that commands print. A value without bounds is none, and its text is empty. */
export function intervalText(
  value: number,
  low: number | null,
  high: number | null,
): { readonly value: string; readonly interval: string } {
  const texts = intervalTexts(value, low, high);
  return { value: withMinus(texts.value), interval: withMinus(texts.interval) };
}
