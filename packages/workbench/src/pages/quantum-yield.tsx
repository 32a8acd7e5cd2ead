import { type ReactNode, useEffect, useState } from "react";
import { Tabs } from "../components/nmr/tabs.tsx";
import { MeasurePanel } from "../components/quantum-yield/measure/measure-panel.tsx";
import { MediumPanel } from "../components/quantum-yield/medium/medium-panel.tsx";
import { PassivationPanel } from "../components/quantum-yield/passivation/passivation-panel.tsx";
import "../quantum-yield.css";

const TABS = ["Measure", "Medium", "Passivation"] as const;
type Tab = (typeof TABS)[number];

/** Addresses of the tabs; they can be linked to and gone back to. */
const addressOf = (tab: Tab): string =>
  tab === "Measure" ? "#/quantum-yield" : `#/quantum-yield/${tab.toLowerCase()}`;
const tabOfAddress = (): Tab =>
  TABS.find((tab) => location.hash.replace(/\/$/u, "") === addressOf(tab)) ?? "Measure";

/** The page of quantum yields: how one is measured, what the medium does to the lifetime, what the surface does to the light. */
export function QuantumYieldPage(): ReactNode {
  const [shown, setShown] = useState(tabOfAddress);
  useEffect(() => {
    document.title = "Quantum yield: Oleate";
    const follow = (): void => {
      if (location.hash.startsWith("#/quantum-yield")) setShown(tabOfAddress());
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const show = (tab: Tab): void => {
    setShown(tab);
    location.hash = addressOf(tab);
  };
  return (
    <div className="dot-page yield-page">
      <h1>Quantum yield</h1>
      <Tabs
        label="What is asked"
        names={TABS}
        shown={shown}
        show={show}
        panels={{
          Measure: <MeasurePanel />,
          Medium: <MediumPanel active={shown === "Medium"} />,
          Passivation: <PassivationPanel active={shown === "Passivation"} />,
        }}
      />
    </div>
  );
}
