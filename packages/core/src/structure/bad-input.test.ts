import { describe, expect, it } from "vitest";
import { type Complaint, DomainError, InputError, OleateError } from "../errors.ts";
import { structureOf } from "./atoms.ts";
import { buildDot, type DotRequest } from "./build-dot.ts";
import { buildCore } from "./core.ts";
import { crystalFromCell, crystalOf } from "./crystal.ts";
import { ligandMolecule, moleculeAsLigand } from "./ligand-molecule.ts";
import { parseMiller } from "./planes.ts";
import { findShape } from "./shapes/index.ts";
import type { SizeRequest } from "./size.ts";

type Kind = typeof InputError | typeof DomainError;

/** Runs and checks what is thrown: the project's own type, with the parts of the message a user needs. */
function complaintOf(run: () => unknown, kind: Kind, parts: Partial<Record<keyof Complaint, RegExp>>): void {
  let error: unknown;
  try {
    run();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(OleateError);
  expect(error).toBeInstanceOf(kind);
  const { complaint } = error as OleateError;
  for (const [part, pattern] of Object.entries(parts)) {
    expect(complaint[part as keyof Complaint], part).toMatch(pattern);
  }
}

const galena = crystalOf("PbS");
const core = (shape: string, size: SizeRequest, more: Partial<DotRequest> = {}): unknown =>
  buildCore({ crystal: galena, shape: findShape(shape), size, ...more });
const dot = (more: Partial<DotRequest>): unknown =>
  buildDot({
    crystal: galena,
    shape: findShape("truncated-octahedron"),
    size: { by: "diameter", nm: 2.5 },
    ...more,
  });
const oleate = ligandMolecule("oleate");

describe("names", () => {
  it("unknown material, with the nearest", () => {
    complaintOf(() => crystalOf("PbX"), InputError, { what: /material/u, found: /PbX/u, expected: /PbS/u });
  });
  it("unknown crystal form, with those there are", () => {
    complaintOf(() => crystalOf("CdSe", "perovskite"), InputError, {
      what: /CdSe has no crystal form/u,
      found: /perovskite/u,
      expected: /zinc blende.*wurtzite/u,
    });
  });
  it("unknown shape, with the nearest and all", () => {
    complaintOf(() => findShape("octahedon"), InputError, {
      what: /unknown shape/u,
      found: /octahedon/u,
      expected: /octahedron/u,
      remedy: /sphere.*wulff/u,
    });
  });
  it("unknown ligand", () => {
    complaintOf(() => ligandMolecule("oleat"), InputError, { found: /oleat/u, expected: /oleate/u });
  });
  it("a ligand of parts, with the parts", () => {
    complaintOf(() => ligandMolecule("lead oleate"), InputError, {
      what: /no shape of its own/u,
      remedy: /oleate/u,
    });
  });
  it("a shape the crystal has no axes for", () => {
    const crystal = crystalOf("CdSe", "wurtzite");
    const run = (): unknown => buildCore({ crystal, shape: findShape("cube"), size: { by: "edge", nm: 3 } });
    complaintOf(run, InputError, { what: /has no cube/u, found: /hexagonal/u, expected: /cubic/u });
  });
  it.each(["1", "12345", "abc", "", "000", "1 1 0.5", "11-11"])("a plane that is none: %j", (text) => {
    complaintOf(() => parseMiller(text), InputError, { what: /plane cannot be read/u, found: /"/u });
  });
});

describe("sizes", () => {
  const bad = [Number.NaN, 0, -1, Number.POSITIVE_INFINITY];
  it.each(bad)("a diameter of %f nm", (nm) => {
    for (const shape of ["sphere", "truncated-octahedron"]) {
      complaintOf(() => core(shape, { by: "diameter", nm }), InputError, {
        what: /size is not a size/u,
        found: new RegExp(String(nm), "u"),
      });
    }
  });
  it.each(bad)("an edge of %f nm, %f atoms", (value) => {
    complaintOf(() => core("cube", { by: "edge", nm: value }), InputError, { what: /size/u });
    complaintOf(() => core("octahedron", { by: "atoms", count: value }), InputError, { what: /size/u });
    complaintOf(() => core("cuboid", { by: "edges", nm: [3, value] }), InputError, { what: /size/u });
    const layers: SizeRequest = { by: "edges", nm: [3, 3], monolayers: value };
    complaintOf(() => core("cuboid", layers), InputError, { what: /size/u });
  });
  it("below one unit cell, naming its edge", () => {
    for (const [shape, by] of [
      ["truncated-octahedron", "diameter"],
      ["sphere", "diameter"],
      ["cube", "edge"],
    ] as const) {
      complaintOf(() => core(shape, { by, nm: 0.4 }), DomainError, {
        what: /below one unit cell/u,
        found: /0\.4 nm/u,
        expected: /0\.594 nm/u,
        remedy: /larger/u,
      });
    }
  });
  it("far beyond a nanocrystal", () => {
    complaintOf(() => core("cube", { by: "edge", nm: 480 }), DomainError, {
      found: /480/u,
      expected: /100 nm/u,
    });
  });
  it("an edge for a sphere", () => {
    complaintOf(() => core("sphere", { by: "edge", nm: 3 }), InputError, { what: /sphere has no edge/u });
  });
  it.each([
    ["truncated-octahedron", { truncation: 0.9 }],
    ["truncated-octahedron", { truncation: Number.NaN }],
    ["hexagonal-prism", { aspect: -2 }],
    ["truncated-tetrahedron", { truncation: 0.6 }],
  ])("an option of %s out of range", (shape, options) => {
    complaintOf(() => core(shape, { by: "diameter", nm: 3 }, { options }), InputError, {
      what: /out of range/u,
      expected: / to /u,
    });
  });
});

describe("faces", () => {
  it("a termination the face cannot have, with those it can", () => {
    const run = (): unknown => core("cube", { by: "edge", nm: 3 }, { terminations: { "100": "cations" } });
    complaintOf(run, InputError, {
      what: /\(100\).*cannot end on cations/u,
      expected: /stoichiometric/u,
      remedy: /100=/u,
    });
  });
  it("a layer that is not there", () => {
    const crystal = crystalOf("CsPbBr3", "cubic");
    const run = (): unknown =>
      buildCore({ crystal, shape: findShape("cube"), size: { by: "edge", nm: 3 }, terminations: "PbBr3" });
    complaintOf(run, InputError, { what: /cannot end on PbBr3/u, expected: /CsBr.*PbBr2|PbBr2.*CsBr/u });
  });
  it("a termination for a plane the shape does not show", () => {
    const run = (): unknown => core("cube", { by: "edge", nm: 3 }, { terminations: { "111": "cations" } });
    complaintOf(run, InputError, { found: /111/u });
  });
  it("planes for a sphere", () => {
    const run = (): unknown =>
      core("sphere", { by: "diameter", nm: 3 }, { terminations: { "111": "cations" } });
    complaintOf(run, InputError, { what: /sphere has no planes/u, found: /111/u });
  });
  it("planes that do not close", () => {
    const crystal = crystalOf("CdSe", "wurtzite");
    const run = (): unknown =>
      buildCore({
        crystal,
        shape: findShape("wulff"),
        size: { by: "diameter", nm: 3 },
        options: { energies: { "100": 1 } },
      });
    complaintOf(run, InputError, { what: /do not close/u, found: /\{100\}/u, expected: /every side/u });
  });
  it.each([
    {},
    { "100": 0 },
    { "100": -1, "111": 1 },
    { "100": Number.NaN },
    { "100": 1, "111": Number.NaN },
  ])("energies that are none: %j", (energies) => {
    const run = (): unknown => core("wulff", { by: "diameter", nm: 3 }, { options: { energies } });
    complaintOf(run, InputError, { what: /positive surface energy/u });
  });
});

describe("charges and ligands", () => {
  it("more X-type ligands than the charge, with a balancing ion of the same sign", () => {
    const run = (): unknown => dot({ ligands: [{ molecule: oleate, count: 180 }], balance: "hydroxide" });
    complaintOf(run, DomainError, {
      what: /hydroxide cannot balance/u,
      found: /-10 left/u,
      expected: /fewer X-type/u,
      remedy: /10 fewer/u,
    });
  });
  it("an odd charge for a doubly charged ion", () => {
    const run = (): unknown => dot({ ligands: [{ molecule: oleate, count: 85 }], balance: "sulfide" });
    complaintOf(run, DomainError, { what: /sulfide cannot balance/u, found: /\+85 left/u });
  });
  it("vacancies of an element that is not there, or that cannot make it neutral", () => {
    complaintOf(() => dot({ vacancies: "Cs" }), InputError, { what: /no Cs/u, expected: /Pb/u });
    complaintOf(() => dot({ vacancies: "S" }), DomainError, { what: /leaving out S/u, found: /170/u });
  });
  it("more vacancies than surface atoms", () => {
    const crystal = crystalOf("CsPbBr3", "cubic");
    // One cell with Cs at its corners: 8 Cs, charge +4; then a dot of Br-poor faces has too few Cs on its surface.
    const run = (): unknown =>
      buildDot({
        crystal,
        shape: findShape("truncated-octahedron"),
        size: { by: "diameter", nm: 3 },
        terminations: { "100": "PbBr2" },
        vacancies: "Cs",
      });
    complaintOf(run, DomainError, { what: /too few surface atoms/u, found: /atoms/u, expected: /at most/u });
  });
  it("a cation on a core without cations of its charge", () => {
    const run = (): unknown => dot({ ligands: [{ molecule: ligandMolecule("oleylammonium"), count: 5 }] });
    complaintOf(run, InputError, { what: /oleylammonium has no place/u, found: /\+1/u });
  });
  it.each([-1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])("%f ligands", (count) => {
    complaintOf(() => dot({ ligands: [{ molecule: oleate, count }] }), InputError, {
      what: /number of oleate/u,
      found: new RegExp(String(count), "u"),
    });
  });
  it.each([-1, Number.NaN])("%f ligands per nm2, a share of %f", (value) => {
    complaintOf(() => dot({ ligands: [{ molecule: oleate, perNm2: value }] }), InputError, {
      what: /oleate/u,
    });
    complaintOf(() => dot({ ligands: [{ molecule: oleate, share: value }] }), InputError, {
      what: /oleate/u,
    });
  });
  it("a facet the dot does not show", () => {
    const run = (): unknown => dot({ ligands: [{ molecule: oleate, count: 3, facets: ["{110}"] }] });
    complaintOf(run, InputError, { found: /\{110\}/u, expected: /\{111\}/u });
  });
});

describe("crystals and molecules of the user's own", () => {
  it("a structure without a cell", () => {
    const molecule = structureOf({ title: "water", symbols: ["O"], xyz: [0, 0, 0] });
    complaintOf(() => crystalFromCell(molecule), InputError, { what: /water has no unit cell/u });
  });
  it("an element without a usual oxidation number", () => {
    const cell = [4, 0, 0, 0, 4, 0, 0, 0, 4];
    const odd = structureOf({ symbols: ["U", "O"], xyz: [0, 0, 0, 2, 2, 2], cell });
    complaintOf(() => crystalFromCell(odd), InputError, {
      what: /U has no usual oxidation/u,
      remedy: /state it/u,
    });
    expect(crystalFromCell(odd, { U: 2 }).sites[0]!.oxidation).toBe(2);
  });
  it("a molecule with nothing to bind through, or a donor that is not there", () => {
    const methane = structureOf({
      title: "methane",
      symbols: ["C", "H"],
      xyz: [0, 0, 0, 1.09, 0, 0],
    });
    complaintOf(() => moleculeAsLigand(methane), InputError, { what: /no atom to bind through/u });
    complaintOf(() => moleculeAsLigand(methane, { donors: [7] }), InputError, { found: /atom 8 of 2/u });
  });
});
