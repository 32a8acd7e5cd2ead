import { type ReactNode, Suspense, useEffect, useState } from "react";
import { ThemeChoice } from "./components/theme-choice.tsx";
import { Gallery } from "./pages/gallery.tsx";
import { StudyPage } from "./pages/study.tsx";
import { ROOMS, type Room } from "./rooms.ts";

/** What the address names: the gallery, one of the rooms, or a study. */
type Place =
  | { readonly page: "gallery" }
  | { readonly page: "room"; readonly room: Room }
  | { readonly page: "study"; readonly study: string };

function placeOfHash(): Place {
  const [, first = "", second] = /^#\/([^/?]*)(?:\/([^/]+))?/u.exec(location.hash) ?? [];
  const room = ROOMS.find(({ path }) => path === first);
  if (room) return { page: "room", room };
  if (first !== "studies" || second === undefined) return { page: "gallery" };
  try {
    return { page: "study", study: decodeURIComponent(second) };
  } catch {
    // Not a well-formed address: taken as written, it names no study, and the page says so.
    return { page: "study", study: second };
  }
}

/** The whole page: header, and the gallery, one study, or one room. */
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
  const here = place.page === "room" ? place.room : null;
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
          <span className="rooms">
            {ROOMS.map((room) => (
              <a
                key={room.path}
                href={`#/${room.path}`}
                className="room"
                aria-current={room === here ? "page" : undefined}
              >
                {room.label}
              </a>
            ))}
          </span>
          {place.page === "study" && <span className="crumb">{place.study}</span>}
        </nav>
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {place.page === "gallery" && <Gallery />}
        {here && (
          <Suspense key={here.path} fallback={<p role="status">Opening {here.spoken} ...</p>}>
            <here.Page />
          </Suspense>
        )}
        {place.page === "study" && <StudyPage key={place.study} id={place.study} />}
      </main>
    </>
  );
}
