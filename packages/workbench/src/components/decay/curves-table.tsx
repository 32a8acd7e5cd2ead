import type { ReactNode } from "react";
import type { OpenCurve } from "../../worker/decay-protocol.ts";
import { Tables } from "../tables.tsx";
import { type DecayWish, decaysOf } from "./wish.ts";

/** More curves than this are put in and out of the series together, too. */
const MANY = 4;

const total = (counts: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
};

/** The curves that are open: which one is looked at, which are fitted beside it, which is the response. */
export function CurvesTable({
  curves,
  wish,
  change,
}: {
  readonly curves: readonly OpenCurve[];
  readonly wish: DecayWish;
  readonly change: (part: Partial<DecayWish>) => void;
}): ReactNode {
  const { series, shown, response } = wish;
  const toggle = (key: string, on: boolean): void => {
    const kept = curves.map((one) => one.key).filter((one) => (one === key ? on : series.includes(one)));
    change({ series: kept });
  };
  const decays = decaysOf(curves)
    .map(({ key }) => key)
    .filter((key) => response.kind !== "curve" || key !== response.key);
  const asResponse = response.kind === "curve" ? response.key : null;
  return (
    <>
      <Tables label="Curves" className="curves">
        <table>
          <thead>
            <tr>
              <th scope="col">curve</th>
              <th scope="col">in the series</th>
              <th scope="col">response</th>
              <th scope="col" className="number">
                counts
              </th>
              <th scope="col" className="number">
                channels
              </th>
            </tr>
          </thead>
          <tbody>
            {curves.map((curve) => (
              <tr key={curve.key} data-curve={curve.label} data-shown={curve.key === shown}>
                <th scope="row">
                  <label className="check">
                    <input
                      type="radio"
                      name="shown-decay"
                      checked={curve.key === shown}
                      onChange={() =>
                        change({
                          shown: curve.key,
                          ...(asResponse === curve.key ? { response: { kind: "none" } as const } : {}),
                        })
                      }
                    />{" "}
                    {curve.label}
                  </label>
                </th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${curve.label} in the series`}
                    checked={series.includes(curve.key)}
                    onChange={(event) => toggle(curve.key, event.target.checked)}
                  />
                </td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${curve.label} is the response`}
                    disabled={curve.key === shown}
                    checked={asResponse === curve.key}
                    onChange={(event) =>
                      change(
                        event.target.checked
                          ? {
                              response: { kind: "curve", key: curve.key },
                              series: series.filter((one) => one !== curve.key),
                            }
                          : { response: { kind: "none" } },
                      )
                    }
                  />
                </td>
                <td className="number">{total(curve.counts).toLocaleString("en").replaceAll(",", " ")}</td>
                <td className="number">
                  {curve.counts.length} × {Number(curve.channelWidthNs.toPrecision(4))} ns
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      {curves.length > MANY && (
        <p className="tools">
          <button type="button" onClick={() => change({ series: decays })}>
            All {decays.length} in the series
          </button>
          <button type="button" onClick={() => change({ series: [] })}>
            None
          </button>
        </p>
      )}
    </>
  );
}
