/** Name of a parameter of the interface model. */
export type InterfaceParameterName =
  | "bond_100"
  | "bond_111"
  | "contact"
  | "second_oleate"
  | "adduct"
  | "amine"
  | "exchange"
  | "partners"
  | "acid_site"
  | "solvent_bond"
  | "solvent_contact"
  | "entropy";

/** One parameter of the interface model. Energies are standard free energies (1 M, 298.15 K) in the reference solvent. */
export interface InterfaceParameter {
  readonly name: InterfaceParameterName;
  readonly unit: string;
  readonly usual: number;
  /** What is accepted. */
  readonly range: readonly [number, number];
  /** What is thought possible before any observation; draws for intervals are uniform over it. */
  readonly plausible: readonly [number, number];
  readonly help: string;
  /** Where the usual value comes from, or which observation fixes it. */
  readonly source: string;
}

const parameter = (
  name: InterfaceParameterName,
  unit: string,
  usual: number,
  range: readonly [number, number],
  plausible: readonly [number, number],
  help: string,
  source: string,
): InterfaceParameter => ({ name, unit, usual, range, plausible, help, source });

/** The solvent the energies hold in; others follow from their polarity. */
export const REFERENCE_SOLVENT = "toluene";
/** The temperature the energies hold at, K. */
export const REFERENCE_TEMPERATURE_K = 298.15;

/** Every parameter of the interface model, in the order they are read. */
export const interfaceParameters: readonly InterfaceParameter[] = [
  parameter(
    "bond_100",
    "kJ/mol",
    24,
    [5, 60],
    [10, 30],
    "free energy it costs to take a metal complex off a lone {100} site",
    "bounded by the shell being whole in toluene at 0.1 mM and coming off on dilution (Grisorio 2016)",
  ),
  parameter(
    "bond_111",
    "kJ/mol",
    33,
    [5, 80],
    [15, 45],
    "the same on {111} and on edges between {111} facets",
    "only bounded below: acid takes complexes from {100} first (Grisorio 2016)",
  ),
  parameter(
    "contact",
    "kJ/mol",
    -1.5,
    [-6, 3],
    [-4, 0],
    "free energy of the contact of two neighbouring tails, negative for attraction",
    "its sign follows from larger dots holding more firmly (Grisorio 2016); the size is that of a few CH2 pairs, not measured",
  ),
  parameter(
    "second_oleate",
    "kJ/mol",
    3,
    [-20, 30],
    [0, 10],
    "how much weaker a complex with two X-type ligands is held than one with a hydroxide",
    "crowding of two chains, assumed; added lead oleate exchanges without raising the bound population (Grisorio 2016)",
  ),
  parameter(
    "adduct",
    "kJ/mol",
    27.5,
    [-10, 60],
    [5, 40],
    "free energy gained when a free complex takes up its neutral partners (all of them together)",
    "fixed by up to 20 % of the shell displaced by 100 equivalents of oleic acid (Grisorio 2016), given bond_100",
  ),
  parameter(
    "amine",
    "kJ/mol",
    20,
    [-10, 60],
    [5, 40],
    "the same for amines and other neutral donors that are no acids",
    "amines displace metal carboxylates (Anderson 2013); the energy is assumed",
  ),
  parameter(
    "exchange",
    "",
    2.14,
    [0.001, 1000],
    [1.6, 2.8],
    "equilibrium constant of one oleate for the anion of an added acid, with its proton",
    "PbS oleate and undec-10-enoic acid, 2.14(42) and 2.23(50) (Kessler 2018)",
  ),
  parameter(
    "partners",
    "",
    1,
    [1, 2],
    [1, 1],
    "neutral molecules that take one complex along: 1 or 2",
    "a dilution series tells: with 1 the displaced share does not depend on dilution",
  ),
  parameter(
    "acid_site",
    "kJ/mol",
    5,
    [-20, 60],
    [-10, 15],
    "free energy gained when a neutral partner sits down on an empty site",
    "weakly bound acid is seen on PbS {100} (Uppala 2025); the energy is assumed",
  ),
  parameter(
    "solvent_bond",
    "kJ/mol",
    -60,
    [-200, 200],
    [-120, 0],
    "change of both bonds for each unit of the solvent's polarity (E_T^N, toluene 0.099, water 1)",
    "its sign follows from ligands coming off in chlorinated solvents (Grisorio 2016); the size is an assumption",
  ),
  parameter(
    "solvent_contact",
    "kJ/mol",
    4,
    [-20, 20],
    [0, 10],
    "change of the contact energy for each unit of polarity",
    "tails touch less in chloroform (line widths, Grisorio 2016); the size is an assumption",
  ),
  parameter(
    "entropy",
    "J/(mol K)",
    80,
    [-100, 300],
    [0, 160],
    "entropy gained when a complex comes off",
    "translation of a particle set free, 1 M standard state; assumed, half of it may be lost to solvation",
  ),
];

/** A value for every parameter. */
export type InterfaceValues = Readonly<Record<InterfaceParameterName, number>>;

/** The usual values, with those given in their place. */
export function interfaceValues(given: Partial<InterfaceValues> = {}): InterfaceValues {
  const usual = Object.fromEntries(interfaceParameters.map(({ name, usual: value }) => [name, value]));
  return { ...(usual as unknown as InterfaceValues), ...given };
}
