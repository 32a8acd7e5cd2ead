import { describe, expect, it } from "vitest";
import { prepareContacts, rowSums, solveContacts } from "./contacts.ts";
import { solveInteracting } from "./interaction.ts";
import { buildNetwork } from "./network.ts";
import { parseReactions } from "./reaction.ts";
import { amountsByName, prepareSpeciation } from "./speciation.ts";

const RT = 8.31446261815324e-3 * 298.15;

describe("one class", () => {
  const network = buildNetwork(parseReactions("S + A <=> S.A"));
  const initial = amountsByName(network, { S: 1e-4, A: 3e-4 });
  const lnK = Float64Array.from([Math.log(2e3)]);
  const contacts = { classes: ["S"], tailed: [["S.A"]] };

  it.each([-8, -4, -1, 2, 6])(
    "finds the states that scanning all shifts finds, at z w = %d kJ/mol",
    (swing) => {
      const scanned = solveInteracting(
        prepareSpeciation(network),
        lnK,
        initial,
        {
          species: "S.A",
          siteClass: "S",
          neighbours: 4,
          pairEnergyKjPerMol: swing / 4,
          model: "bragg-williams",
        },
        298.15,
      );
      const problem = prepareContacts(prepareSpeciation(network), contacts);
      const coupling = Float64Array.from([-swing / RT]);
      for (const start of [Float64Array.from([0]), rowSums(coupling, 1)]) {
        const amounts = new Float64Array(network.species.length);
        solveContacts(problem, lnK, initial, coupling, start, amounts);
        const coverage = amounts[network.indexOf.get("S.A")!]! / 1e-4;
        const nearest = Math.min(...scanned.roots.map((root) => Math.abs(root.coverage - coverage)));
        // The scan bisects to rounding; Newton stops at 1e-10 in the shift.
        expect(nearest).toBeLessThan(1e-8);
      }
    },
  );

  it("with so much attraction that two states last, the start decides", () => {
    const strong = buildNetwork(parseReactions("S.A + B <=> S.B + A"));
    const mixed = amountsByName(strong, { "S.A": 1e-9, A: 1e-2, B: 1e-2 * Math.E });
    const problem = prepareContacts(prepareSpeciation(strong), { classes: ["S"], tailed: [["S.B"]] });
    const coupling = Float64Array.from([15 / RT]);
    const reached = [Float64Array.from([0]), rowSums(coupling, 1)].map((shifts) => {
      const amounts = new Float64Array(strong.species.length);
      solveContacts(problem, Float64Array.from([-11 / RT]), mixed, coupling, shifts, amounts);
      return amounts[strong.indexOf.get("S.B")!]! / 1e-9;
    });
    // The outer two of the three roots that interaction.test.ts quotes.
    expect(reached[0]!).toBeCloseTo(0.0391, 4);
    expect(reached[1]!).toBeCloseTo(0.8293, 4);
  });
});

describe("several classes", () => {
  it("equal classes with equal contacts are one class", () => {
    const two = buildNetwork(parseReactions("S + A <=> S.A\nT + A <=> T.A"));
    const one = buildNetwork(parseReactions("S + A <=> S.A"));
    const w = 2.5 / RT;
    const both = new Float64Array(two.species.length);
    solveContacts(
      prepareContacts(prepareSpeciation(two), { classes: ["S", "T"], tailed: [["S.A"], ["T.A"]] }),
      Float64Array.from([7, 7]),
      amountsByName(two, { S: 3e-5, T: 7e-5, A: 2e-4 }),
      // Of the neighbours of any site three in ten are S.
      Float64Array.from([0.3 * w, 0.7 * w, 0.3 * w, 0.7 * w]),
      new Float64Array(2),
      both,
    );
    const single = new Float64Array(one.species.length);
    solveContacts(
      prepareContacts(prepareSpeciation(one), { classes: ["S"], tailed: [["S.A"]] }),
      Float64Array.from([7]),
      amountsByName(one, { S: 1e-4, A: 2e-4 }),
      Float64Array.from([w]),
      new Float64Array(1),
      single,
    );
    const bound = both[two.indexOf.get("S.A")!]! + both[two.indexOf.get("T.A")!]!;
    expect(bound / single[one.indexOf.get("S.A")!]!).toBeCloseTo(1, 9);
  });

  it("refuses a species that does not sit where it is said to", () => {
    const network = buildNetwork(parseReactions("S + A <=> S.A"));
    const wrong = { classes: ["S"], tailed: [["A"]] };
    expect(() => prepareContacts(prepareSpeciation(network), wrong)).toThrow(/does not sit on S/u);
  });
});
