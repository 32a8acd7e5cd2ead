import type { ClaimResult, Verdict } from "@oleate/core";
import { claimsTable, VERDICT_MARKS } from "@oleate/report";
import { type ReactNode, useState } from "react";
import { Markup } from "./markup.tsx";

/** The claims table with a choice of verdicts. */
export function Claims({ claims }: { claims: readonly ClaimResult[] }): ReactNode {
  const [shown, setShown] = useState<Verdict | "all">("all");
  const present = (Object.keys(VERDICT_MARKS) as Verdict[]).filter((verdict) =>
    claims.some((claim) => claim.verdict === verdict),
  );
  const chosen = claims.filter((claim) => shown === "all" || claim.verdict === shown);
  if (claims.length === 0) return <p>This study makes no claims.</p>;
  return (
    <>
      <label>
        Show{" "}
        <select value={shown} onChange={(event) => setShown(event.target.value as Verdict | "all")}>
          <option value="all">all {claims.length}</option>
          {present.map((verdict) => (
            <option key={verdict} value={verdict}>
              {VERDICT_MARKS[verdict].word}
            </option>
          ))}
        </select>
      </label>
      <Markup html={claimsTable(chosen)} copyLabel="Copy claims" />
    </>
  );
}
