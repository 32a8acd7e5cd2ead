import { findMaterial, materials } from "@oleate/core";
import { type ReactNode, useId } from "react";
import type { DotWish, FamilyChoice, Refused } from "../../worker/structure-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber as number } from "../page-number.ts";
import { LigandControls } from "./ligand-controls.tsx";
import { Problem } from "./problem.tsx";
import { FIRST_WISH, shapeOf, shapesFor, shellsFor, sizeWays } from "./wish.ts";

/** Everything of a wish that a slider moves. */
interface ControlProps {
  readonly wish: DotWish;
  readonly change: (part: Partial<DotWish>) => void;
}

const WAY_WORDS = {
  diameter: "diameter of equal volume",
  edge: "edge",
  atoms: "atoms of the core",
  edges: "edges along x, y, z",
  monolayers: "edges and monolayers",
} as const;

function SizeControls({ wish, change }: ControlProps): ReactNode {
  const edge = (axis: 0 | 1 | 2): ReactNode => (
    <Slider
      key={axis}
      control={number(`edge-${axis}`, `edge ${"xyz"[axis]}`, "nm", FIRST_WISH.edgesNm[axis]!, [1, 20])}
      value={wish.edgesNm[axis]!}
      onChange={(value) =>
        change({ edgesNm: wish.edgesNm.with(axis, value) as unknown as DotWish["edgesNm"] })
      }
    />
  );
  switch (wish.sizeBy) {
    case "diameter":
      return (
        <Slider
          control={number("diameter", "diameter", "nm", FIRST_WISH.diameterNm, [1, 12])}
          value={wish.diameterNm}
          onChange={(diameterNm) => change({ diameterNm })}
        />
      );
    case "edge":
      return (
        <Slider
          control={number("edge", "edge", "nm", FIRST_WISH.edgeNm, [1, 15])}
          value={wish.edgeNm}
          onChange={(edgeNm) => change({ edgeNm })}
        />
      );
    case "atoms":
      return (
        <Slider
          control={number("atoms", "atoms", "", FIRST_WISH.atoms, [13, 50_000], "log")}
          value={wish.atoms}
          onChange={(atoms) => change({ atoms: Math.round(atoms) })}
        />
      );
    case "edges":
      return ([0, 1, 2] as const).map(edge);
    case "monolayers":
      return (
        <>
          {([0, 1] as const).map(edge)}
          <Slider
            control={number("monolayers", "monolayers", "", FIRST_WISH.monolayers, [1, 20])}
            value={wish.monolayers}
            onChange={(monolayers) => change({ monolayers: Math.round(monolayers) })}
          />
        </>
      );
  }
}

function ShapeNumbers({ wish, change }: ControlProps): ReactNode {
  const { options } = shapeOf(wish);
  const id = useId();
  return (
    <>
      {options.truncation && (
        <Slider
          control={number("truncation", "truncation", "", options.truncation.usual ?? 1 / 3, [
            options.truncation.low,
            options.truncation.high,
          ])}
          value={wish.truncation}
          onChange={(truncation) => change({ truncation })}
        />
      )}
      {options.aspect && (
        <Slider
          control={number("aspect", "aspect", "", options.aspect.usual ?? 1, [
            Math.max(0.2, options.aspect.low),
            Math.min(12, options.aspect.high),
          ])}
          value={wish.aspect}
          onChange={(aspect) => change({ aspect })}
        />
      )}
      {options.energies && (
        <p className="field">
          <label htmlFor={id}>surface energies</label>
          <input
            id={id}
            type="text"
            value={wish.energies}
            onChange={(event) => change({ energies: event.target.value })}
          />
        </p>
      )}
    </>
  );
}

/** What a face ends on, in words. */
const terminationWords = (termination: string): string =>
  ({ adatoms: "adatoms above every anion", "as cut": "as cut" })[termination] ?? termination;

function Terminations({
  wish,
  change,
  families,
}: ControlProps & { readonly families: readonly FamilyChoice[] }): ReactNode {
  const { all } = wish.terminations;
  const spread =
    all === undefined ? wish.terminations : Object.fromEntries(families.map(({ family }) => [family, all]));
  return families.map(({ family, termination, possible }) => (
    <Choice
      key={family}
      label={family === "all" ? "ends on" : `${family} ends on`}
      value={spread[family] ?? ""}
      options={[
        ["", `usual${spread[family] === undefined ? `: ${terminationWords(termination)}` : ""}`],
        ...possible.map((name): [string, string] => [name, terminationWords(name)]),
      ]}
      onChange={(value) => {
        const { [family]: _, ...others } = spread;
        change({ terminations: value === "" ? others : { ...others, [family]: value } });
      }}
    />
  ));
}

function ShellControls({ wish, change }: ControlProps): ReactNode {
  const shells = shellsFor(wish.material, wish.form);
  if (shells.length === 0) return null;
  return (
    <>
      <Choice
        label="shell"
        value={wish.shell}
        options={[["", "none"], ...shells.map((formula) => [formula, formula] as const)]}
        onChange={(shell) => change({ shell })}
      />
      {wish.shell !== "" && (
        <Slider
          control={number("shell", "thickness", "nm", FIRST_WISH.shellNm, [0.2, 4])}
          value={wish.shellNm}
          onChange={(shellNm) => change({ shellNm })}
        />
      )}
    </>
  );
}

/** The controls of a dot, in the words of the command line. */
export function Controls({
  wish,
  change,
  families,
  problem,
}: ControlProps & {
  readonly families: readonly FamilyChoice[];
  readonly problem: Refused | null;
}): ReactNode {
  const material = findMaterial(wish.material);
  const ways = sizeWays(shapeOf(wish));
  return (
    <fieldset className="controls dot-controls">
      <legend className="hidden">The dot</legend>
      <Choice
        label="material"
        value={wish.material}
        options={materials.map(({ formula, name }) => [formula, `${formula}, ${name}`])}
        onChange={(formula) => change({ material: formula })}
      />
      <Choice
        label="crystal form"
        value={wish.form}
        options={material.polymorphs.map(({ name, lattice }) => [
          name,
          name === lattice ? name : `${name} (${lattice})`,
        ])}
        onChange={(form) => change({ form })}
      />
      <Problem at="material" problem={problem} />
      <Choice
        label="shape"
        value={wish.shape}
        options={shapesFor(wish.material, wish.form).map(({ name }) => [name, name.replaceAll("-", " ")])}
        onChange={(shape) => change({ shape })}
      />
      <p className="origin">{shapeOf(wish).help}</p>
      <ShapeNumbers wish={wish} change={change} />
      <Problem at="shape" problem={problem} />
      <Choice
        label="size by"
        value={wish.sizeBy}
        options={ways.map((way) => [way, WAY_WORDS[way]])}
        onChange={(sizeBy) => change({ sizeBy: sizeBy as DotWish["sizeBy"] })}
      />
      <SizeControls wish={wish} change={change} />
      <Problem at="size" problem={problem} />
      <Terminations wish={wish} change={change} families={families} />
      <Problem at="termination" problem={problem} />
      <ShellControls wish={wish} change={change} />
      <Problem at="shell" problem={problem} />
      <LigandControls wish={wish} change={change} families={families} problem={problem} />
    </fieldset>
  );
}
