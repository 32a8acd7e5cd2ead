import type { ReactNode } from "react";

/** A choice of yes or no with its words. */
export function Tick({
  checked,
  onChange,
  disabled = false,
  spoken,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
  /** What it is for those who hear it, where its words do not say. */
  readonly spoken?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className="check">
      <input
        type="checkbox"
        aria-label={spoken}
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />{" "}
      {children}
    </label>
  );
}
