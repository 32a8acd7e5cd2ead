import type { ReactNode } from "react";
import { NumberBox } from "../nmr/number-box.tsx";

/** One number with its name and unit; left empty it is not stated. */
export function NumberField({
  label,
  unit = "",
  value,
  empty,
  onChange,
}: {
  readonly label: string;
  readonly unit?: string;
  readonly value: number | null;
  /** What holds while nothing is stated. */
  readonly empty: string;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  return (
    <p className="number-field">
      <span aria-hidden="true">{label}</span>
      <NumberBox
        label={`${label}${unit ? ` in ${unit}` : ""}`}
        value={value === null ? null : Number(value.toPrecision(8))}
        optional
        placeholder={empty}
        onChange={onChange}
      />
      <span className="unit">{unit}</span>
    </p>
  );
}
