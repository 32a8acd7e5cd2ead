import { describe, expect, test } from "vitest";
import { createEvaluator, type Definition, leafOf } from "./evaluator.ts";

function evaluatorOf(entries: Readonly<Record<string, Definition | string>>) {
  const definitionOf = (name: string): Definition | undefined => {
    if (!Object.hasOwn(entries, name)) return undefined;
    const entry = entries[name]!;
    return typeof entry === "string" ? { text: entry, place: { file: "study.yaml", line: 7 } } : entry;
  };
  return createEvaluator(definitionOf, () => Object.keys(entries));
}

describe("errors are carried over to first order", () => {
  const evaluator = evaluatorOf({
    a: "30 +- 5 eq",
    b: "90(30) eq",
    exact: "2 eq",
    sum: "a + b",
    twice: "sum + a",
    measured: { compute: () => leafOf(300, "/mM", 60) },
    listed: { compute: () => leafOf(Float64Array.of(1, 2, 3), "eq") },
  });

  test.each([
    ["a", "eq", 30, 5],
    ["b - a", "eq", 60, Math.hypot(5, 30)],
    ["a - a", "eq", 0, 0],
    ["2 a", "eq", 60, 10],
    ["a / b", "", 1 / 3, Math.hypot(5 / 90, 0.5 * (30 / 60 - 30 / 120))],
    ["twice", "eq", 150, Math.hypot(10, 30)],
    ["measured / (10 /mM)", "", 30, 6],
    ["310 +- 60 /mM", "/M", 310_000, 60_000],
  ])("%s", (text, unit, value, error) => {
    const found = evaluator.uncertain(text, unit);
    expect(found.value).toBeCloseTo(value, 9);
    expect(found.error).toBeCloseTo(error, 9);
  });

  test("what is exact has no error", () => {
    expect(evaluator.uncertain("2 exact", "eq").error).toBeNull();
  });

  test("a column where one number is needed is refused", () => {
    expect(() => evaluator.number("listed", "eq")).toThrow(/is a column where one number is needed.*mean/u);
    expect(Array.from(evaluator.column("2 listed", "eq"))).toEqual([2, 4, 6]);
  });
});

test("names that need each other are refused with the chain and the place", () => {
  const evaluator = evaluatorOf({ a: "b + 1", b: "2 c", c: "a" });
  expect(() => evaluator.number("a", "")).toThrow(
    /study\.yaml:7: the study refers to itself \(found a -> b -> c -> a/u,
  );
  // The chain is forgotten once it is reported.
  expect(evaluatorOf({ a: "1" }).number("a + a", "")).toBe(2);
});

test("an error says where the name it comes from is defined", () => {
  expect(() => evaluatorOf({ a: "1 nm + 1 eq" }).number("a", "nm")).toThrow(/^study\.yaml:7: .*cannot add/u);
});

test("a shifted temperature with an error keeps its offset out of the error", () => {
  const { value, error } = evaluatorOf({ T: "25 +- 2 C" }).uncertain("T", "K");
  expect(value).toBeCloseTo(298.15, 12);
  expect(error).toBeCloseTo(2, 12);
});

test("a leaf has the size and dimension of its unit, quotients of products included", () => {
  const evaluator = evaluatorOf({ s: { compute: () => leafOf(8.314, "J/(mol K)", 0.001) } });
  expect(evaluator.number("s 300 K", "kJ/mol")).toBeCloseTo(2.4942, 12);
  expect(evaluator.uncertain("s", "J/(mol K)").error).toBeCloseTo(0.001, 12);
});

test("an analysis that evaluates with errors of its own leaves those of the value that asked for it alone", () => {
  const evaluator: ReturnType<typeof evaluatorOf> = evaluatorOf({
    a: "30 +- 5 eq",
    own: "7 +- 2 eq",
    analysis: {
      compute: () => {
        const { value, error } = evaluator.uncertain("2 own", "eq");
        return leafOf(value, "eq", error);
      },
    },
  });
  const { value, error } = evaluator.uncertain("a + analysis", "eq");
  expect(value).toBe(44);
  expect(error).toBeCloseTo(Math.hypot(5, 4), 9);
});
