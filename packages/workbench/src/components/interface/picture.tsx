import { type ReactNode, useMemo, useState } from "react";
import type { Stage } from "../../three/stage.ts";
import type { CoreAnswer, StateAnswer } from "../../worker/interface-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Tick } from "../controls/tick.tsx";
import { download } from "../download.ts";
import { reachOf } from "../structure/look.ts";
import { View } from "../structure/view.tsx";
import { Turns } from "../structure/view-tools.tsx";
import { ColourScale } from "./colour-scale.tsx";
import { coverageLook, SHOWN_WORDS, type Shown, sharesOf } from "./coverage.ts";

/** The picture in words. */
function pictureWords(core: CoreAnswer, shares: readonly (number | null)[], shown: Shown): string {
  const kinds = core.labels.map((label, i) => `${label} ${(100 * (shares[i] ?? 0)).toFixed(1)} %`);
  return `The bare core, ${core.scene.coreCount} atoms; ${SHOWN_WORDS[shown]}: ${kinds.join(", ")}.`;
}

/** The dot with its surface cations in the colours of their coverage, and the scale of the colours. */
export function Picture({
  core,
  here,
  name,
}: {
  readonly core: CoreAnswer | null;
  readonly here: StateAnswer | null;
  /** File name of the picture, without its ending. */
  readonly name: string;
}): ReactNode {
  const [shown, setShown] = useState<Shown>("complexes");
  const [mode, setMode] = useState<"space-filling" | "ball">("space-filling");
  const [facets, setFacets] = useState(false);
  const [stage, setStage] = useState<Stage | null>(null);
  const [picked, setPicked] = useState(-1);
  const [said, setSaid] = useState("");
  const shares = useMemo(() => (core && here ? sharesOf(core, here.state, shown) : []), [core, here, shown]);
  // The picture is drawn anew when a colour changes, not with every digit.
  const steps = shares.map((share) => (share === null ? "" : share.toFixed(3))).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `steps` stands for the shares
  const look = useMemo(
    () => (core && steps !== "" ? coverageLook(core, shares, { facets, mode }) : null),
    [core, steps, facets, mode],
  );
  const reach = useMemo(() => (core ? reachOf(core.scene, "hidden") : 20), [core]);
  const [last, setLast] = useState(core);
  if (core !== last) {
    setLast(core);
    setPicked(-1);
  }
  const kind = core && picked >= 0 ? (core.kindOf[picked] ?? -1) : -1;
  const atom =
    core && picked >= 0
      ? kind < 0
        ? `${core.scene.symbols[core.scene.element[picked]!]}: carries no complex`
        : `${core.scene.symbols[core.scene.element[picked]!]} on ${core.labels[kind]}: ${(100 * (shares[kind] ?? 0)).toFixed(1)} % of ${SHOWN_WORDS[shown]}`
      : "";
  const save = async (): Promise<void> => {
    if (stage) download(`${name}.png`, await stage.picture());
  };
  return (
    <>
      <fieldset className="view-tools">
        <legend className="hidden">View</legend>
        <Choice
          label="colour by"
          value={shown}
          options={Object.entries(SHOWN_WORDS)}
          onChange={(value) => setShown(value as Shown)}
        />
        <Choice
          label="atoms"
          value={mode}
          options={[
            ["space-filling", "space-filling"],
            ["ball", "ball and stick"],
          ]}
          onChange={(value) => setMode(value as typeof mode)}
        />
        <Tick checked={facets} onChange={setFacets}>
          facets
        </Tick>
        <Turns stage={stage} />
      </fieldset>
      <View
        scene={core?.scene ?? null}
        look={look}
        reach={reach}
        picked={picked}
        words={core ? pictureWords(core, shares, shown) : "no dot yet"}
        onPick={setPicked}
        onStage={setStage}
      />
      <div className="tools">
        <button
          type="button"
          aria-disabled={!stage}
          onClick={() => void save().catch((error: Error) => setSaid(error.message))}
        >
          Save picture
        </button>
        <span role="status">{said || atom}</span>
      </div>
      {core && <ColourScale labels={core.labels} shares={shares} shown={shown} />}
    </>
  );
}
