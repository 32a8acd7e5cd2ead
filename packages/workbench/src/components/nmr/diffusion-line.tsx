import { type ReactNode, useMemo } from "react";
import type { NmrWish } from "../../worker/nmr-protocol.ts";
import { Command } from "../command.tsx";
import { diffusionCommand } from "./diffusion-command.ts";
import type { RadiusWish } from "./radius.ts";
import type { NmrFound } from "./use-nmr.ts";

/** The line that makes the same fits in a terminal; of simulated data, which are no file, there is none. */
export function DiffusionLine({
  found,
  wish,
  radius,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly radius: RadiusWish;
}): ReactNode {
  const said = useMemo(() => diffusionCommand(found, wish, radius), [found, wish, radius]);
  if (!said) return null;
  return (
    <>
      <Command command={said.command} />
      {said.beyond.length > 0 && (
        <p className="aside">Only here, not in a terminal: {said.beyond.join(", ")}.</p>
      )}
    </>
  );
}
