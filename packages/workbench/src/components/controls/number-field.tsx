import type { ReactNode } from "react";
import { NumberBox } from "./number-box.tsx";

/** One number in a line with its name and unit. */
export function NumberField({
  label,
  unit = "",
  value,
  empty = "",
  required = false,
  onChange,
}: {
  readonly label: string;
  readonly unit?: string;
  readonly value: number | null;
  /** What holds while nothing is stated. */
  readonly empty?: string;
  /** Whether the box may not be left empty. */
  readonly required?: boolean;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  return (
    <p className="number-field">
      <span aria-hidden="true">{label}</span>
      <NumberBox
        label={`${label}${unit ? ` in ${unit}` : ""}`}
        value={value === null ? null : Number(value.toPrecision(8))}
        optional={!required}
        placeholder={empty}
        onChange={onChange}
      />
      <span className="unit">{unit}</span>
    </p>
  );
}

/** A number above zero in a line with its name and unit; anything else leaves it as it was. */
export function PositiveField({
  label,
  unit = "",
  value,
  onChange,
}: {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <NumberField
      label={label}
      unit={unit}
      value={value}
      required
      onChange={(next) => {
        if (next !== null && next > 0) onChange(next);
      }}
    />
  );
}
