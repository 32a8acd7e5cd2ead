import { findMaterial, materials } from "@oleate/core";
import type { ReactNode } from "react";
import type { SpectraWish } from "../../worker/spectra-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { PositiveField } from "../controls/number-field.tsx";
import { StartAgain } from "../start-again.tsx";
import type { SpectraLook } from "./spectra-figures.ts";

/** Materials as a list to choose from; those without a curve are said to be. */
export const MATERIALS: readonly (readonly [string, string])[] = materials.map(
  ({ formula, sizing, name }) => [formula, `${formula}, ${name}${sizing.length === 0 ? " (no curve)" : ""}`],
);

/** What the spectra are read with, and how they are drawn. */
export function SpectraControls({
  wish,
  change,
  reset,
  look,
  setLook,
}: {
  readonly wish: SpectraWish;
  readonly change: (part: Partial<SpectraWish>) => void;
  readonly reset: () => void;
  readonly look: SpectraLook;
  readonly setLook: (look: SpectraLook) => void;
}): ReactNode {
  const material = wish.material === "" ? null : findMaterial(wish.material);
  const [low, high] = [wish.lineLowEv, wish.lineHighEv].map((ev) => Number((1000 * ev).toPrecision(6)));
  return (
    <>
      <h2>Read as</h2>
      <Choice
        label="material"
        value={wish.material}
        options={material ? MATERIALS : [["", "choose"], ...MATERIALS]}
        onChange={(material) => change({ material, curve: "" })}
      />
      <Choice
        label="size by"
        value={wish.curve}
        options={[
          ["", "the first curve that answers"],
          ...(material?.sizing ?? []).map(({ id }) => [id, id] as const),
        ]}
        disabled={!material}
        onChange={(curve) => change({ curve })}
      />
      {!material && (
        <p className="problem" role="status">
          Choose the material: sizes, their spread and amounts follow from it.
        </p>
      )}
      {material?.extinction.length === 0 && (
        <p className="aside">
          No molar absorption of {wish.material} is tabulated: no concentration is given.
        </p>
      )}
      <PositiveField
        label="optical path"
        unit="cm"
        value={wish.pathCm}
        onChange={(pathCm) => change({ pathCm })}
      />
      <PositiveField
        label="one dot's line, narrowest"
        unit="meV"
        value={low!}
        onChange={(mev) =>
          change({ lineLowEv: mev / 1000, lineHighEv: Math.max(mev / 1000, wish.lineHighEv) })
        }
      />
      <PositiveField
        label="one dot's line, broadest"
        unit="meV"
        value={high!}
        onChange={(mev) =>
          change({ lineHighEv: mev / 1000, lineLowEv: Math.min(mev / 1000, wish.lineLowEv) })
        }
      />
      <h2>Drawn</h2>
      <Choice
        label="spectra"
        value={look.stacked ? "stacked" : "overlaid"}
        options={[
          ["overlaid", "overlaid"],
          ["stacked", "stacked"],
        ]}
        onChange={(text) => setLook({ ...look, stacked: text === "stacked" })}
      />
      <Choice
        label="heights"
        value={look.scaled ? "scaled" : "measured"}
        options={[
          ["measured", "as measured"],
          ["scaled", "first transition, or maximum, at 1"],
        ]}
        onChange={(text) => setLook({ ...look, scaled: text === "scaled" })}
      />
      <Choice
        label="against"
        value={look.axis}
        options={[
          ["nm", "wavelength"],
          ["eV", "photon energy"],
        ]}
        onChange={(axis) => setLook({ ...look, axis: axis === "eV" ? "eV" : "nm" })}
      />
      <StartAgain reset={reset} />
    </>
  );
}
