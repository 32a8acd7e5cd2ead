// Writes packages/core/src/structure/tables/ligand-geometries.ts: every ligand of the table in three dimensions.
// Run: node --import tsx --conditions=@oleate/source scripts/write-ligand-geometries.mjs [ligand ...]
// Names as arguments only print those geometries. The seed is fixed; the last digits may change with the version of Node.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ligands, parseFormula } from "@oleate/core";
import { ConformerGenerator, ForceFieldMMFF94, Molecule, Resources } from "openchemlib";

const SEED = 1;
const ROUNDS = 6;
const target = fileURLToPath(
  new URL("../packages/core/src/structure/tables/ligand-geometries.ts", import.meta.url),
);

Resources.registerFromNodejs();

/** Atom: [symbol, x, y, z, formal charge]. Bond: [i, j, order]. */
const molecule = (atoms, bonds) => ({ atoms, bonds });

// --- Ligands without a SMILES, and hydrides for which MMFF94 has no parameters: built from lengths and angles. ---

const degree = Math.PI / 180;

/** Arms of `length` (Angstrom) from a centre at the origin along unit vectors; each arm carries `armCharge`. */
function star(centre, centreCharge, arm, armCharge, length, directions, orders) {
  const atoms = [[centre, 0, 0, 0, centreCharge]];
  const bonds = [];
  directions.forEach((direction, i) => {
    const charge = Array.isArray(armCharge) ? armCharge[i] : armCharge;
    atoms.push([arm, ...direction.map((x) => x * length), charge]);
    bonds.push([0, i + 1, orders?.[i] ?? 1]);
  });
  return molecule(atoms, bonds);
}

const TETRAHEDRON = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
].map((v) => v.map((x) => x / Math.sqrt(3)));
const OCTAHEDRON = [0, 1, 2].flatMap((axis) =>
  [1, -1].map((sign) => [0, 1, 2].map((i) => (i === axis ? sign : 0))),
);

/** Two arms that open by `angle` degrees. */
function bent(angle) {
  const half = (angle / 2) * degree;
  return [1, -1].map((sign) => [sign * Math.sin(half), 0, Math.cos(half)]);
}

/** Three arms of a pyramid, each pair opening by `angle` degrees. */
function pyramid(angle) {
  const height = Math.sqrt((1 + 2 * Math.cos(angle * degree)) / 3);
  const reach = Math.sqrt(1 - height * height);
  return [0, 120, 240].map((turn) => [
    reach * Math.cos(turn * degree),
    reach * Math.sin(turn * degree),
    height,
  ]);
}

/** Two tetrahedra that share an edge, M2X6: terminal and bridging bonds in Angstrom, X-M-X of the ring in degrees. */
function sharedEdge(metal, chalcogen, terminal, bridging, ringAngle, terminalAngle) {
  const half = (ringAngle / 2) * degree;
  const [x, y] = [bridging * Math.cos(half), bridging * Math.sin(half)];
  const open = (terminalAngle / 2) * degree;
  const [out, up] = [terminal * Math.cos(open), terminal * Math.sin(open)];
  const atoms = [
    [metal, x, 0, 0, 0],
    [metal, -x, 0, 0, 0],
    [chalcogen, 0, y, 0, 0],
    [chalcogen, 0, -y, 0, 0],
    [chalcogen, x + out, 0, up, -1],
    [chalcogen, x + out, 0, -up, -1],
    [chalcogen, -x - out, 0, up, -1],
    [chalcogen, -x - out, 0, -up, -1],
  ];
  const pairs = [
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [0, 4],
    [0, 5],
    [1, 6],
    [1, 7],
  ];
  return molecule(
    atoms,
    pairs.map((pair) => [...pair, 1]),
  );
}

