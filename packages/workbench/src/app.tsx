import { type ReactNode, useEffect, useState } from "react";
import { ThemeChoice } from "./components/theme-choice.tsx";
import { Gallery } from "./pages/gallery.tsx";
import { StudyPage } from "./pages/study.tsx";

/** The study named by the address, or null for the gallery. */
function studyOfHash(): string | null {
  const name = /^#\/studies\/([^/]+)/u.exec(location.hash)?.[1];
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    // Not a well-formed address: taken as written, it names no study, and the page says so.
    return name;
  }
}

/** The whole page: header, gallery or one study. */
export function App(): ReactNode {
  const [study, setStudy] = useState(studyOfHash);
  useEffect(() => {
    const follow = (): void => {
      // Links within a page are plain anchors and leave the study alone.
      if (location.hash === "" || location.hash.startsWith("#/")) setStudy(studyOfHash());
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("content")?.focus()}>
        Skip to content
      </button>
      <header className="bar">
        <nav aria-label="Workbench">
          <a href="#/" className="brand">
            Oleate
          </a>
          {study !== null && <span className="crumb">{study}</span>}
        </nav>
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {study === null ? <Gallery /> : <StudyPage key={study} id={study} />}
      </main>
    </>
  );
}
