import type { ReactNode } from "react";
import { SizePanel } from "../components/spectra/size-panel.tsx";
import { SpectraPanel } from "../components/spectra/spectra-panel.tsx";
import { TabbedPage } from "../components/tabbed-page.tsx";
import "../spectra.css";

/** The page of absorption and emission spectra: what they say of the dots, and what a size says of the spectrum. */
export function SpectraPage(): ReactNode {
  return (
    <TabbedPage
      path="spectra"
      title="Spectra"
      label="What is asked"
      className="spectra-page"
      tabs={[
        { name: "Spectra", path: "", panel: () => <SpectraPanel /> },
        { name: "Size and gap", path: "size", panel: (shown) => <SizePanel active={shown} /> },
      ]}
    />
  );
}
