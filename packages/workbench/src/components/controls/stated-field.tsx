import type { ReactNode } from "react";
import type { Stated } from "../../worker/quantum-yield-protocol.ts";
import { NumberBox } from "./number-box.tsx";

/** A measured number and its standard error, side by side. */
export function StatedField({
  label,
  unit = "",
  stated,
  onChange,
  hint = "",
  errorHint = "none",
}: {
  readonly label: string;
  readonly unit?: string;
  readonly stated: Stated;
  readonly onChange: (stated: Stated) => void;
  /** What stands for a value that is not stated, and for an error. */
  readonly hint?: string;
  readonly errorHint?: string;
}): ReactNode {
  return (
    <fieldset className="stated">
      <legend>{label}</legend>
      <NumberBox
        label={`${label}${unit ? ` in ${unit}` : ""}`}
        value={stated.value}
        optional
        placeholder={hint}
        onChange={(value) => onChange({ ...stated, value })}
      />
      <span aria-hidden="true">±</span>
      <NumberBox
        label={`standard error of ${label}`}
        value={stated.error}
        optional
        placeholder={errorHint}
        onChange={(error) => onChange({ ...stated, error: error === null ? null : Math.abs(error) })}
      />
      {unit && <span className="unit">{unit}</span>}
    </fieldset>
  );
}
