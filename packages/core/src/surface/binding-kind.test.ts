import { describe, expect, it } from "vitest";
import { findLigand } from "../matter/index.ts";
import { bindingKind } from "./binding-kind.ts";
import { buildNetwork, sitsOnDot } from "./network.ts";
import { parseReactions } from "./reaction.ts";

const classOf = (name: string) => {
  try {
    return findLigand(name).bindingClass;
  } catch {
    return name === "CdOA2" ? ("Z" as const) : undefined;
  }
};

describe("what a reaction does at the surface", () => {
  it.each([
    ["Pb + OlAmPIC <=> Pb.OlAmPIC", "ion pair adsorbs together"],
    ["Pb + pyridine <=> Pb.pyridine", "L-type adsorption"],
    ["Pb + 2 picolinate <=> Pb(PIC)2", "sink of surface atoms"],
    ["S.CdOA2 + 2 butylamine <=> S + CdOA2.butylamine.butylamine", "Z-type displacement"],
    ["A + B <=> AB", "in solution"],
  ])("%s: %s", (text, kind) => {
    const network = buildNetwork(parseReactions(text));
    expect(bindingKind(network, network.reactions[0]!, ["Pb", "S"], classOf)).toBe(kind);
  });

  it("X-type exchange keeps the site and swaps the anion", () => {
    const declared = new Map(
      [
        ["HPIC", "picolinate"],
        ["HOA", "oleate"],
      ].map(([acid, base]) => [
        acid!,
        {
          parts: [
            { coefficient: 1, name: "H+" },
            { coefficient: 1, name: base! },
          ],
        },
      ]),
    );
    const network = buildNetwork(parseReactions("Pb.oleate + HPIC <=> Pb.picolinate + HOA"), declared);
    expect(bindingKind(network, network.reactions[0]!, ["Pb"], classOf)).toBe("X-type exchange");
  });

  it("a stripped complex holds the site's atom but sits on no dot", () => {
    const network = buildNetwork(parseReactions("Pb + PIC <=> Pb.PIC\nPb + 2 PIC <=> Pb(PIC)2"));
    const sitting = network.species.filter((species) => sitsOnDot(species, ["Pb"])).map(({ name }) => name);
    expect(sitting.sort()).toEqual(["Pb", "Pb.PIC"]);
  });
});
