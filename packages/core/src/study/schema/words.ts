import { z } from "zod";
import { nearestNames } from "../../errors.ts";

/** A part of the study file with these keys; unknown ones are refused with the nearest valid ones. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
  help: string,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code === "unrecognized_keys") {
          const keys = (issue as unknown as { keys: readonly string[] }).keys;
          return keys
            .map((key) => `unknown key \`${key}\`; nearest: ${nearestNames(key, known).join(", ")}`)
            .join("; ");
        }
        return undefined;
      },
    })
    .describe(help);
}

/** Names and words. */
export const text = (help: string): z.ZodString =>
  z.string({ error: "expected text" }).min(1, "is empty").describe(help);

/** What a quantity is written as: text with its unit, or a bare number where the value has none. */
type Amount = z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>;

const written = (help: string): Amount =>
  z.union([z.string().min(1), z.number()], { error: "expected a number with its unit" }).describe(help);

/** Fields that hold an expression over the study's names. */
const EXPRESSIONS = new WeakSet<z.core.$ZodType>();

/** A quantity or an expression over the study's names. */
export function amount(help: string): Amount {
  const field = written(help);
  EXPRESSIONS.add(field);
  return field;
}

/** A quantity or a word: a point of a series may be a concentration or a solvent. No expression. */
export const amountOrWord = written;

/** Values by name. */
export const named = <Value extends z.ZodType>(value: Value, help: string): z.ZodRecord<z.ZodString, Value> =>
  z.record(z.string(), value).describe(help);

/** Heading of an analysis in the report. */
export const title: z.ZodOptional<z.ZodString> = text("heading in the report").optional();

/** An expression of the study file and where it stands. */
export interface WrittenExpression {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Every text of a checked value that its schema declares as `amount`, with its path. */
export function expressionsIn(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly (string | number)[],
): WrittenExpression[] {
  if (EXPRESSIONS.has(schema)) return typeof value === "string" ? [{ text: value, path }] : [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return value === undefined ? [] : expressionsIn(schema.unwrap(), value, path);
  if (schema instanceof z.ZodArray)
    return (value as readonly unknown[]).flatMap((one, i) =>
      expressionsIn(schema.element, one, [...path, i]),
    );
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) {
    const of = (key: string): z.core.$ZodType =>
      schema instanceof z.ZodObject ? schema.shape[key] : schema.valueType;
    return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
      expressionsIn(of(key), inner, [...path, key]),
    );
  }
  return [];
}
