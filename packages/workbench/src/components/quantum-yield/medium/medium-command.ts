import type { LifetimeRows, MediumWish } from "../../../worker/quantum-yield-protocol.ts";
import { shellPath, shellWord } from "../../shell-word.ts";
import { FIRST_MEDIUM } from "./first-medium.ts";

function coreFlags({ core }: MediumWish): readonly (readonly [string, string])[] {
  const of =
    core.material === ""
      ? ["--permittivity", String(core.permittivity ?? "?")]
      : ["--material", core.material];
  return [
    of as [string, string],
    ...(core.shape === "cube" ? [["--shape", "cube"] as const] : []),
    ...(core.shell
      ? ([
          ["--shell", `${core.shellNm} nm`],
          ["--shell-index", String(core.shellIndex)],
          ["--size", `${core.diameterNm} nm`],
        ] as const)
      : []),
  ];
}

/** The line that gives the same in a terminal: factors of all solvents, or a table of lifetimes fitted. */
export function mediumCommand(
  wish: MediumWish,
  fit: { readonly rows: Pick<LifetimeRows, "file">; readonly form: "scale" | "line" } | null,
): string {
  const flags: readonly (readonly [string, string])[] = [
    ...coreFlags(wish),
    ["--reference", wish.reference],
    ...(wish.temperatureK === FIRST_MEDIUM.temperatureK
      ? []
      : [["--temperature", `${wish.temperatureK} K`] as const]),
    ...(fit ? [] : [["--lifetime", `${wish.lifetimeNs} ns`] as const]),
  ];
  const said = flags.flatMap(([flag, text]) => [flag, shellWord(text)]);
  const table = fit
    ? ["--lifetimes", shellPath(fit.rows.file), ...(fit.form === "line" ? ["--line"] : [])]
    : [];
  return ["oleate medium", ...said, ...table].join(" ");
}
