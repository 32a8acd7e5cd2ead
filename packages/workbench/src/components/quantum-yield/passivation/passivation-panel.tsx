import type { FigureSpec } from "@oleate/core";
import { memo, type ReactNode, useCallback, useDeferredValue, useMemo, useState } from "react";
import { FIRST_LIGHT } from "../../../worker/quantum-yield-first-light.ts";
import type { LightWish } from "../../../worker/quantum-yield-light-protocol.ts";
import { lightStudy, TITRATION_FILE, titrationCsv } from "../../../worker/quantum-yield-study.ts";
import { Command } from "../../command.tsx";
import { download } from "../../download.ts";
import { Figure } from "../../figure.tsx";
import { Refused } from "../../refused.tsx";
import { StartAgain } from "../../start-again.tsx";
import { useJob } from "../use-job.ts";
import { useLive } from "../use-live.ts";
import { Consistency } from "./consistency.tsx";
import { LightControls } from "./light-controls.tsx";
import { decayFigure, dilutionFigure, lifetimeFigure, sitesFigure, yieldFigure } from "./light-figures.ts";
import { LightTable } from "./light-table.tsx";
import { FIRST_CHOICE, type FitChoice, freeIn, Titration } from "./titration.tsx";

/** Folder that the saved study is put into, in the command. */
const FOLDER = "passivated-dots";

const Drawn = memo(function Drawn({
  name,
  spec,
  small = false,
}: {
  readonly name: string;
  readonly spec: FigureSpec;
  /** For a narrow place: letters keep their size. */
  readonly small?: boolean;
}): ReactNode {
  return (
    <div data-figure={name}>
      <Figure spec={spec} widthMm={small ? 72 : 100} heightMm={small ? 58 : 66} />
    </div>
  );
});

/** What the coverage of the surface does to the light: deep traps, shallow traps, etching. */
export function PassivationPanel({ active }: { readonly active: boolean }): ReactNode {
  const [wish, setWish] = useState<LightWish>(FIRST_LIGHT);
  const change = useCallback((part: Partial<LightWish>): void => setWish((old) => ({ ...old, ...part })), []);
  const [opened, setOpened] = useState(active);
  if (active && !opened) setOpened(true);
  const { found, refused, settled, milliseconds } = useLive("light", opened ? wish : null);
  const reading = useJob("titration");
  const fit = useJob("light fit");
  const [choice, setChoice] = useState<FitChoice>(FIRST_CHOICE);
  const rows = reading.found;
  // Figures may come a moment after the numbers, so that a sliding thumb is never held up.
  const shown = useDeferredValue(found);
  const drawn = useDeferredValue(wish);
  const figures = useMemo(
    () =>
      shown
        ? ([
            ["yield", yieldFigure(shown, drawn, rows)],
            ["decay", decayFigure(shown, drawn)],
            ["lifetime", lifetimeFigure(shown, drawn, rows)],
            ["sites", sitesFigure(shown, drawn)],
            ["dilution", dilutionFigure(shown, drawn)],
          ] as const)
        : null,
    [shown, drawn, rows],
  );
  const free = freeIn(choice, wish);
  const fitted = rows && free.length > 0 ? { rows, ...choice, free } : null;
  const save = (name: string, text: string): void => download(name, new Blob([text], { type: "text/plain" }));
  return (
    <div className="passivation" data-settled={settled}>
      <p>
        A bare site on the surface may be a deep trap, which makes its dot dark, or a shallow one, which
        shortens its decay. How many sites are bare follows from the same equilibrium that NMR sees; from
        their number follow yield, bright fraction and decay together.
      </p>
      <div className="bench-grid yield-bench passivation-bench">
        <div className="light-first">
          <div className="figure-grid light-figures">
            {figures?.slice(0, 2).map(([name, spec]) => (
              <Drawn key={name} name={name} spec={spec} />
            ))}
          </div>
          <section className="passivation-answer" aria-label="Light of the dots">
            <Refused problem={refused ? { complaints: refused } : undefined} />
            {refused && found && <p className="aside">Shown: the last that could be computed.</p>}
            {found ? <LightTable found={found} /> : !refused && <p role="status">Computing ...</p>}
          </section>
        </div>
        <fieldset className="controls dot-controls yield-controls">
          <legend className="hidden">Numbers of the model</legend>
          <LightControls wish={wish} change={change} />
          <StartAgain reset={() => setWish(FIRST_LIGHT)} milliseconds={milliseconds} />
          <p className="origin">
            At first: the dots of the study cspbbr3-picolinate, with the parameters it finds from the printed
            yields, lifetimes and best dose.
          </p>
        </fieldset>
        <section className="figure-grid light-figures further" aria-label="Further curves">
          {figures?.slice(2).map(([name, spec]) => (
            <Drawn key={name} name={name} spec={spec} small />
          ))}
        </section>
      </div>
      <Titration
        wish={wish}
        reading={reading}
        fit={fit}
        choice={choice}
        setChoice={setChoice}
        takeOver={(values) => change({ values })}
      />
      <Consistency light={found} />
      <h2>The same in a terminal</h2>
      <div className="tools">
        <span className="aside">
          As a study: save {fitted ? "both files" : "it"} in a folder <code>{FOLDER}</code>.
        </span>
        <button type="button" onClick={() => save("study.yaml", lightStudy(wish, fitted))}>
          Save study.yaml
        </button>
        {fitted && (
          <button type="button" onClick={() => save(TITRATION_FILE, titrationCsv(fitted.rows))}>
            Save {TITRATION_FILE}
          </button>
        )}
      </div>
      <Command command={`oleate run ${FOLDER}`} />
    </div>
  );
}
