import { type ReactNode, useEffect, useState } from "react";
import { Experiment } from "../components/nmr/experiment.tsx";
import { Tabs } from "../components/nmr/tabs.tsx";
import { TitrationPanel } from "../components/nmr/titration/titration-panel.tsx";
import { useTitration } from "../components/nmr/titration/use-titration.ts";
import { useNmr } from "../components/nmr/use-nmr.ts";

const TABS = ["Spectra and diffusion", "Titration"] as const;
type Tab = (typeof TABS)[number];

/** Addresses of the tabs; they can be linked to and gone back to. */
const ADDRESSES: Readonly<Record<Tab, string>> = {
  "Spectra and diffusion": "#/nmr",
  Titration: "#/nmr/titration",
};
const tabOfAddress = (): Tab =>
  /^#\/nmr\/titration\/?$/u.test(location.hash) ? "Titration" : "Spectra and diffusion";

/** The page of NMR data: spectra with their integrals and diffusion, and series fitted together. */
export function NmrPage(): ReactNode {
  const [shown, setShown] = useState(tabOfAddress);
  const bench = useNmr();
  const titration = useTitration(shown === "Titration");
  useEffect(() => {
    document.title = "NMR: Oleate";
    const follow = (): void => {
      if (location.hash.startsWith("#/nmr")) setShown(tabOfAddress());
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const show = (tab: Tab): void => {
    setShown(tab);
    location.hash = ADDRESSES[tab];
  };
  return (
    <div className="dot-page nmr-page">
      <h1>NMR</h1>
      <Tabs
        label="What is looked at"
        names={TABS}
        shown={shown}
        show={show}
        panels={{
          "Spectra and diffusion": <Experiment bench={bench} />,
          Titration: <TitrationPanel titration={titration} />,
        }}
      />
    </div>
  );
}
