import { type ReactNode, useId } from "react";
import type { DotWish, FamilyChoice, LigandWish, Refused } from "../../worker/structure-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Problem } from "./problem.tsx";
import { balanceIons, FIRST_LIGAND, ligandGroups, vacancyChoices } from "./wish.ts";

/** Ways a ligand can hold on; the first is left to its own preference. */
const MODES = ["", "monodentate", "chelating", "bridging"] as const;
const GROUPS = ligandGroups();
const IONS = balanceIons();

const AMOUNTS: readonly (readonly [LigandWish["amount"], string])[] = [
  ["usual", "as many as usual"],
  ["share", "% of what neutrality asks"],
  ["per nm2", "per nm²"],
  ["count", "count"],
];

/** Values to begin with when the way of counting changes; shares are shown in %. */
const BEGIN: Readonly<Record<LigandWish["amount"], number>> = {
  usual: 0,
  share: 1,
  "per nm2": 3,
  count: 100,
};

function AmountBox({ wish, change }: { wish: LigandWish; change: (wish: LigandWish) => void }): ReactNode {
  const percent = wish.amount === "share" ? 100 : 1;
  return (
    <input
      type="number"
      min={0}
      step="any"
      aria-label={`${wish.name}: ${AMOUNTS.find(([amount]) => amount === wish.amount)![1]}`}
      value={Number((wish.value * percent).toPrecision(6))}
      onChange={(event) => {
        const value = Number(event.target.value);
        if (event.target.value !== "" && value >= 0) change({ ...wish, value: value / percent });
      }}
    />
  );
}

function OneLigand({
  wish,
  families,
  change,
  remove,
}: {
  readonly wish: LigandWish;
  readonly families: readonly FamilyChoice[];
  readonly change: (wish: LigandWish) => void;
  readonly remove: () => void;
}): ReactNode {
  const id = useId();
  return (
    <li className="ligand">
      <label htmlFor={id} className="hidden">
        ligand
      </label>
      <select id={id} value={wish.name} onChange={(event) => change({ ...wish, name: event.target.value })}>
        {GROUPS.map(({ label, names }) => (
          <optgroup key={label} label={label}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </optgroup>
        ))}
      </select>
      <button type="button" className="reset" onClick={remove}>
        remove<span className="hidden"> {wish.name}</span>
      </button>
      <select
        aria-label={`how much ${wish.name}`}
        value={wish.amount}
        onChange={(event) => {
          const amount = event.target.value as LigandWish["amount"];
          change({ ...wish, amount, value: BEGIN[amount] });
        }}
      >
        {AMOUNTS.map(([amount, text]) => (
          <option key={amount} value={amount}>
            {text}
          </option>
        ))}
      </select>
      {wish.amount !== "usual" && <AmountBox wish={wish} change={change} />}
      <select
        aria-label={`binding of ${wish.name}`}
        value={wish.mode}
        onChange={(event) => change({ ...wish, mode: event.target.value as LigandWish["mode"] })}
      >
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {mode === "" ? "binds as it usually does" : mode}
          </option>
        ))}
      </select>
      {families.length > 1 && (
        <select
          aria-label={`facets for ${wish.name}`}
          value={families.some(({ family }) => family === wish.family) ? wish.family : ""}
          onChange={(event) => change({ ...wish, family: event.target.value })}
        >
          <option value="">on every facet</option>
          {families.map(({ family }) => (
            <option key={family} value={family}>
              on {family}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}

/** Which ligands, how many, where, and what makes up the charge they leave. */
export function LigandControls({
  wish,
  change,
  families,
  problem,
}: {
  readonly wish: DotWish;
  readonly change: (part: Partial<DotWish>) => void;
  readonly families: readonly FamilyChoice[];
  readonly problem: Refused | null;
}): ReactNode {
  const cations = vacancyChoices(wish.material);
  const put = (ligands: readonly LigandWish[]): void => change({ ligands });
  return (
    <>
      <h2>Ligands</h2>
      <ul className="ligands" aria-label="ligands on the dot">
        {wish.ligands.map((ligand, index) => (
          <OneLigand
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may name one ligand; their place tells them apart
            key={index}
            wish={ligand}
            families={families}
            change={(next) => put(wish.ligands.with(index, next))}
            remove={() => put(wish.ligands.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="tools">
        <button type="button" onClick={() => put([...wish.ligands, FIRST_LIGAND])}>
          Add a ligand
        </button>
      </div>
      <Problem at="ligands" problem={problem} />
      <Choice
        label="balance with"
        value={wish.balance}
        options={[
          ["usual", "the usual ion"],
          ["none", "nothing: the charge stays"],
          ...IONS.map((name) => [name, name] as const),
        ]}
        onChange={(balance) => change({ balance })}
      />
      {cations.length > 0 && (
        <Choice
          label="leave out"
          value={wish.vacancies}
          options={[
            ["none", "no surface cation"],
            ...cations.map((symbol) => [symbol, `${symbol} until neutral`] as const),
          ]}
          onChange={(vacancies) => change({ vacancies })}
        />
      )}
      <Problem at="balance" problem={problem} />
    </>
  );
}
