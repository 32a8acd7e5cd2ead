import type { ReactNode } from "react";
import type { DotScene } from "../../worker/structure-protocol.ts";
import { firstOfClass, nextOfClass, wordsOfAtom } from "./atom-words.ts";

/** The picked atom in words, and a way from site to site without a pointer. */
export function AtomPanel({
  scene,
  picked,
  pick,
}: {
  readonly scene: DotScene;
  readonly picked: number;
  /** Picks an atom; `turn` brings it to the front. */
  readonly pick: (atom: number, turn: boolean) => void;
}): ReactNode {
  const words = picked >= 0 ? wordsOfAtom(scene, picked) : null;
  return (
    <section className="atom" aria-label="Picked atom">
      <h2>Picked atom</h2>
      <div role="status" data-picked={picked}>
        {words ? (
          <>
            <p className="atom-title">{words.title}</p>
            <dl>
              {words.lines.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : (
          <p className="aside">Click an atom to see its class, its bonds and what it lacks.</p>
        )}
      </div>
      <div className="tools">
        {words?.className && (
          <button type="button" onClick={() => pick(nextOfClass(scene, picked), true)}>
            Next site of this class
          </button>
        )}
        {!words && scene.classes.length > 0 && (
          <button type="button" onClick={() => pick(firstOfClass(scene, 0), true)}>
            First site of {scene.classes[0]!.name}
          </button>
        )}
        {words && (
          <button type="button" onClick={() => pick(-1, false)}>
            Clear
          </button>
        )}
      </div>
    </section>
  );
}
