import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { AtomPanel } from "../components/structure/atom-panel.tsx";
import { colouredBy } from "../components/structure/colouring.ts";
import { buildCommand } from "../components/structure/command.ts";
import { Controls } from "../components/structure/controls.tsx";
import { Legend } from "../components/structure/legend.tsx";
import { lookOf, reachOf, type ViewChoices } from "../components/structure/look.ts";
import { Numbers } from "../components/structure/numbers.tsx";
import { PRESETS } from "../components/structure/presets.ts";
import { Save } from "../components/structure/save.tsx";
import { useDot } from "../components/structure/use-dot.ts";
import { View } from "../components/structure/view.tsx";
import { ViewTools } from "../components/structure/view-tools.tsx";
import { completed } from "../components/structure/wish.ts";
import type { Stage } from "../three/stage.ts";
import { type Built, type DotWish, isCovered } from "../worker/structure-protocol.ts";
import { wordsOf } from "../worker/structure-words.ts";

const FIRST_VIEW: ViewChoices = {
  mode: "space-filling",
  colouring: "site class",
  ligands: "thin",
  facets: false,
  off: new Set(),
};
/** How far ligands reach beyond the core before any were placed, Angstrom. */
const GUESSED_SHELL = 16;

/** The picture in words. */
function pictureWords(built: Built): string {
  const { scene, numbers } = built;
  const classes = scene.classes.map(({ name, count }) => `${count} ${name}`).join(", ");
  return `${numbers.formula}, ${scene.element.length} atoms; sites: ${classes || "none"}.`;
}

/** The page of one dot: its controls, its picture, its numbers. */
export function StructurePage(): ReactNode {
  const [wish, setWish] = useState<DotWish>(PRESETS[0]!.wish);
  const [view, setView] = useState(FIRST_VIEW);
  const [stage, setStage] = useState<Stage | null>(null);
  const [picked, setPicked] = useState(-1);
  const dot = useDot(wish);
  const { built } = dot;
  const scene = built?.scene ?? null;
  useEffect(() => {
    document.title = "The dot itself: Oleate";
  }, []);
  const change = useCallback((part: Partial<DotWish>): void => setWish((old) => completed(old, part)), []);

  // An atom keeps its number when ligands are put on, so the pick stays; another core is another dot, also one that lost atoms to its ligands.
  const [last, setLast] = useState<Built | null>(null);
  const [shell, setShell] = useState(GUESSED_SHELL);
  if (built !== last) {
    setLast(built);
    if (built?.stage === "core" || built?.scene.coreCount !== last?.scene.coreCount) setPicked(-1);
    if (built?.stage === "ligands") setShell(reachOf(built.scene, "thin") - reachOf(built.scene, "hidden"));
  }
  const coloured = useMemo(() => (scene ? colouredBy(scene, view.colouring) : null), [scene, view.colouring]);
  const look = useMemo(
    () => (scene && coloured ? lookOf(scene, coloured, view) : null),
    [scene, coloured, view],
  );
  const awaited = isCovered(wish) && built?.stage === "core" && !dot.problem;
  const reach = useMemo(
    () => (scene ? reachOf(scene, view.ligands) + (awaited && view.ligands === "thin" ? shell : 0) : 20),
    [scene, view.ligands, awaited, shell],
  );
  const pick = (atom: number, turn: boolean): void => {
    setPicked(atom);
    if (turn && atom >= 0) stage?.turnTo(atom);
  };
  const toggle = (key: string): void =>
    setView((old) => {
      const off = new Set(old.off);
      if (!off.delete(key)) off.add(key);
      return { ...old, off };
    });
  const chosen = PRESETS.findIndex((preset) => preset.wish === wish);

  return (
    <div className="dot-page">
      <h1>The dot itself</h1>
      <p>Cut a core, end its facets, put ligands on it; read its sites and its charge.</p>
      <fieldset className="tools presets">
        <legend className="hidden">Dots to begin from</legend>
        {PRESETS.map((preset, index) => (
          <button
            key={preset.name}
            type="button"
            aria-pressed={index === chosen}
            title={preset.what}
            onClick={() => setWish(preset.wish)}
          >
            {preset.name}
          </button>
        ))}
      </fieldset>
      <p className="aside">{PRESETS[chosen]?.what ?? "A dot of your own."}</p>
      <div className="dot-bench">
        <section className="dot-view" aria-label="Picture of the dot">
          <ViewTools
            choices={view}
            change={(part) => setView((old) => ({ ...old, ...part }))}
            stage={stage}
            hasLigands={isCovered(wish)}
          />
          <View
            scene={scene}
            look={look}
            reach={reach}
            picked={picked}
            words={built ? pictureWords(built) : "no dot yet"}
            onPick={(atom) => pick(atom, false)}
            onStage={setStage}
          />
          <p className="dot-line" role="status">
            {built ? (
              <>
                <strong data-formula>{built.numbers.formula}</strong>{" "}
                <span className="aside" data-milliseconds={built.milliseconds}>
                  {built.scene.element.length} atoms, built in {Math.max(1, Math.round(built.milliseconds))}{" "}
                  ms
                </span>
              </>
            ) : (
              "Building the dot ..."
            )}
          </p>
          <div className="tools placing">
            {dot.placing && (
              <>
                <progress
                  max={1}
                  aria-label="placing ligands"
                  {...(dot.placing.share > 0 ? { value: dot.placing.share } : {})}
                />
                <span>{dot.placing.what}</span>
                <button type="button" onClick={dot.cancel}>
                  Cancel
                </button>
              </>
            )}
            {dot.bare && (
              <button type="button" onClick={dot.placeLigands}>
                Place ligands
              </button>
            )}
          </div>
        </section>
        <Controls wish={wish} change={change} families={built?.families ?? []} problem={dot.problem} />
        <div className="dot-side">
          <Legend categories={coloured?.categories ?? []} off={view.off} toggle={toggle} />
          {scene && (
            <AtomPanel scene={scene} picked={picked < scene.element.length ? picked : -1} pick={pick} />
          )}
        </div>
      </div>
      {built && (
        <>
          <h2>Save</h2>
          <Save
            name={`${wish.material}-${wish.shape}-${built.scene.coreCount}`}
            stage={stage}
            formats={dot.formats}
            write={dot.write}
            command={buildCommand(wordsOf(wish))}
          />
          <h2>Numbers</h2>
          <Numbers numbers={built.numbers} classes={built.scene.classes} faces={built.scene.faces} />
        </>
      )}
    </div>
  );
}
