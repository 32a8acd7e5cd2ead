import type { ReactNode } from "react";
import type { InterfaceControl, InterfaceRefused, InterfaceWish } from "../../worker/interface-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import { Problem } from "../structure/problem.tsx";
import { Additions } from "./additions.tsx";
import { FIRST_WISH, MATERIALS, SHAPES, SOLVENTS } from "./wish.ts";

const SOLVENT_OPTIONS = SOLVENTS.map(
  ({ name, polarity }) => [name, `${name} (${polarity.toFixed(3)})`] as const,
);

/** The controls of a solution of dots, in the words of the command line. */
export function Controls({
  wish,
  change,
  problem,
}: {
  readonly wish: InterfaceWish;
  readonly change: (part: Partial<InterfaceWish>) => void;
  readonly problem: InterfaceRefused | null;
}): ReactNode {
  const refused = (at: InterfaceControl): ReactNode => <Problem at={at} problem={problem} />;
  const mixed = wish.second !== "";
  return (
    <>
      <Slider
        control={pageNumber(
          "concentration",
          "concentration",
          "uM",
          FIRST_WISH.concentrationUm,
          [1e-4, 1e4],
          "log",
        )}
        value={wish.concentrationUm}
        onChange={(concentrationUm) => change({ concentrationUm })}
      />
      {refused("concentration")}
      <Choice
        label="solvent"
        value={wish.solvent}
        options={SOLVENT_OPTIONS}
        onChange={(solvent) => change({ solvent, second: solvent === wish.second ? "" : wish.second })}
      />
      <Choice
        label="mixed with"
        value={wish.second}
        options={[["", "nothing"], ...SOLVENT_OPTIONS.filter(([name]) => name !== wish.solvent)]}
        onChange={(second) => change({ second })}
      />
      {mixed && (
        <Slider
          control={pageNumber("second", `share of ${wish.second}`, "%", FIRST_WISH.secondPercent, [0, 100])}
          value={wish.secondPercent}
          onChange={(secondPercent) => change({ secondPercent })}
        />
      )}
      <p className="origin">
        In brackets: polarity E<sub>T</sub>
        <sup>N</sup>, least polar first.
      </p>
      {refused("solvent")}
      <Slider
        control={pageNumber("size", "diameter", "nm", FIRST_WISH.sizeNm, [2, 8])}
        value={wish.sizeNm}
        onChange={(sizeNm) => change({ sizeNm })}
      />
      {refused("size")}
      <Slider
        control={pageNumber("temperature", "temperature", "K", FIRST_WISH.temperatureK, [260, 370])}
        value={wish.temperatureK}
        onChange={(temperatureK) => change({ temperatureK })}
      />
      {refused("temperature")}
      <Additions additions={wish.additions} change={(additions) => change({ additions })} problem={problem} />
      <h2>Dot</h2>
      <Choice
        label="material"
        value={wish.material}
        options={MATERIALS.map((formula) => [formula, formula])}
        onChange={(material) => change({ material })}
      />
      <Choice
        label="shape"
        value={wish.shape}
        options={SHAPES.map((name) => [name, name.replaceAll("-", " ")])}
        onChange={(shape) => change({ shape })}
      />
      {wish.material !== "PbS" && (
        <p className="origin">
          What was seen, and with it every energy and interval, is of PbS: for {wish.material} a first guess.
        </p>
      )}
      {refused("dot")}
    </>
  );
}
