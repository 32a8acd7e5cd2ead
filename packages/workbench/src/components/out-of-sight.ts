import { type RefObject, useEffect, useState } from "react";

/** Pixels by which a box may be too small unnoticed: rounding, and a border. */
const SLACK = 4;

/** What of some boxes is out of sight, in words; "" while all is seen. */
function wordsOf(boxes: readonly HTMLElement[]): string {
  const below = boxes.filter((box) => box.scrollHeight - box.clientHeight > SLACK);
  const beside = boxes.some((box) => box.scrollWidth - box.clientWidth > SLACK);
  const rows = below.reduce((sum, box) => sum + box.querySelectorAll("tbody tr").length, 0);
  return [
    below.length > 0 ? `${rows} rows: scroll down for more` : "",
    beside ? "scroll sideways for more columns" : "",
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/**
 * What of a box is out of sight, in words; "" while all is seen. With `content`, which changes as the markup in the box does, of the
 * boxes for tables within it.
 */
export function useOutOfSight(box: RefObject<HTMLElement | null>, content?: string): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // A table that is folded away within the markup speaks for itself when it is opened.
    const own = (one: HTMLElement): boolean => !element.contains(one.closest("details"));
    const boxes =
      content === undefined ? [element] : [...element.querySelectorAll<HTMLElement>(".scroll")].filter(own);
    const seen = new ResizeObserver(() => setWords(wordsOf(boxes)));
    for (const one of boxes) {
      seen.observe(one);
      for (const inner of one.children) seen.observe(inner);
    }
    return () => seen.disconnect();
  }, [box, content]);
  return words;
}
