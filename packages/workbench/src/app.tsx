import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { ThemeChoice } from "./components/theme-choice.tsx";
import { Gallery } from "./pages/gallery.tsx";
import { StudyPage } from "./pages/study.tsx";

// Drawing in three dimensions is half the workbench's weight; those who open a study do not wait for it.
const StructurePage = lazy(() =>
  import("./pages/structure.tsx").then(({ StructurePage: page }) => ({ default: page })),
);
const InterfacePage = lazy(() =>
  import("./pages/interface.tsx").then(({ InterfacePage: page }) => ({ default: page })),
);
const NmrPage = lazy(() => import("./pages/nmr.tsx").then(({ NmrPage: page }) => ({ default: page })));

/** What the address names: the gallery, the pages of structure, interface and NMR, or a study. */
type Place =
  | { readonly page: "gallery" | "structure" | "interface" | "nmr" }
  | { readonly page: "study"; readonly study: string };

function placeOfHash(): Place {
  if (/^#\/structure\/?$/u.test(location.hash)) return { page: "structure" };
  if (/^#\/interface\/?$/u.test(location.hash)) return { page: "interface" };
  if (/^#\/nmr\/?$/u.test(location.hash)) return { page: "nmr" };
  const name = /^#\/studies\/([^/]+)/u.exec(location.hash)?.[1];
  if (name === undefined) return { page: "gallery" };
  try {
    return { page: "study", study: decodeURIComponent(name) };
  } catch {
    // Not a well-formed address: taken as written, it names no study, and the page says so.
    return { page: "study", study: name };
  }
}

/** The whole page: header, and the gallery, one study, one dot, one solution of dots, or NMR data. */
export function App(): ReactNode {
  const [place, setPlace] = useState(placeOfHash);
  useEffect(() => {
    const follow = (): void => {
      // Links within a page are plain anchors and leave the study alone.
      if (location.hash === "" || location.hash.startsWith("#/")) setPlace(placeOfHash());
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
          <a
            href="#/structure"
            className="room"
            aria-current={place.page === "structure" ? "page" : undefined}
          >
            Structure
          </a>
          <a
            href="#/interface"
            className="room"
            aria-current={place.page === "interface" ? "page" : undefined}
          >
            Interface
          </a>
          <a href="#/nmr" className="room" aria-current={place.page === "nmr" ? "page" : undefined}>
            NMR
          </a>
          {place.page === "study" && <span className="crumb">{place.study}</span>}
        </nav>
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {place.page === "gallery" && <Gallery />}
        {place.page === "structure" && (
          <Suspense fallback={<p role="status">Opening the structure page ...</p>}>
            <StructurePage />
          </Suspense>
        )}
        {place.page === "interface" && (
          <Suspense fallback={<p role="status">Opening the interface page ...</p>}>
            <InterfacePage />
          </Suspense>
        )}
        {place.page === "nmr" && (
          <Suspense fallback={<p role="status">Opening the NMR page ...</p>}>
            <NmrPage />
          </Suspense>
        )}
        {place.page === "study" && <StudyPage key={place.study} id={place.study} />}
      </main>
    </>
  );
}
