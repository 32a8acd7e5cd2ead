import type { ResultDocument, Verdict } from "@oleate/core";

/** A study as the gallery lists it. */
export interface StudyCard {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly verdicts: Partial<Record<Verdict, number>>;
  readonly problem?: string;
}

/** A study as its page opens it. */
export interface StudyTexts {
  readonly id: string;
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
  readonly result: ResultDocument | null;
}

async function get<Body>(path: string, signal: AbortSignal): Promise<Body> {
  const response = await fetch(path, { signal });
  const body: unknown = await response.json();
  if (!response.ok)
    throw new Error((body as { error?: string }).error ?? `the server answered ${response.status}`);
  return body as Body;
}

/** The gallery. */
export const fetchStudies = (signal: AbortSignal): Promise<readonly StudyCard[]> =>
  get("/api/studies", signal);

/** One study's texts and its stored result. */
export const fetchStudy = (id: string, signal: AbortSignal): Promise<StudyTexts> =>
  get(`/api/studies/${encodeURIComponent(id)}`, signal);
