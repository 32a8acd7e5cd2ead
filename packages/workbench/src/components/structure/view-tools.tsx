import type { ReactNode } from "react";
import type { Stage } from "../../three/stage.ts";
import { Choice } from "../controls/choice.tsx";
import { Tick } from "../controls/tick.tsx";
import type { ViewChoices } from "./look.ts";

const STEP = Math.PI / 12;

/** Ways to turn the dot without a pointer. */
const TURNS: readonly (readonly [sign: string, name: string, move: (stage: Stage) => void])[] = [
  ["←", "turn left", (stage) => stage.turn(-STEP, 0)],
  ["→", "turn right", (stage) => stage.turn(STEP, 0)],
  ["↑", "turn up", (stage) => stage.turn(0, STEP)],
  ["↓", "turn down", (stage) => stage.turn(0, -STEP)],
  ["+", "nearer", (stage) => stage.step(0.83)],
  ["−", "farther", (stage) => stage.step(1.2)],
];

/** Buttons to turn the dot, to go nearer and farther. */
export function Turns({ stage }: { readonly stage: Stage | null }): ReactNode {
  return (
    <span className="turns">
      {TURNS.map(([sign, name, move]) => (
        <button key={name} type="button" aria-label={name} title={name} onClick={() => stage && move(stage)}>
          {sign}
        </button>
      ))}
      <button type="button" onClick={() => stage?.fit()}>
        fit
      </button>
    </span>
  );
}

/** How the dot is shown, and buttons to turn it. */
export function ViewTools({
  choices,
  change,
  stage,
  hasLigands,
}: {
  readonly choices: ViewChoices;
  readonly change: (part: Partial<ViewChoices>) => void;
  readonly stage: Stage | null;
  readonly hasLigands: boolean;
}): ReactNode {
  return (
    <fieldset className="view-tools">
      <legend className="hidden">View</legend>
      <Choice
        label="atoms"
        value={choices.mode}
        options={[
          ["space-filling", "space-filling"],
          ["ball", "ball and stick"],
        ]}
        onChange={(mode) => change({ mode: mode as ViewChoices["mode"] })}
      />
      <Choice
        label="colour by"
        value={choices.colouring}
        options={["element", "facet", "site class"].map((name) => [name, name])}
        onChange={(colouring) => change({ colouring: colouring as ViewChoices["colouring"], off: new Set() })}
      />
      {hasLigands && (
        <Choice
          label="ligands"
          value={choices.ligands}
          options={[
            ["thin", "sticks"],
            ["as the core", "as the core"],
            ["heads", "heads only"],
            ["hidden", "hidden"],
          ]}
          onChange={(ligands) => change({ ligands: ligands as ViewChoices["ligands"] })}
        />
      )}
      <Tick checked={choices.facets} onChange={(on) => change({ facets: on })}>
        facets
      </Tick>
      <Turns stage={stage} />
    </fieldset>
  );
}
