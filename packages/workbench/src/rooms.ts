import { type ComponentType, lazy } from "react";

/** A page of the workbench that is no study: its address `#/path`, its name in the bar, what it is called while it opens. */
export interface Room {
  readonly path: string;
  readonly label: string;
  readonly spoken: string;
  /** Fetched when first opened: drawing in three dimensions is half the workbench's weight, and a study needs none of it. */
  readonly Page: ComponentType;
}

const room = (path: string, label: string, spoken: string, page: () => Promise<ComponentType>): Room => ({
  path,
  label,
  spoken,
  Page: lazy(() => page().then((found) => ({ default: found }))),
});

/** Every such page, in the order of the bar; a new one is one entry here. */
export const ROOMS: readonly Room[] = [
  room("structure", "Structure", "the structure page", () =>
    import("./pages/structure.tsx").then(({ StructurePage }) => StructurePage),
  ),
  room("interface", "Interface", "the interface page", () =>
    import("./pages/interface.tsx").then(({ InterfacePage }) => InterfacePage),
  ),
  room("nmr", "NMR", "the NMR page", () => import("./pages/nmr.tsx").then(({ NmrPage }) => NmrPage)),
  room("decay", "Decay", "the decay page", () =>
    import("./pages/decay.tsx").then(({ DecayPage }) => DecayPage),
  ),
  room("quantum-yield", "Quantum yield", "the quantum-yield page", () =>
    import("./pages/quantum-yield.tsx").then(({ QuantumYieldPage }) => QuantumYieldPage),
  ),
  room("spectra", "Spectra", "the spectra page", () =>
    import("./pages/spectra.tsx").then(({ SpectraPage }) => SpectraPage),
  ),
];
