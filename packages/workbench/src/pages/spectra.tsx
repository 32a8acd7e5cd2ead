import { type ReactNode, useEffect, useState } from "react";
import { Tabs } from "../components/nmr/tabs.tsx";
import { SizePanel } from "../components/spectra/size-panel.tsx";
import { SpectraPanel } from "../components/spectra/spectra-panel.tsx";
import "../spectra.css";

const TABS = ["Spectra", "Size and gap"] as const;
type Tab = (typeof TABS)[number];

/** Addresses of the tabs; they can be linked to and gone back to. */
const addressOf = (tab: Tab): string => (tab === "Spectra" ? "#/spectra" : "#/spectra/size");
const tabOfAddress = (): Tab =>
  TABS.find((tab) => location.hash.replace(/\/$/u, "") === addressOf(tab)) ?? "Spectra";

/** The page of absorption and emission spectra: what they say of the dots, and what a size says of the spectrum. */
export function SpectraPage(): ReactNode {
  const [shown, setShown] = useState(tabOfAddress);
  useEffect(() => {
    document.title = "Spectra: Oleate";
    const follow = (): void => {
      if (location.hash.startsWith("#/spectra")) setShown(tabOfAddress());
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const show = (tab: Tab): void => {
    setShown(tab);
    location.hash = addressOf(tab);
  };
  return (
    <div className="dot-page spectra-page">
      <h1>Spectra</h1>
      <Tabs
        label="What is asked"
        names={TABS}
        shown={shown}
        show={show}
        panels={{
          Spectra: <SpectraPanel />,
          "Size and gap": <SizePanel active={shown === "Size and gap"} />,
        }}
      />
    </div>
  );
}
