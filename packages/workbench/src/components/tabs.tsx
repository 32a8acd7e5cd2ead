import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

/** Panels of which one is shown; the others keep what was done in them. Arrow keys go from tab to tab. */
export function Tabs<Name extends string>({
  label,
  names,
  shown,
  show,
  panels,
}: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly shown: Name;
  readonly show: (name: Name) => void;
  readonly panels: Readonly<Record<Name, ReactNode>>;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (names.indexOf(shown) + step + names.length) % names.length;
    show(names[next]!);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <>
      <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {names.map((name, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${i}`}
            aria-selected={name === shown}
            aria-controls={`${id}-panel-${i}`}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => show(name)}
          >
            {name}
          </button>
        ))}
      </div>
      {names.map((name, i) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-panel-${i}`}
          aria-labelledby={`${id}-tab-${i}`}
          hidden={name !== shown}
        >
          {panels[name]}
        </div>
      ))}
    </>
  );
}
