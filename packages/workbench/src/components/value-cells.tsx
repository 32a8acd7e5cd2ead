import type { ReactNode } from "react";
import { intervalText } from "./interval-text.ts";

/** A value and its interval in two cells; a value without bounds is none and is not printed. */
export function ValueCells({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}): ReactNode {
  const text = intervalText(value, low, high);
  return (
    <>
      <td className="number" data-value={value}>
        {text.value}
      </td>
      <td className="number" data-low={low ?? ""} data-high={high ?? ""}>
        {text.interval}
      </td>
    </>
  );
}
