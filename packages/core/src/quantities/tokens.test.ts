import { describe, expect, test } from "vitest";
import { tokenize } from "./tokens.ts";

/** Tokens as text, a number with its unit behind a colon. */
function written(text: string): string {
  return tokenize(text)
    .filter(({ kind }) => kind !== "end")
    .map((token) =>
      token.kind === "number" ? `${token.value}${token.unit ? `:${token.unit}` : ""}` : token.text,
    )
    .join(" | ");
}

describe("a unit belongs to the number in front of it", () => {
  test.each([
    ["6 (size/0.587 nm)^2", "6 | ( | size | / | 0.587:nm | ) | ^ | 2"],
    ["10.5 /mM", "10.5:/mM"],
    ["1/mM", "1:/mM"],
    ["4 size", "4 | size"],
    ["2 K_L", "2 | K_L"],
    ["2 K", "2:K"],
    ["6 eq / size", "6:eq | / | size"],
    ["8.3 J/(mol K)", "8.3:J/(mol K)"],
    ["3 kJ per mol", "3:kJ per mol"],
    ["350 eq / (1 eq)", "350:eq | / | ( | 1:eq | )"],
    ["size^2 nm", "size | ^ | 2 | nm"],
    ["size^-2 nm", "size | ^ | - | 2 | nm"],
    ["1.2x10^-3 M", "0.0012:M"],
    ["1.2×10^-3 M", "0.0012:M"],
    ["2 × 3", "2 | * | 3"],
    ["2^3 × 10^2", "2 | ^ | 3 | * | 10 | ^ | 2"],
    [".5e-3 mM^-1", "0.0005:mM^-1"],
    ["washing.total_OlAmBr_1", "washing.total_OlAmBr_1"],
  ])("%s", (text, tokens) => {
    expect(written(text)).toBe(tokens);
  });
});

test("tokens say where they stand", () => {
  expect(tokenize("2 nm + size").map(({ at }) => at)).toEqual([0, 5, 7, 11]);
});

test("a character without meaning is refused with its column; so is a text without end", () => {
  expect(() => tokenize("2 + $x")).toThrow(/column 5: "\$" has no meaning/u);
  expect(() => tokenize("2 + 😀")).toThrow(/column 5: "😀"/u);
  expect(() => tokenize("1+".repeat(5000))).toThrow(/too long.*10000 characters/u);
});
