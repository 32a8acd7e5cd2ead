import type { ReactNode } from "react";
import type { CoreWish, MediumWish } from "../../../worker/quantum-yield-protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { NumberField } from "../../controls/number-field.tsx";
import { Slider } from "../../controls/slider.tsx";
import { Tick } from "../../controls/tick.tsx";
import { pageNumber } from "../../page-number.ts";
import { INDEXED_SOLVENTS } from "../solvent-field.tsx";
import { CORES, FIRST_MEDIUM } from "./first-medium.ts";

/** The dot, the solvent its lifetime is known in, and that lifetime. */
export function MediumControls({
  wish,
  change,
}: {
  readonly wish: MediumWish;
  readonly change: (part: Partial<MediumWish>) => void;
}): ReactNode {
  const { core } = wish;
  const first = FIRST_MEDIUM.core;
  const changeCore = (part: Partial<CoreWish>): void => change({ core: { ...core, ...part } });
  return (
    <>
      <Slider
        control={pageNumber("lifetime", "lifetime", "ns", FIRST_MEDIUM.lifetimeNs, [0.5, 500], "log")}
        value={wish.lifetimeNs}
        onChange={(lifetimeNs) => change({ lifetimeNs })}
      />
      <Choice
        label="known in"
        value={wish.reference}
        options={INDEXED_SOLVENTS}
        onChange={(reference) => change({ reference })}
      />
      <Slider
        control={pageNumber("temperature", "temperature", "K", FIRST_MEDIUM.temperatureK, [273.15, 318.15])}
        value={wish.temperatureK}
        onChange={(temperatureK) => change({ temperatureK })}
      />
      <h2>Core</h2>
      <Choice
        label="permittivity of"
        value={core.material}
        options={[...CORES, ["", "stated"]]}
        onChange={(material) => changeCore({ material })}
      />
      {core.material === "" && (
        <NumberField
          label="permittivity"
          value={core.permittivity}
          onChange={(permittivity) => changeCore({ permittivity })}
        />
      )}
      <Choice
        label="field of"
        value={core.shape}
        options={[
          ["sphere", "a sphere"],
          ["cube", "a cube, mean of it"],
        ]}
        onChange={(shape) =>
          changeCore({ shape: shape as CoreWish["shape"], ...(shape === "cube" ? { shell: false } : {}) })
        }
      />
      <Tick
        checked={core.shell}
        disabled={core.shape === "cube"}
        onChange={(on) => changeCore({ shell: on })}
      >
        count a shell of ligands
      </Tick>
      {core.shell && (
        <>
          <Slider
            control={pageNumber("shell", "thickness", "nm", first.shellNm, [0, 4])}
            value={core.shellNm}
            onChange={(shellNm) => changeCore({ shellNm })}
          />
          <Slider
            control={pageNumber("shell-index", "index of the shell", "", first.shellIndex, [1.3, 1.7])}
            value={core.shellIndex}
            onChange={(shellIndex) => changeCore({ shellIndex })}
          />
          <Slider
            control={pageNumber("size", "diameter of the core", "nm", first.diameterNm, [1, 20])}
            value={core.diameterNm}
            onChange={(diameterNm) => changeCore({ diameterNm })}
          />
        </>
      )}
      <p className="origin">
        Permittivity, shape and shell enter the sphere model only; the cavities know the solvent alone.
      </p>
    </>
  );
}
