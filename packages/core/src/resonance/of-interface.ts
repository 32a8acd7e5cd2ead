import { InputError } from "../errors.ts";
import { findSolvent } from "../matter/index.ts";
import {
  energiesIn,
  type InterfaceNetwork,
  type InterfaceState,
  type InterfaceValues,
  type Medium,
  polarityOf,
} from "../surface/index.ts";
import { boundLine, heterogeneousWidthPpm } from "./bound-line.ts";
import { exchangeAverages, type LigandState } from "./exchange-averages.ts";
import { amountsOf, oleylChainsIn } from "./interface-amounts.ts";
import { diffusionOfRadius, radiusOfDiffusion } from "./stokes-einstein.ts";
import { pairRelaxation, tumblingTimeNs } from "./tumbling.ts";
import { viscosityAt } from "./viscosity.ts";

/** One parameter of what NMR sees of the shell of a dot. */
export interface ShellSignalParameter {
  readonly name: ShellSignalParameterName;
  readonly unit: string;
  readonly usual: number;
  readonly range: readonly [number, number];
  readonly help: string;
  readonly source: string;
}

/** Name of a parameter of the signals of a shell. */
export type ShellSignalParameterName =
  | "shell"
  | "free_radius"
  | "proton"
  | "exchange_rate"
  | "order"
  | "internal"
  | "apolar_width"
  | "polarity_scale"
  | "free_shift"
  | "contact_shift";

const parameter = (
  name: ShellSignalParameterName,
  unit: string,
  usual: number,
  range: readonly [number, number],
  help: string,
  source: string,
): ShellSignalParameter => ({ name, unit, usual, range, help, source });

/** What turns a state of the interface into signals; every number can be replaced by one's own. */
export const shellSignalParameters: readonly ShellSignalParameter[] = [
  parameter(
    "shell",
    "nm",
    1.8,
    [0.5, 4],
    "thickness of the ligand shell that moves with a dot",
    "oleate in good solvents 1.7 to 2.0, stretched C18 2.0 to 2.4",
  ),
  parameter(
    "free_radius",
    "nm",
    0.5,
    [0.2, 2],
    "hydrodynamic radius of what is free: complexes and acid",
    "oleic acid about 0.45, a complex somewhat more; estimated",
  ),
  parameter("proton", "MHz", 500, [40, 1500], "proton frequency of the magnet", "assumed; give your own"),
  parameter(
    "exchange_rate",
    "/s",
    2000,
    [0.1, 1e7],
    "rate of exchange between bound and free",
    "exchange within 0.09 to 2 ms on PbS (Uppala 2025), so 500 to 11 000 /s",
  ),
  parameter(
    "order",
    "",
    0.05,
    [0, 1],
    "order parameter S^2 of the vinylene segment",
    "far down the chain; widths are much smaller than those of a rigid pair; estimated",
  ),
  parameter("internal", "ns", 0.1, [0, 10], "correlation time of the motion within the chain", "estimated"),
  parameter(
    "apolar_width",
    "ppm",
    0.08,
    [0, 1],
    "heterogeneous width of a bound line in a solvent of polarity 0",
    "broad lines in toluene (Grisorio 2016, Figure 2b); estimated",
  ),
  parameter(
    "polarity_scale",
    "",
    0.12,
    [0.01, 2],
    "polarity over which that width falls by e",
    "only slightly broadened lines in chloroform (Grisorio 2016); estimated",
  ),
  parameter(
    "free_shift",
    "ppm",
    5.46,
    [4, 8],
    "vinylene shift of what is free, in toluene-d8",
    "oleic acid in toluene; estimated to 0.02",
  ),
  parameter(
    "contact_shift",
    "ppm",
    0.06,
    [-1, 1],
    "downfield shift for each contact of a tail with the next one, scaled by the contact energy of the medium",
    "bound vinylene some 0.2 ppm downfield of free on large dots in toluene; estimated",
  ),
];

/** A value for every parameter of the signals. */
export type ShellSignalValues = Readonly<Record<ShellSignalParameterName, number>>;

/** The usual values, with those given in their place. @throws InputError for one out of its range */
export function shellSignalValues(given: Partial<ShellSignalValues> = {}): ShellSignalValues {
  for (const { name, unit, range } of shellSignalParameters) {
    const value = given[name];
    if (value === undefined || (value >= range[0] && value <= range[1])) continue;
    throw new InputError({
      what: `${name} is out of range`,
      found: `${value} ${unit}`.trimEnd(),
      expected: `${range[0]} to ${range[1]} ${unit}`.trimEnd(),
    });
  }
  const usual = Object.fromEntries(shellSignalParameters.map(({ name, usual: value }) => [name, value]));
  return { ...(usual as unknown as ShellSignalValues), ...given };
}

/** What NMR sees of the oleyl chains of a solution of dots, bound and free in fast exchange. */
export interface ShellSignals {
  readonly viscosityMPaS: number;
  /** Core radius and shell, nm, and the diffusion coefficients that follow for a dot and for what is free, m2/s. */
  readonly dotRadiusNm: number;
  readonly boundDiffusion: number;
  readonly freeDiffusion: number;
  /** Oleyl chains on dots and in solution, mol/L, and those on dots over all seen. */
  readonly boundChainsMolar: number;
  readonly freeChainsMolar: number;
  readonly boundShare: number;
  /** D in fast exchange, m2/s, and the radius one would read from it, nm. */
  readonly diffusion: number;
  readonly apparentRadiusNm: number;
  /** Vinylene line: shift (ppm) and full width (Hz) of bound chains, and of all in fast exchange. */
  readonly boundShiftPpm: number;
  readonly boundWidthHz: number;
  readonly homogeneousHz: number;
  /** Gaussian full width of bound chains, from the spread of their environments. */
  readonly heterogeneousHz: number;
  readonly shiftPpm: number;
  readonly widthHz: number;
  /** Steady-state NOE of a pair on a dot, of a free one, and of chains in fast exchange between the two. */
  readonly noeBound: number;
  readonly noeFree: number;
  readonly noe: number;
  /** Mean number of bound neighbours whose tails touch one. */
  readonly contacts: number;
}

