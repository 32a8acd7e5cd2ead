import { type ReactNode, useEffect } from "react";
import { DecayBench } from "../components/decay/decay-bench.tsx";
import "../decay.css";

/** The page of emission decays: lifetimes, their averages, and how sure they are. */
export function DecayPage(): ReactNode {
  useEffect(() => {
    document.title = "Decay: Oleate";
  }, []);
  return (
    <div className="dot-page data-page decay-page">
      <h1>Decay</h1>
      <DecayBench />
    </div>
  );
}
