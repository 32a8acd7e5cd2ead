import type { ReactNode } from "react";
import { MeasurePanel } from "../components/quantum-yield/measure/measure-panel.tsx";
import { MediumPanel } from "../components/quantum-yield/medium/medium-panel.tsx";
import { PassivationPanel } from "../components/quantum-yield/passivation/passivation-panel.tsx";
import { TabbedPage } from "../components/tabbed-page.tsx";
import "../quantum-yield.css";

/** The page of quantum yields: how one is measured, what the medium does to the lifetime, what the surface does to the light. */
export function QuantumYieldPage(): ReactNode {
  return (
    <TabbedPage
      path="quantum-yield"
      title="Quantum yield"
      label="What is asked"
      className="yield-page"
      tabs={[
        { name: "Measure", path: "", panel: () => <MeasurePanel /> },
        { name: "Medium", path: "medium", panel: (shown) => <MediumPanel active={shown} /> },
        { name: "Passivation", path: "passivation", panel: (shown) => <PassivationPanel active={shown} /> },
      ]}
    />
  );
}
