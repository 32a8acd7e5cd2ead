import type { WithInterval } from "@oleate/core";
import type { ReactNode } from "react";
import { intervalText } from "../interval-text.ts";

/** A value above its interval, in `scale` of its unit; a dash where there is none. */
export function IntervalCell({
  of,
  scale = 1,
  above = false,
}: {
  readonly of: WithInterval | null | undefined;
  readonly scale?: number;
  /** Only the upper end means something. */
  readonly above?: boolean;
}): ReactNode {
  if (!of) return <td className="number">–</td>;
  const text = intervalText(scale * of.value, above ? null : scale * of.low, scale * of.high);
  return (
    <td
      className="number"
      data-value={scale * of.value}
      data-low={scale * of.low}
      data-high={scale * of.high}
    >
      {above ? (
        text.interval
      ) : (
        <>
          {text.value}
          <span className="aside interval">{text.interval}</span>
        </>
      )}
    </td>
  );
}

/** A plain number with so many decimals; a dash where there is none. */
export function NumberCell({
  value,
  digits,
}: {
  readonly value: number | null | undefined;
  readonly digits: number;
}): ReactNode {
  if (value === null || value === undefined) return <td className="number">–</td>;
  return (
    <td className="number" data-value={value}>
      {value.toFixed(digits).replace("-", "−")}
    </td>
  );
}
