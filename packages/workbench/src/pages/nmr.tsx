import type { ReactNode } from "react";
import { Experiment } from "../components/nmr/experiment.tsx";
import { TitrationPanel } from "../components/nmr/titration/titration-panel.tsx";
import { TabbedPage } from "../components/tabbed-page.tsx";
import "../nmr.css";

/** The page of NMR data: spectra with their integrals and diffusion, and series fitted together. */
export function NmrPage(): ReactNode {
  return (
    <TabbedPage
      path="nmr"
      title="NMR"
      label="What is looked at"
      className="nmr-page"
      tabs={[
        { name: "Spectra and diffusion", path: "", panel: () => <Experiment /> },
        { name: "Titration", path: "titration", panel: (shown) => <TitrationPanel active={shown} /> },
      ]}
    />
  );
}
