import { type ReactNode, useRef } from "react";
import { CopyTables } from "./copy-tables.tsx";
import { useOutOfSight } from "./out-of-sight.ts";

/** Tables in a box that scrolls where it is too small for them and says so, with a button that copies them. */
export function Tables({
  label,
  copy,
  className = "",
  tall = false,
  children,
}: {
  /** What is in the box, for those who hear it. */
  readonly label: string;
  /** Words of the button that copies; none where it is left out. */
  readonly copy?: string;
  readonly className?: string;
  /** Whether the box is kept low and long tables scroll in it. */
  readonly tall?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const box = useRef<HTMLElement>(null);
  const hint = useOutOfSight(box);
  const classes = ["scroll", tall ? "tall" : "", className].filter((name) => name !== "").join(" ");
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <section ref={box} className={classes} tabIndex={0} aria-label={label}>
        {children}
      </section>
      {hint !== "" && <p className="aside more">{hint}</p>}
      {copy !== undefined && <CopyTables box={box} label={copy} />}
    </>
  );
}
