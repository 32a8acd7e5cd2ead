import { type ReactNode, useEffect, useRef, useState } from "react";
import { canDraw, createStage, type Look, type PageColours, type Stage } from "../../three/stage.ts";
import type { DotScene } from "../../worker/structure-protocol.ts";

function pageColours(): PageColours {
  const style = getComputedStyle(document.documentElement);
  return {
    ink: style.getPropertyValue("--ink").trim() || "#000000",
    paper: style.getPropertyValue("--paper").trim() || "#ffffff",
  };
}

/** Calls back whenever the page turns light or dark. */
function onTheme(follow: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(follow);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", follow);
  return () => {
    chosen.disconnect();
    system.removeEventListener("change", follow);
  };
}

/** The picture of a dot, with a scale bar. Without WebGL it says so, and the numbers stay. */
export function View({
  scene,
  look,
  reach,
  picked,
  words,
  onPick,
  onStage,
}: {
  readonly scene: DotScene | null;
  readonly look: Look | null;
  readonly reach: number;
  readonly picked: number;
  /** What the picture shows, for those who do not see it. */
  readonly words: string;
  readonly onPick: (atom: number) => void;
  readonly onStage: (stage: Stage | null) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [trouble, setTrouble] = useState<string | null>(null);
  const placed = useRef<DotScene | null>(null);

  useEffect(() => {
    if (!canDraw()) {
      setTrouble(
        "This browser cannot draw in three dimensions (WebGL 2 is missing). The numbers below are complete.",
      );
      return;
    }
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    box.current?.prepend(canvas);
    const made = createStage(canvas, {
      onPick: (atom) => pick.current(atom),
      onScale: (pixelsPerNm) => {
        if (bar.current) bar.current.style.width = `${pixelsPerNm}px`;
      },
      onLost: () => setTrouble("The graphics device was lost. Reload the page to see the dot again."),
    });
    stage.current = made;
    placed.current = null;
    onStage(made);
    made.colours(pageColours());
    const quiet = onTheme(() => made.colours(pageColours()));
    return () => {
      quiet();
      onStage(null);
      stage.current = null;
      made.dispose();
      canvas.remove();
    };
  }, [onStage]);

  useEffect(() => {
    const made = stage.current;
    if (!made || !scene || !look) return;
    if (placed.current !== scene) {
      made.place(scene.xyz, reach);
      placed.current = scene;
    } else made.reach(reach);
    made.look(look);
  }, [scene, look, reach]);
  useEffect(() => stage.current?.mark(picked), [picked]);
  useEffect(() => box.current?.querySelector("canvas")?.setAttribute("aria-label", words), [words]);

  return (
    <div ref={box} className="stage">
      {trouble && (
        <p className="problem" role="alert">
          {trouble}
        </p>
      )}
      <span className="scale" hidden={trouble !== null || !scene}>
        <span ref={bar} className="scale-bar" />1 nm
      </span>
    </div>
  );
}
