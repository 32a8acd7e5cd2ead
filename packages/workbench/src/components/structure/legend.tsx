import type { ReactNode } from "react";
import type { Category } from "./colouring.ts";

/** What the colours mean, with counts; each entry shows or hides its atoms. */
export function Legend({
  categories,
  off,
  toggle,
}: {
  readonly categories: readonly Category[];
  readonly off: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
}): ReactNode {
  return (
    <section aria-label="Legend">
      <h2>Shown</h2>
      <ul className="legend">
        {categories.map(({ key, label, colour, count }) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={!off.has(key)}
              data-category={key}
              onClick={() => toggle(key)}
            >
              <span className="swatch" style={{ background: colour }} aria-hidden="true" />
              <span className="category">{label}</span>
              <span className="count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
