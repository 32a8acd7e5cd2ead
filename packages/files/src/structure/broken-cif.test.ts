import { InputError, type Structure } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { readStructure } from "./index.ts";

interface Recipe {
  readonly cell: readonly (number | string)[];
  readonly symmetry: string;
  readonly sites: string;
  readonly columns?: string;
}

function cif({
  cell,
  symmetry,
  sites,
  columns = "label type_symbol fract_x fract_y fract_z",
}: Recipe): string {
  const tags = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
  const lines = tags.map((tag, k) => `_cell_${tag}   ${cell[k]}`);
  const names = columns.split(" ").map((name) => `_atom_site_${name}`);
  return ["data_test # a comment", "", ...lines, symmetry, "loop_", ...names, sites, ""].join("\n");
}

const CUBIC = (a: number | string): (number | string)[] => [a, a, a, 90, 90, 90];
const ROCK_SALT = { cell: CUBIC("5.936(2)"), sites: "Pb1 Pb2+ 0 0 0\nS1 S2- 0.5 0.5 0.5" };

async function open(text: string): Promise<Structure> {
  return readStructure(new TextEncoder().encode(text), "some.cif");
}

describe("broken CIF", () => {
  const number = "_space_group_IT_number 225";
  const whole = cif({ ...ROCK_SALT, symmetry: number });
  it.each<[string, string, RegExp]>([
    ["no cell", whole.replace(/_cell.*\n/gu, ""), /cell is missing.*_cell_length_a/u],
    [
      "one length missing",
      whole.replace("_cell_length_b   5.936(2)", "_cell_length_b ?"),
      /no _cell_length_b/u,
    ],
    [
      "a loop that does not close",
      whole.replace(" 0.5 0.5 0.5", " 0.5 0.5"),
      /some\.cif:\d+: the loop of _atom_site_label does not close/u,
    ],
    ["a loop without rows", whole.replace(/Pb1[\s\S]*$/u, ""), /loop is empty.*cut short/u],
    [
      "a name without value",
      whole.replace("_cell_length_a   5.936(2)", "_cell_length_a"),
      /some\.cif:3: _cell_length_a has no value/u,
    ],
    ["an open quote", whole.replace(number, "_x 'never closed"), /quote is never closed/u],
    ["an open text field", `${whole}_x\n;\ntext`, /text field is never closed/u],
    ["no symmetry", whole.replace(number, ""), /does not state its symmetry.*_space_group_IT_number/u],
    [
      "an unknown group",
      whole.replace(number, "_space_group_name_H-M_alt 'F m -3 q'"),
      /unknown space group.*F m -3 m/u,
    ],
    ["a number that is none", whole.replace("225", "231"), /unknown space group.*231/u],
    [
      "a cell without the symmetry",
      whole.replace("_cell_length_c   5.936(2)", "_cell_length_c 6.9"),
      /does not have the symmetry/u,
    ],
    ["an impossible cell", whole.replace("gamma   90", "gamma 200"), /no cell has these/u],
    ["an unknown element", whole.replace("Pb2+", "Px"), /some\.cif:\d+: unknown element.*Px.*nearest/u],
    [
      "a coordinate of words",
      whole.replace("0.5 0.5 0.5", "0.5 0.5 half"),
      /_atom_site_fract_z is not a number.*half/u,
    ],
    ["a missing coordinate", whole.replace("0.5 0.5 0.5", "0.5 0.5 ?"), /S1 has no coordinate z/u],
    [
      "a broken operation",
      whole.replace(number, "_symmetry_equiv_pos_as_xyz 'x, y'"),
      /symmetry operation cannot be read.*x, y/u,
    ],
    [
      "an operation that is none",
      whole.replace(number, "_symmetry_equiv_pos_as_xyz 'x, x, z'"),
      /operation cannot be read/u,
    ],
    [
      "sites on one another",
      whole.replace("0.5 0.5 0.5", "0.01 0 0"),
      /two sites lie on one another.*S1 \(S\) on Pb1/u,
    ],
    [
      "two structures",
      `${whole}\n${whole.replace("data_test", "data_more")}`,
      /several structures.*test, more/u,
    ],
    ["no atoms", whole.replace(/loop_[\s\S]*$/u, ""), /holds no atoms/u],
    ["text before the data", `5.0 _cell_length_a\n${whole}`, /before the first data block/u],
  ])("%s", async (_, text, message) => {
    const error = await open(text).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(message);
  });

  it("a partial occupancy names site, line and remedy", async () => {
    const sites = "Cs Cs 0 0 0 0.5\nPb Pb .5 .5 .5 1";
    const text = cif({
      cell: CUBIC(5.87),
      symmetry: "_space_group_IT_number 221",
      sites,
      columns: "label type_symbol fract_x fract_y fract_z occupancy",
    });
    await expect(open(text)).rejects.toThrow(
      /some\.cif:\d+: site Cs is not fully occupied.*0\.5.*ordered model/u,
    );
  });

  it("a label that may be cobalt or carbon asks for the type", async () => {
    const text = cif({
      cell: CUBIC(5.87),
      symmetry: "_space_group_IT_number 1",
      sites: "CO1 0 0 0",
      columns: "label fract_x fract_y fract_z",
    });
    await expect(open(text)).rejects.toThrow(/CO1.*C or Co.*type_symbol/u);
  });
});
