import type { Fact } from "../fact.ts";
import { estimated, fromMemory, published } from "../fact.ts";
import { molarMass } from "../formula.ts";
import type { Solvent } from "../solvent-types.ts";
import { apolarSolvents } from "./solvents-apolar.ts";
import { polarSolvents } from "./solvents-polar.ts";

const ROOM = { temperatureK: 298.15 };

/** Relative error of the square-root rule for the viscosity of a deuterated liquid; it fails where hydrogen bonds rule (D2O: 14 %). */
const VISCOSITY_ERROR = 0.03;

/** What is known of the deuterated form itself; everything else follows from the ordinary form by a stated rule. */
interface Deuterated {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly formula: string;
  readonly from: string;
  readonly own?: Partial<Solvent>;
}

const deuterated: readonly Deuterated[] = [
  { name: "toluene-d8", aliases: ["Tol-d8", "C7D8", "d8-toluene"], formula: "C7D8", from: "toluene" },
  { name: "benzene-d6", aliases: ["C6D6", "d6-benzene"], formula: "C6D6", from: "benzene" },
  {
    name: "chloroform-d",
    aliases: ["CDCl3", "chloroform-d1", "d-chloroform"],
    formula: "CDCl3",
    from: "chloroform",
    own: { permittivity: published(4.67, "1", "crc", { temperatureK: 298.2 }) },
  },
  { name: "dichloromethane-d2", aliases: ["CD2Cl2", "DCM-d2"], formula: "CD2Cl2", from: "dichloromethane" },
  { name: "cyclohexane-d12", aliases: ["C6D12", "CyH-d12"], formula: "C6D12", from: "cyclohexane" },
  { name: "tetrahydrofuran-d8", aliases: ["THF-d8", "C4D8O"], formula: "C4D8O", from: "tetrahydrofuran" },
  { name: "acetone-d6", aliases: ["CD3COCD3"], formula: "C3D6O", from: "acetone" },
  {
    name: "dimethyl sulfoxide-d6",
    aliases: ["DMSO-d6", "(CD3)2SO"],
    formula: "C2D6OS",
    from: "dimethyl sulfoxide",
  },
  { name: "acetonitrile-d3", aliases: ["CD3CN", "MeCN-d3"], formula: "C2D3N", from: "acetonitrile" },
  { name: "methanol-d4", aliases: ["CD3OD", "MeOH-d4"], formula: "CD4O", from: "methanol" },
  {
    name: "deuterium oxide",
    aliases: ["D2O", "heavy water"],
    formula: "D2O",
    from: "water",
    own: {
      permittivity: fromMemory(78, "1", "crcMemory", 0.3, ROOM),
      refractiveIndex: fromMemory(1.328, "1", "crcMemory", 0.001, { temperatureK: 293.15 }),
      viscosity: published(1.0998, "mPa s", "cho1999", { ...ROOM, uncertainty: 0.004 }),
      density: published(1.1044, "g/cm3", "crc", ROOM),
      boilingPoint: published(374.57, "K", "crc"),
      meltingPoint: published(276.97, "K", "crc"),
    },
  },
];

/** NMR solvents. Estimated rows: viscosity by the square root of the mass ratio, density at equal molar volume, the rest as the ordinary form. */
export const deuteratedSolvents: readonly Solvent[] = deuterated.map(build);

function build({ name, aliases, formula, from, own }: Deuterated): Solvent {
  const ordinary = [...apolarSolvents, ...polarSolvents].find((solvent) => solvent.name === from)!;
  const massRatio = molarMass(formula) / molarMass(ordinary.formula);
  return {
    name,
    aliases,
    formula,
    deuteratedFrom: from,
    ...given("permittivity", scaled(ordinary.permittivity, 1, 0.02, `that of ${from} within 2 %`)),
    ...given(
      "refractiveIndex",
      shifted(
        ordinary.refractiveIndex,
        -0.003,
        0.003,
        `that of ${from} less 0.003, the usual shift on deuteration`,
      ),
    ),
    ...given(
      "viscosity",
      scaled(
        ordinary.viscosity,
        Math.sqrt(massRatio),
        VISCOSITY_ERROR,
        `that of ${from} times the square root of the mass ratio, within 3 %`,
      ),
    ),
    ...given("density", scaled(ordinary.density, massRatio, 0.01, `mass over the molar volume of ${from}`)),
    ...given("boilingPoint", shifted(ordinary.boilingPoint, 0, 3, `that of ${from} within 3 K`)),
    ...given("meltingPoint", shifted(ordinary.meltingPoint, 0, 4, `that of ${from} within 4 K`)),
    ...given("polarity", scaled(ordinary.polarity, 1, 0.05, `that of ${from}`)),
    ...own,
  };
}

function given<K extends keyof Solvent>(key: K, fact: Fact | undefined): Partial<Solvent> {
  return fact === undefined ? {} : { [key]: fact };
}

function scaled(
  fact: Fact | undefined,
  factor: number,
  relativeError: number,
  note: string,
): Fact | undefined {
  if (fact === undefined) return undefined;
  const value = Number((fact.value * factor).toPrecision(5));
  const error = Math.hypot(relativeError * value, (fact.uncertainty ?? 0) * factor);
  return estimated(value, fact.unit, Number(error.toPrecision(2)), note, temperatureOf(fact));
}

function shifted(fact: Fact | undefined, by: number, error: number, note: string): Fact | undefined {
  if (fact === undefined) return undefined;
  return estimated(Number((fact.value + by).toPrecision(6)), fact.unit, error, note, temperatureOf(fact));
}

function temperatureOf(fact: Fact): { readonly temperatureK?: number } {
  return fact.temperatureK === undefined ? {} : { temperatureK: fact.temperatureK };
}
