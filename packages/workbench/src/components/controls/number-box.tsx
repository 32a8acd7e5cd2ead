import { type ReactNode, useState } from "react";

/** A number that is typed, with decimal point or comma; NaN for what is none. */
const read = (text: string): number =>
  text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".").replaceAll("−", "-"));

/** A box for one number; an empty one means none where `optional`. What is no number is marked and not taken. */
export function NumberBox({
  label,
  value,
  optional = false,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const empty = (text: string): boolean => optional && text.trim() === "";
  const sound = (text: string): boolean => empty(text) || Number.isFinite(read(text));
  const commit = (): void => {
    if (draft !== null && sound(draft)) onChange(empty(draft) ? null : read(draft));
    setDraft(null);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className="number-box"
      aria-label={label}
      aria-invalid={draft !== null && !sound(draft)}
      placeholder={placeholder}
      value={draft ?? (value === null ? "" : String(value))}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