const up = [[0, 0, 1]];
// Lengths are usual ones of the free molecule or of salts, known to about 0.03 Angstrom and 3 degrees.
const BY_RULE = {
  hydroxide: star("O", -1, "H", 0, 0.96, up),
  "hydrogen sulfide ion": star("S", -1, "H", 0, 1.34, up),
  "hydrogen selenide ion": star("Se", -1, "H", 0, 1.47, up),
  "hydrogen telluride ion": star("Te", -1, "H", 0, 1.66, up),
  "hydrogen selenide": star("Se", 0, "H", 0, 1.46, bent(91)),
  "hydrogen telluride": star("Te", 0, "H", 0, 1.66, bent(90)),
  amide: star("N", -1, "H", 0, 1.03, bent(102)),
  thiocyanate: molecule(
    [
      ["S", 0, 0, 0, -1],
      ["C", 0, 0, 1.65, 0],
      ["N", 0, 0, 2.82, 0],
    ],
    [
      [0, 1, 1],
      [1, 2, 3],
    ],
  ),
  tetrafluoroborate: star("B", -1, "F", 0, 1.39, TETRAHEDRON),
  hexafluorophosphate: star("P", -1, "F", 0, 1.6, OCTAHEDRON),
  tetrathiostannate: star("Sn", 0, "S", -1, 2.39, TETRAHEDRON),
  tetratellurostannate: star("Sn", 0, "Te", -1, 2.75, TETRAHEDRON),
  tetrathiomolybdate: star("Mo", 0, "S", [0, 0, -1, -1], 2.18, TETRAHEDRON, [2, 2, 1, 1]),
  tetraselenoantimonate: star("Sb", 0, "Se", [0, -1, -1, -1], 2.47, TETRAHEDRON, [2, 1, 1, 1]),
  trithioarsenite: star("As", 0, "S", -1, 2.25, pyramid(101)),
  trithiotellurite: star("Te", 0, "S", [0, -1, -1], 2.35, pyramid(102), [2, 1, 1]),
  hexathiodistannate: sharedEdge("Sn", "S", 2.34, 2.45, 93, 113),
  hexaselenodistannate: sharedEdge("Sn", "Se", 2.47, 2.59, 93, 113),
};

// --- Ligands with a SMILES. ---

/** Explicit-hydrogen conformer of a SMILES, relaxed until MMFF94 says it has converged. */
function fromSmiles(name, smiles) {
  const start = Molecule.fromSmiles(smiles);
  const made = new ConformerGenerator(SEED).getOneConformerAsMolecule(start);
  if (!made) throw new Error(`${name}: no conformer for ${smiles}`);
  let relaxed = false;
  let why = "";
  try {
    const field = new ForceFieldMMFF94(made, "MMFF94", {});
    for (let round = 0; round < ROUNDS && !relaxed; round++)
      relaxed = field.minimise({ maxIts: 10_000, gradTol: 1e-5, funcTol: 1e-9 }) === 0;
    if (!relaxed) why = "not converged";
  } catch (problem) {
    why = String(problem?.message ?? problem);
  }
  const atoms = Array.from({ length: made.getAllAtoms() }, (_, i) => [
    made.getAtomLabel(i),
    // The y and z axes of this library point down and back; turning two of three axes keeps the handedness.
    made.getAtomX(i),
    -made.getAtomY(i),
    -made.getAtomZ(i),
    made.getAtomCharge(i),
  ]);
  const bonds = Array.from({ length: made.getAllBonds() }, (_, i) => [
    made.getBondAtom(0, i),
    made.getBondAtom(1, i),
    made.getBondOrder(i),
  ]);
  return { ...molecule(atoms, bonds), why };
}

/** Atoms on the far side of the bond from `from` to `to`, with `to`. */
function beyond(bonds, from, to) {
  const found = new Set([to]);
  for (const atom of found)
    for (const [i, j] of bonds)
      for (const [here, next] of [
        [i, j],
        [j, i],
      ])
        if (here === atom && next !== from) found.add(next);
  return found;
}

/**
 * MMFF94 without a surroundings stretches the bond that carries an anionic head by the repulsion of its charges: 1.59 A
 * for furan-2-carboxylate, 1.88 A for P-C of an alkylphosphonate, 1.87 A for C-S of a thiolate. Crystals have the lengths
 * of HEAD_BOND (Angstrom, good to 0.02), so the head is moved rigidly along that bond until it has them.
 */
const HEAD_BOND = { C: 1.51, P: 1.8, S: 1.83 };

function withHeadsAtCrystalLength({ atoms, bonds, why }) {
  const moved = atoms.map((atom) => [...atom]);
  const near = (atom) => bonds.flatMap(([i, j]) => (i === atom ? [j] : j === atom ? [i] : []));
  const isAnionicHead = (atom) => {
    const symbol = atoms[atom][0];
    const charged = near(atom).filter((other) => atoms[other][0] === "O" && atoms[other][4] === -1);
    return symbol === "S" ? atoms[atom][4] === -1 : (symbol === "C" || symbol === "P") && charged.length > 0;
  };
  for (const [i, j] of bonds)
    for (const [carbon, head] of [
      [i, j],
      [j, i],
    ]) {
      if (atoms[carbon][0] !== "C" || !isAnionicHead(head)) continue;
      const along = [1, 2, 3].map((k) => moved[head][k] - moved[carbon][k]);
      const by = HEAD_BOND[atoms[head][0]] / Math.hypot(...along) - 1;
      for (const atom of beyond(bonds, carbon, head))
        for (const k of [1, 2, 3]) moved[atom][k] += by * along[k - 1];
    }
  return { atoms: moved, bonds, why };
}

/** A single ion at the origin when the formula is one atom. */
function singleIon({ formula, charge }) {
  const { counts } = parseFormula(formula);
  const [[element, count]] = counts;
  return counts.size === 1 && count === 1 ? molecule([[element, 0, 0, 0, charge]], []) : undefined;
}

