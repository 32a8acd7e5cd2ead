import { solventsByIndex } from "@oleate/core";
import type { ReactNode } from "react";
import type { StatedSolvent } from "../../worker/quantum-yield-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { NumberField } from "../controls/number-field.tsx";

/** Solvents with a tabulated refractive index, least refracting first, as a list to choose from. */
export const INDEXED_SOLVENTS: readonly (readonly [string, string])[] = solventsByIndex().map(
  ({ name, refractiveIndex }) => [name, `${name} (${refractiveIndex!.value.toFixed(4)})`],
);

/** A solvent of the table, or its refractive index stated. */
export function SolventField({
  label,
  solvent,
  onChange,
}: {
  readonly label: string;
  readonly solvent: StatedSolvent;
  readonly onChange: (solvent: StatedSolvent) => void;
}): ReactNode {
  return (
    <>
      <Choice
        label={label}
        value={solvent.name}
        options={[...INDEXED_SOLVENTS, ["", "another: index stated"]]}
        onChange={(name) => onChange({ ...solvent, name })}
      />
      {solvent.name === "" && (
        <NumberField
          label={`refractive index of ${label === "solvent" ? "the solvent" : label}`}
          value={solvent.index}
          onChange={(index) => onChange({ ...solvent, index })}
        />
      )}
    </>
  );
}
