import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Command } from "../components/command.tsx";
import { Answer } from "../components/interface/answer.tsx";
import { Controls } from "../components/interface/controls.tsx";
import { Curves } from "../components/interface/curves.tsx";
import { FIRST_SIGNALS, Nmr } from "../components/interface/nmr.tsx";
import { Parameters, withinRange } from "../components/interface/parameters.tsx";
import { Picture } from "../components/interface/picture.tsx";
import { useEnsemble } from "../components/interface/use-ensemble.ts";
import { useInterface } from "../components/interface/use-interface.ts";
import { FIRST_WISH, USUAL_LIGAND } from "../components/interface/wish.ts";
import { StartAgain } from "../components/start-again.tsx";
import type { InterfaceWish, SignalsWish } from "../worker/interface-protocol.ts";
import { interfaceCommand, interfaceWordsOf } from "../worker/interface-words.ts";

/** The page of a solution of dots: what is put in, what is on the dots, and how that changes. */
export function InterfacePage(): ReactNode {
  const [wish, setWish] = useState<InterfaceWish>(FIRST_WISH);
  /** Chosen for the curve of added ligand; before that, what was added first. */
  const [chosen, setChosen] = useState<string | null>(null);
  const ligand = chosen ?? wish.additions[0]?.name ?? USUAL_LIGAND;
  // Sets are not drawn for what the model refuses.
  const [held, setHeld] = useState(wish.set);
  if (held !== wish.set && withinRange(wish.set)) setHeld(wish.set);
  const drawing = useEnsemble(held);
  const [signals, setSignals] = useState<SignalsWish>(FIRST_SIGNALS);
  const { core, here, curves, map, nmr, problem, settled } = useInterface(
    wish,
    ligand,
    drawing.sets,
    signals,
  );
  useEffect(() => {
    document.title = "The dynamic interface: Oleate";
  }, []);
  const change = useCallback(
    (part: Partial<InterfaceWish>): void => setWish((old) => ({ ...old, ...part })),
    [],
  );
  const found = drawing.ensemble;
  return (
    <div className="dot-page interface-page" data-settled={settled}>
      <h1>What is on my dots?</h1>
      <p>
        A dot in solution is in equilibrium with its shell: metal complexes come off on dilution and in polar
        solvents, and are carried off by acids and amines.
      </p>
      <div className="interface-bench">
        <section className="interface-answer" aria-label="What is on the dots">
          <h2>On the dots</h2>
          {problem && here && <p className="aside">Shown: the last solution that could be computed.</p>}
          {here ? <Answer here={here} drawing={drawing} /> : <p role="status">Computing ...</p>}
        </section>
        <fieldset className="controls dot-controls interface-controls">
          <legend className="hidden">The solution</legend>
          <Controls wish={wish} change={change} problem={problem} />
          <Parameters set={wish.set} change={(set) => change({ set })} ensemble={found} problem={problem} />
          <StartAgain reset={() => setWish(FIRST_WISH)} milliseconds={here?.milliseconds} />
        </fieldset>
        <section className="interface-view" aria-label="Picture of the dot">
          <Picture core={core} here={here} name={`interface-${wish.material}-${wish.sizeNm}nm`} />
        </section>
      </div>
      <Command command={interfaceCommand(interfaceWordsOf(wish))} />
      <h2>How that changes</h2>
      <p className="aside">
        {found
          ? `Bands: what nine in ten parameter sets give; ${found.members.length} of ${found.drawn} sets drawn agree with what Grisorio 2016 saw.`
          : "Bands follow once the parameter sets are drawn."}
      </p>
      {here ? (
        <Curves curves={curves} map={map} here={here} ligand={ligand} setLigand={setChosen} />
      ) : (
        <p role="status">Computing ...</p>
      )}
      <Nmr answer={nmr} signals={signals} setSignals={setSignals} />
    </div>
  );
}