function geometryOf(ligand) {
  const simple = BY_RULE[ligand.name] ?? singleIon(ligand);
  if (simple) return simple;
  return ligand.smiles === undefined
    ? undefined
    : withHeadsAtCrystalLength(fromSmiles(ligand.name, ligand.smiles));
}

/** Says what is wrong with a geometry: composition, charge, atoms too close. */
function problemsOf(ligand, { atoms, bonds }) {
  const problems = [];
  const counts = {};
  for (const [symbol] of atoms) counts[symbol] = (counts[symbol] ?? 0) + 1;
  const wanted = parseFormula(ligand.formula).counts;
  for (const symbol of new Set([...wanted.keys(), ...Object.keys(counts)]))
    if (wanted.get(symbol) !== counts[symbol])
      problems.push(`${symbol}: ${counts[symbol] ?? 0} atoms, formula ${ligand.formula}`);
  const charge = atoms.reduce((sum, atom) => sum + atom[4], 0);
  if (charge !== ligand.charge) problems.push(`charge ${charge}, table ${ligand.charge}`);
  const bonded = new Set(bonds.flatMap(([i, j]) => [`${i} ${j}`, `${j} ${i}`]));
  atoms.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = atoms[j];
      const distance = Math.hypot(a[1] - b[1], a[2] - b[2], a[3] - b[3]);
      if (!bonded.has(`${i} ${j}`) && distance < 1.5)
        problems.push(`${a[0]}${i} and ${b[0]}${j} are ${distance.toFixed(2)} A apart`);
    }
  });
  return problems;
}

/** Three decimals without a negative zero. */
const three = (x) => x.toFixed(3).replace(/^-(0\.000)$/, "$1");

function line({ atoms, bonds }) {
  const [, x0, y0, z0] = atoms[0];
  const left = atoms.map(
    ([symbol, x, y, z, charge]) => `${symbol} ${three(x - x0)} ${three(y - y0)} ${three(z - z0)} ${charge}`,
  );
  return `${left.join(";")}|${bonds.map(([i, j, order]) => `${i}-${j}:${order}`).join(",")}`;
}

const only = process.argv.slice(2);
const rows = [];
let bad = 0;
for (const ligand of ligands) {
  if (only.length && !only.includes(ligand.name)) continue;
  const geometry = geometryOf(ligand);
  if (!geometry) {
    console.log(
      `skipped: ${ligand.name} (${ligand.parts || ligand.complexOf ? "its parts are in the table" : "no structure known"})`,
    );
    continue;
  }
  if (geometry.why) console.log(`${ligand.name}: MMFF94 ${geometry.why}`);
  for (const problem of problemsOf(ligand, geometry)) {
    bad++;
    console.error(`${ligand.name}: ${problem}`);
  }
  rows.push([ligand.name, line(geometry)]);
}
if (only.length) for (const [name, text] of rows) console.log(`${name}\n${text}`);
else if (bad === 0) {
  const key = (name) => (/^[a-z]+$/.test(name) ? name : JSON.stringify(name));
  // Broken as the formatter breaks it, so that a second run changes nothing.
  const entry = ([name, value]) => {
    const one = `  ${key(name)}: ${JSON.stringify(value)},`;
    return one.length <= 110 ? one : `  ${key(name)}:\n    ${JSON.stringify(value)},`;
  };
  const text = `/**
 * Shapes of the ligands in the ligand table, by ligand name, hydrogens explicit. One line each:
 * "symbol x y z charge;...|i-j:order,...": Angstrom with the first atom at the origin, formal charges in e, bonds by
 * atom index with Kekule orders (an aromatic ring alternates 1 and 2; a carboxylate has one double and one single bond
 * of nearly one length). Atoms follow the SMILES, hydrogens after them.
 *
 * Made by scripts/write-ligand-geometries.mjs from the SMILES with the conformer generator of openchemlib and MMFF94.
 * Single ions, small inorganic ions and the hydrides of selenium and tellurium are built there from bond lengths and
 * angles, and the bond that carries an anionic head is set to its length in crystals (MMFF94 stretches it). Renew with:
 *   node --import tsx --conditions=@oleate/source scripts/write-ligand-geometries.mjs
 * Only lengths, angles, rings and cis or trans double bonds mean something; the turn of each single bond is one of many.
 */
export const ligandGeometries: Readonly<Record<string, string>> = {
${rows.map(entry).join("\n")}
};
`;
  let old = "";
  try {
    old = readFileSync(target, "utf8");
  } catch {
    old = "";
  }
  if (old !== text) writeFileSync(target, text);
  console.log(`${rows.length} ligands, ${text.length} characters${old === text ? ", unchanged" : ""}`);
}
process.exit(bad ? 1 : 0);
