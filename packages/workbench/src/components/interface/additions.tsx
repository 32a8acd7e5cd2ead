import type { ReactNode } from "react";
import type { Addition, InterfaceRefused } from "../../worker/interface-protocol.ts";
import { Slider } from "../controls/slider.tsx";
import { pageNumber } from "../page-number.ts";
import { Problem } from "../structure/problem.tsx";
import { ADDABLE, nextAddition } from "./wish.ts";

/** Ends of the sliders, and where they begin when the unit changes. */
const UNITS = {
  eq: { most: 500, begin: 100, words: "eq, molecules for each dot" },
  mM: { most: 50, begin: 5, words: "mM" },
} as const;

function OneAddition({
  addition,
  taken,
  change,
  remove,
}: {
  readonly addition: Addition;
  /** Names of the others: each is added once. */
  readonly taken: readonly string[];
  readonly change: (addition: Addition) => void;
  readonly remove: () => void;
}): ReactNode {
  const { name, amount, unit } = addition;
  const { most, begin } = UNITS[unit];
  return (
    <li className="addition">
      <select
        aria-label="what is added"
        value={name}
        onChange={(event) => change({ ...addition, name: event.target.value })}
      >
        {ADDABLE.map(({ label, names }) => (
          <optgroup key={label} label={label}>
            {names.map((other) => (
              <option key={other} disabled={taken.includes(other)}>
                {other}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <button type="button" className="reset" onClick={remove}>
        remove<span className="hidden"> {name}</span>
      </button>
      <select
        aria-label={`unit of ${name}`}
        value={unit}
        onChange={(event) => {
          const next = event.target.value as Addition["unit"];
          change({ ...addition, unit: next, amount: UNITS[next].begin });
        }}
      >
        {Object.entries(UNITS).map(([key, { words }]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      <Slider
        control={pageNumber(`add-${name}`, name, unit, begin, [0, most])}
        value={amount}
        onChange={(next) => change({ ...addition, amount: next })}
      />
    </li>
  );
}

/** What is put into the solution beside the dots. */
export function Additions({
  additions,
  change,
  problem,
}: {
  readonly additions: readonly Addition[];
  readonly change: (additions: readonly Addition[]) => void;
  readonly problem: InterfaceRefused | null;
}): ReactNode {
  const next = nextAddition(additions);
  return (
    <>
      <h2>Added</h2>
      <ul className="ligands" aria-label="added to the solution">
        {additions.map((addition, index) => (
          <OneAddition
            key={addition.name}
            addition={addition}
            taken={additions.filter((other) => other !== addition).map(({ name }) => name)}
            change={(changed) => change(additions.with(index, changed))}
            remove={() => change(additions.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="tools">
        {next && (
          <button type="button" onClick={() => change([...additions, next])}>
            Add {next.name}
          </button>
        )}
        <span className="aside">{additions.length === 0 ? "nothing is added" : ""}</span>
      </div>
      <Problem at="additions" problem={problem} />
    </>
  );
}
