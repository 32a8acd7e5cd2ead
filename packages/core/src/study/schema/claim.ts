import { z } from "zod";
import { amount, section, text } from "./words.ts";

/** What a computed number rests on. */
const basis = z
  .enum(["recomputed", "simulated", "put in"])
  .describe(
    "recomputed: from what the paper prints, or from facts it does not state; simulated: from data that had to be simulated or a model told other numbers of the paper; put in: the number itself was used, so that it cannot but agree",
  );

/** A claim of the paper. */
export const claim = section(
  {
    id: text("claim id"),
    what: text("what the paper says"),
    note: text("what a reader must know").optional(),
    cite: text("where it is printed").optional(),
    basis: basis.optional(),
    waits: text("what it waits for, in place of parts").optional(),
    parts: z
      .array(
        section(
          {
            what: text("this number").optional(),
            value: amount("expression over the study's values"),
            unit: z.string().describe("unit it is printed in").optional(),
            expect: z
              .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
              .describe("`322`, `310 +- 60 /mM`, `15 to 30`, `< 1 %`, or a list against a column"),
            tolerance: amount("difference that still counts as reproduced: absolute or in %").optional(),
            otherwise: z
              .enum(["not-reproduced", "contradiction"])
              .describe(
                "verdict when the number differs; `contradiction` where the paper is at odds with itself or physics",
              )
              .optional(),
            basis: basis.optional(),
            aside: z.boolean().describe("does not decide the verdict of the claim").optional(),
            note: text("why").optional(),
          },
          "one printed number",
        ),
      )
      .default([]),
  },
  "a claim of the paper",
);

/** One claim as written. */
export type ClaimFile = z.infer<typeof claim>;