/** Distance of the protons of a vinylene pair taken as one neighbour, nm; the geminal 0.178 with the next ones. */
const PAIR_NM = 0.2;
/** Lorentzian width of a free line: the magnet's, Hz. */
export const FREE_WIDTH_HZ = 1.5;

/**
 * Signals of the oleyl chains in a state of the interface. A dot diffuses with its shell (Stokes-Einstein); chains on it and in
 * solution exchange fast, so that D, shift and width are means over the chains. Bound lines are broadened by tumbling and by the
 * spread of environments, which a better solvent takes away; each neighbour that touches shifts the vinylene protons downfield,
 * by as much as the contact is worth in that medium. Which is why larger dots, whose chains have more neighbours, resonate
 * downfield and broader without a law of size.
 * @param medium solvents by name: their viscosity at the temperature is needed
 * Throws DomainError for a solvent without viscosity, or a temperature far from that of the table.
 */
export function shellSignals(
  model: InterfaceNetwork,
  state: InterfaceState,
  interfaceParameterValues: InterfaceValues,
  medium: Medium,
  temperatureK: number,
  values: ShellSignalValues,
): ShellSignals {
  const viscosityMPaS = mixedViscosity(medium, temperatureK);
  const polarity = polarityOf(medium);
  const dotRadiusNm = model.sites.diameterNm / 2 + values.shell;
  const boundDiffusion = diffusionOfRadius(dotRadiusNm, viscosityMPaS, temperatureK);
  const freeDiffusion = diffusionOfRadius(values.free_radius, viscosityMPaS, temperatureK);
  const touching = contactsOf(model, state);
  const contactIn = energiesIn(interfaceParameterValues, polarity, temperatureK).contact;
  const closeness = interfaceParameterValues.contact === 0 ? 0 : contactIn / interfaceParameterValues.contact;
  const boundShiftPpm = values.free_shift + values.contact_shift * touching * Math.max(0, closeness);
  const line = boundLine({
    radiusNm: dotRadiusNm,
    viscosityMPaS,
    temperatureK,
    protonMHz: values.proton,
    distanceNm: PAIR_NM,
    orderParameter: values.order,
    internalNs: values.internal,
    heterogeneousPpm: heterogeneousWidthPpm(
      { apolarPpm: values.apolar_width, polarityScale: values.polarity_scale },
      polarity,
    ),
  });
  const { boundMolar, freeMolar } = amountsOf(model, state, oleylChainsIn);
  const states: readonly LigandState[] = [
    { name: "bound", diffusionM2PerS: boundDiffusion, shiftPpm: boundShiftPpm, widthHz: line.totalHz },
    { name: "free", diffusionM2PerS: freeDiffusion, shiftPpm: values.free_shift, widthHz: FREE_WIDTH_HZ },
  ];
  const mean = exchangeAverages(states, [boundMolar * 1e3, freeMolar * 1e3], {
    perS: values.exchange_rate,
    protonMHz: values.proton,
  });
  const onDot = pairRelaxation(
    { tumblingNs: line.tumblingNs, orderParameter: values.order, internalNs: values.internal },
    values.proton,
    PAIR_NM,
  );
  const alone = pairRelaxation(
    { tumblingNs: tumblingTimeNs(values.free_radius, viscosityMPaS, temperatureK) },
    values.proton,
    PAIR_NM,
  );
  const share = mean.shares[0]!;
  const cross = share * onDot.noeCrossPerS + (1 - share) * alone.noeCrossPerS;
  const auto = share * onDot.noeAutoPerS + (1 - share) * alone.noeAutoPerS;
  return {
    viscosityMPaS,
    dotRadiusNm,
    boundDiffusion,
    freeDiffusion,
    boundChainsMolar: boundMolar,
    freeChainsMolar: freeMolar,
    boundShare: share,
    diffusion: mean.diffusionM2PerS,
    apparentRadiusNm: radiusOfDiffusion(mean.diffusionM2PerS, viscosityMPaS, temperatureK),
    boundShiftPpm,
    boundWidthHz: line.totalHz,
    homogeneousHz: line.homogeneousHz,
    heterogeneousHz: line.heterogeneousHz,
    shiftPpm: mean.shiftPpm,
    widthHz: mean.widthHz,
    noeBound: onDot.noeSteady,
    noeFree: alone.noeSteady,
    noe: cross / auto,
    contacts: touching,
  };
}

/** Viscosity of a medium, mPa s: of mixtures the mean of the logarithms by volume (ideal mixing; off by a tenth where components
 *  hydrogen-bond). */
function mixedViscosity(medium: Medium, temperatureK: number): number {
  return Math.exp(
    medium.reduce(
      (sum, { solvent, share }) =>
        sum + share * Math.log(viscosityAt(findSolvent(solvent), temperatureK).viscosityMPaS),
      0,
    ),
  );
}

/** Mean number of occupied neighbours over the bound complexes. */
function contactsOf({ sites }: InterfaceNetwork, { kinds }: InterfaceState): number {
  const n = kinds.length;
  let [bound, touching] = [0, 0];
  kinds.forEach((kind, c) => {
    const here = kind.sites * kind.complexes;
    bound += here;
    kinds.forEach((other, d) => {
      touching += here * sites.contacts[c * n + d]! * (other.complexes + other.partners);
    });
  });
  return bound > 0 ? touching / bound : 0;
}
