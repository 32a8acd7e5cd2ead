import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { CopyTables } from "./copy-tables.tsx";

/** What of a box is out of sight, in words; "" while all is seen. */
function useOutOfSight(box: RefObject<HTMLElement | null>): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => {
      const below = element.scrollHeight - element.clientHeight > 4;
      const beside = element.scrollWidth - element.clientWidth > 4;
      const rows = element.querySelectorAll("tbody tr").length;
      setWords(
        [below ? `${rows} rows: scroll down for more` : "", beside ? "scroll sideways for more columns" : ""]
          .filter((part) => part !== "")
          .join("; "),
      );
    };
    const seen = new ResizeObserver(look);
    seen.observe(element);
    for (const inner of element.children) seen.observe(inner);
    return () => seen.disconnect();
  }, [box]);
  return words;
}

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
