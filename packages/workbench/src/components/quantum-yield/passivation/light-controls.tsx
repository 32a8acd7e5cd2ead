import { LIGHT_PARAMETERS } from "@oleate/core";
import type { ReactNode } from "react";
import { FIRST_LIGHT } from "../../../worker/quantum-yield-first-light.ts";
import type { LightNumberName, LightWish } from "../../../worker/quantum-yield-light-protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Slider } from "../../controls/slider.tsx";
import { Tick } from "../../controls/tick.tsx";
import { pageNumber } from "../../page-number.ts";

interface Moved {
  readonly name: LightNumberName;
  readonly label: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  readonly scale: "linear" | "log";
  readonly help: string;
}

const HELP = new Map<string, string>(LIGHT_PARAMETERS.map(({ name, help }) => [name, help]));
const moved = (
  name: LightNumberName,
  label: string,
  unit: string,
  range: readonly [number, number],
  scale: "linear" | "log",
  help: string = HELP.get(name) ?? "",
): Moved => ({ name, label, unit, range, scale, help });

/** Numbers that can be moved, in groups: where sites are covered, what bare ones do, what decays. */
export const LIGHT_GROUPS: readonly { readonly title: string; readonly numbers: readonly Moved[] }[] = [
  {
    title: "Sites and ligands",
    numbers: [
      moved("K_PIC", "K_PIC", "/mM", [1, 1e5], "log", "affinity of picolinate for a surface Pb"),
      moved("sites", "sites", "", [50, 2000], "log", "surface Pb on one dot"),
      moved(
        "dots",
        "dots",
        "uM",
        [1e-3, 100],
        "log",
        "concentration of dots; the native ligand goes with them",
      ),
      moved(
        "native",
        "native ligand",
        "eq",
        [0, 4000],
        "linear",
        "oleylammonium bromide per dot, bound and free",
      ),
      moved("K_L", "K_L", "/mM", [0.1, 1e4], "log", "its affinity for the same sites"),
      moved(
        "power",
        "its power",
        "",
        [0, 1],
        "linear",
        "share of the harm of a bare site that it takes away where it sits",
      ),
    ],
  },
  {
    title: "Traps",
    numbers: [
      moved("p_deep", "p_deep", "", [1e-4, 0.2], "log"),
      moved("p_shallow", "p_shallow", "", [1e-4, 0.5], "log"),
      moved("sites_per_trap", "sites per trap", "", [1, 6], "linear"),
      moved("inner_traps", "inner dark", "", [0, 3], "linear"),
    ],
  },
  {
    title: "Rates",
    numbers: [
      moved("tau_radiative", "tau_radiative", "ns", [0.5, 200], "log"),
      moved("k_shallow", "k_shallow", "/ns", [1e-3, 100], "log"),
      moved("tau_dark", "tau_dark", "ns", [0, 4], "linear"),
    ],
  },
];

/** Numbers of the etching at excess. */
export const ETCHING_NUMBERS: readonly Moved[] = [
  moved("K_etch", "K_etch", "", [1e-6, 1], "log", "of Pb.PIC + PIC ⇌ vacancy + Pb(PIC)₂"),
  moved("p_stripped", "p_stripped", "", [1e-3, 0.9], "log"),
];

function One({
  one,
  wish,
  move,
}: {
  readonly one: Moved;
  readonly wish: LightWish;
  readonly move: (name: LightNumberName, value: number) => void;
}): ReactNode {
  return (
    <div className="parameter">
      <Slider
        control={pageNumber(
          one.name,
          one.label,
          one.unit,
          FIRST_LIGHT.values[one.name],
          one.range,
          one.scale,
        )}
        value={wish.values[one.name]}
        onChange={(value) => move(one.name, value)}
      />
      <p className="origin">{one.help}</p>
    </div>
  );
}

/** The numbers of the two-trap model, with the names a study gives them. */
export function LightControls({
  wish,
  change,
}: {
  readonly wish: LightWish;
  readonly change: (part: Partial<LightWish>) => void;
}): ReactNode {
  const move = (name: LightNumberName, value: number): void =>
    change({ values: { ...wish.values, [name]: value } });
  return (
    <>
      <Slider
        control={pageNumber("dose", "dose", "eq", FIRST_LIGHT.dose, [0, wish.to])}
        value={wish.dose}
        onChange={(dose) => change({ dose })}
      />
      <Slider
        control={pageNumber("to", "drawn up to", "eq", FIRST_LIGHT.to, [50, 10_000], "log")}
        value={wish.to}
        onChange={(to) => change({ to: Math.max(1, to), dose: Math.min(wish.dose, Math.max(1, to)) })}
      />
      {LIGHT_GROUPS.map(({ title, numbers }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {numbers.map((one) => (
            <One key={one.name} one={one} wish={wish} move={move} />
          ))}
        </section>
      ))}
      <section aria-label="Etching">
        <h2>Etching at excess</h2>
        <Tick checked={wish.etching} onChange={(on) => change({ etching: on })}>
          picolinate strips surface Pb
        </Tick>
        {wish.etching &&
          ETCHING_NUMBERS.map((one) => <One key={one.name} one={one} wish={wish} move={move} />)}
      </section>
      <Choice
        label="trap numbers"
        value={wish.statistics}
        options={[
          ["binomial", "binomial: each site by itself"],
          ["poisson", "Poisson: the limit of many"],
        ]}
        onChange={(statistics) => change({ statistics: statistics as LightWish["statistics"] })}
      />
    </>
  );
}
