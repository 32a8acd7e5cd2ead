import { numberText, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import type {
  ClassRow,
  CoverageRow,
  DotNumbers,
  FaceRow,
  NumberRow,
} from "../../worker/structure-protocol.ts";
import { Tables } from "../tables.tsx";

/** Whole numbers in full, others as everywhere on the page. */
const text = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value).replace("-", "−") : numberText(value);

function Cell({ value }: { readonly value: number | string }): ReactNode {
  return typeof value === "number" ? (
    <td className="number" data-value={value}>
      {text(value)}
    </td>
  ) : (
    <td className="number">{value}</td>
  );
}

function Facts({ rows }: { readonly rows: readonly NumberRow[] }): ReactNode {
  return (
    <table className="facts">
      <caption>The dot in numbers</caption>
      <thead className="hidden">
        <tr>
          <th scope="col">what</th>
          <th scope="col">value</th>
          <th scope="col">unit</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, value, unit, note }) => (
          <tr key={key} data-number={key}>
            <th scope="row">
              {label}
              {note && <span className="aside">{note}</span>}
            </th>
            <Cell value={value} />
            <td>{unitLabel(unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Classes({ classes }: { readonly classes: readonly ClassRow[] }): ReactNode {
  return (
    <table className="site-classes">
      <caption>
        Site classes, found from the bonds each surface atom lacks. Demand: valence deficit of one site.
      </caption>
      <thead>
        <tr>
          <th scope="col">class</th>
          {["count", "bonds", "missing", "neighbours", "demand / e"].map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map(({ name, count, coordination, missing, neighbours, demand }) => (
          <tr key={name} data-class={name}>
            <th scope="row">{name}</th>
            {[count, coordination, missing, neighbours, demand].map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
              <Cell key={column} value={value} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Coverage({ rows }: { readonly rows: readonly CoverageRow[] }): ReactNode {
  return (
    <table className="coverage">
      <caption>Ligands</caption>
      <thead>
        <tr>
          <th scope="col">ligand</th>
          {["asked", "placed", "bound", `per ${unitLabel("nm2")}`].map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, asked, placed, bound, perNm2 }) => (
          <tr key={name} data-ligand={name}>
            <th scope="row">{name}</th>
            <Cell value={asked} />
            <Cell value={placed} />
            <Cell value={bound} />
            <Cell value={perNm2} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facets({ faces }: { readonly faces: readonly FaceRow[] }): ReactNode {
  const families = [...new Set(faces.map(({ family }) => family))];
  const total = faces.reduce((sum, { areaNm2 }) => sum + areaNm2, 0);
  return (
    <table className="facet-areas">
      <caption>Facets, drawn through the outermost nuclei</caption>
      <thead>
        <tr>
          <th scope="col">family</th>
          <th scope="col">ends on</th>
          <th scope="col" className="number">
            faces
          </th>
          <th scope="col" className="number">
            area / {unitLabel("nm2")}
          </th>
          <th scope="col" className="number">
            share / %
          </th>
        </tr>
      </thead>
      <tbody>
        {families.map((family) => {
          const own = faces.filter((face) => face.family === family);
          const area = own.reduce((sum, { areaNm2 }) => sum + areaNm2, 0);
          return (
            <tr key={family}>
              <th scope="row">{family}</th>
              <td>{own[0]!.termination}</td>
              <Cell value={own.length} />
              <Cell value={area} />
              <Cell value={(100 * area) / total} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Formula, charge, sizes, classes and coverage of the dot, to read and to copy. */
export function Numbers({
  numbers,
  classes,
  faces,
}: {
  readonly numbers: DotNumbers;
  readonly classes: readonly ClassRow[];
  readonly faces: readonly FaceRow[];
}): ReactNode {
  return (
    <>
      <Tables label="Numbers of the dot" copy="Copy numbers" className="numbers">
        <div>
          <Facts rows={numbers.rows} />
        </div>
        <div>
          {classes.length > 0 && <Classes classes={classes} />}
          {faces.length > 0 && <Facets faces={faces} />}
          {numbers.coverage.length > 0 && <Coverage rows={numbers.coverage} />}
        </div>
      </Tables>
      {numbers.offers.length > 0 && <p>What would make it neutral: {numbers.offers.join("; or ")}.</p>}
      {numbers.notes.length > 0 && (
        <ul className="findings">
          {numbers.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
