import { z } from "zod";
import { nearestNames } from "../errors.ts";

/**
 * The study file as written (quantities still text). One declaration of every field: its type, its help, and through
 * `studyJsonSchema` the published JSON schema. Unknown keys are refused with the nearest valid ones.
 */
function section<Shape extends z.ZodRawShape>(
  shape: Shape,
  help: string,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code === "unrecognized_keys") {
          const keys = (issue as unknown as { keys: readonly string[] }).keys;
          return keys
            .map((key) => `unknown key \`${key}\`; nearest: ${nearestNames(key, known).join(", ")}`)
            .join("; ");
        }
        return undefined;
      },
    })
    .describe(help);
}

const text = (help: string) => z.string({ error: "expected text" }).min(1, "is empty").describe(help);
/** A quantity or expression: text with its unit, or a bare number where the value has none. */
const amount = (help: string) =>
  z.union([z.string().min(1), z.number()], { error: "expected a number with its unit" }).describe(help);
const named = <Value extends z.ZodType>(value: Value, help: string) =>
  z.record(z.string(), value).describe(help);

const changes = section(
  {
    ligands: named(amount("total concentration"), "ligands added or replaced").optional(),
    constants: named(amount("quantity"), "constants replaced").optional(),
    parameters: named(
      amount("value"),
      "parameters of an observable, such as p_deep, tau_radiative or power.LIGAND of a quantum yield",
    ).optional(),
    sites: named(amount("sites per dot"), "site counts replaced").optional(),
    reactions: z.array(text("reaction")).describe("reactions added to the surface's").optional(),
    replaceReactions: z
      .array(text("reaction"))
      .describe("reactions used instead of the surface's")
      .optional(),
    concentration: amount("dots, mol/L").optional(),
  },
  "what differs from the study's sample and surface for this one use",
);

const measurement = section(
  {
    title: text("what was measured").optional(),
    observable: text(
      "name of the observable: free-ligand, bound-ligand, shift, absorbance, anisotropy, quantum-yield, bright-fraction, lifetime, tail-lifetime",
    ),
    watch: text("the ligand or host watched, as named in the reactions"),
    file: text("data file in the study's folder"),
    against: named(
      text("column"),
      "ingredient -> column with its total (a concentration or equivalents per dot); also `dilution` (factor) and `temperature`",
    ).optional(),
    pipetted: section(
      {
        start: amount("volume in the vessel before the first addition"),
        added: text("column with the volume added"),
        cumulative: z.boolean().describe("the column holds the volume added so far; default true").optional(),
        stock: named(amount("concentration"), "what the added solution holds"),
      },
      "totals worked out from what was pipetted; everything else in the vessel is diluted",
    ).optional(),
    column: text("column with the signal").optional(),
    columns: z.array(text("column")).describe("several signals of one observable").optional(),
    sigma: amount("known standard deviation of the signal, in its unit").optional(),
    noise: z
      .enum(["constant", "proportional", "counting"])
      .describe("how the signal scatters; default constant")
      .optional(),
    below: amount("all rows are 'not seen': the signal is below this limit").optional(),
    rows: z.array(z.number().int().min(1)).describe("data rows used, counted from 1; default all").optional(),
    with: changes.optional(),
  },
  "one measured series",
);

const washRound = section(
  {
    volume: amount("wash solution, a volume"),
    ligands: named(amount("concentration"), "ligands in the wash solution").optional(),
    retained: amount("liquid left with the pellet, a volume"),
    yield: amount("share of the dots kept, 0 to 1"),
    redissolve: amount("volume the pellet is redissolved in"),
    add: named(amount("concentration"), "ligands in the redissolving solvent").optional(),
    constants: named(amount("constant"), "constants in the antisolvent, where they differ").optional(),
  },
  "one round of washing",
);

const title = text("heading in the report").optional();
const use = changes.optional();

/** The analyses a study can ask for; each has one file in `analyses/`. */
/** Fields of analyses that look at the interface of a dot with its solution. */
const interfaceFields = {
  solvent: text(
    "a solvent, a mixture such as `chloroform 40 %, toluene 60 %`, or `E_T^N 0.2`; default the sample's",
  ).optional(),
  concentration: amount("dots; default the sample's").optional(),
  size: amount("default the sample's").optional(),
  temperature: amount("default the sample's").optional(),
  added: z.array(text("an added ligand: oleic acid = 100 eq")).optional(),
  set: z.array(text("a parameter of the interface model: bond_100 = 20 kJ/mol")).optional(),
  against: text("what is varied: concentration, solvent, size, temperature, or an added ligand").optional(),
  points: z.array(amount("a point of it: 1 uM, chloroform, 3 nm, 50 eq")).min(1).optional(),
};

const analysis = z.discriminatedUnion("kind", [
  section(
    {
      kind: z.literal("fit"),
      title,
      measurements: z.array(text("measurement")).min(1).describe("fitted together, parameters shared"),
      free: z
        .array(text("parameter"))
        .min(1)
        .describe("constants by name, `sites.NAME`, `total.NAME`, or a parameter of an observable"),
      level: z.number().gt(0).lt(1).describe("confidence level, default 0.95").optional(),
      start: named(amount("start value"), "start values").optional(),
      with: use,
    },
    "maximum likelihood with profile intervals and identifiability",
  ),
  section(
    {
      kind: z.literal("pointwise"),
      title,
      measurement: text("measurement"),
      constant: text("the constant solved for at every row"),
      rounding: amount("half width of the printed signal's rounding, in its unit").optional(),
      with: use,
    },
    "the constant that reproduces each row alone",
  ),
  section(
    {
      kind: z.literal("speciation"),
      title,
      added: text("ingredient varied, or `dilution`, or `temperature`"),
      from: amount("lowest total"),
      to: amount("highest total"),
      points: z.number().int().min(2).max(2000).optional(),
      at: z.array(amount("total")).describe("totals at which numbers are reported").optional(),
      watch: text("ligand followed").optional(),
      with: use,
    },
    "the state against dose, dilution or temperature",
  ),
  section(
    {
      kind: z.literal("wash"),
      title,
      dots: amount("amount of dots, mol"),
      volume: amount("volume of the sample before the first round"),
      rests: named(amount("equivalents per dot"), "solvent and other rests that bind to nothing").optional(),
      rounds: z.array(washRound).min(1),
      with: use,
    },
    "ligands per dot after each round of washing",
  ),
  section(
    {
      kind: z.literal("next-measurement"),
      title,
      fit: text("the fit to be improved"),
      parameter: text("parameter whose error is to shrink"),
      against: text("parameter it trades off with").optional(),
      doses: z.array(amount("candidate dose")).min(1),
      with: use,
    },
    "which further dose tells most",
  ),
  section(
    {
      kind: z.literal("sizing"),
      title,
      material: text("material").optional(),
      gaps: z.array(amount("gap energy or wavelength")).min(1),
    },
    "size from gap by every curve known for the material",
  ),
  section(
    {
      kind: z.literal("dot"),
      title,
      sizes: z
        .array(amount("size"))
        .min(1)
        .describe("dots cut at these sizes; default the sample's")
        .optional(),
      ligands: z.boolean().describe("place the ligands too; default false").optional(),
    },
    "the dot atom by atom: counts, facets, site classes and charges, at one size or several",
  ),
  section(
    {
      kind: z.literal("composition"),
      title,
      measured: named(
        amount("value with its standard error: 1.32 +- 0.03"),
        "technique -> value: UV-vis diameter, TEM diameter, ICP cation/anion, TGA mass loss, NMR ligands per dot, NMR ligands per nm2, NMR ligands per cation, hydroxide per dot",
      ),
      ligand: text("the organic ligand"),
      hydroxide: z
        .enum(["from charge balance", "free", "none"])
        .describe("where hydroxide comes from; default: it takes up the charge the ligands leave")
        .optional(),
      model: z.boolean().describe("add the truncated octahedron as one more technique").optional(),
    },
    "ligand count and charge balance of a real sample from several techniques, one joint estimate",
  ),
  section(
    {
      kind: z.literal("interface"),
      title,
      ...interfaceFields,
      intervals: z
        .int()
        .min(2)
        .max(2000)
        .describe("parameter sets that agree with the observations, for ranges; none when left out")
        .optional(),
    },
    "what is on dots that shed metal complexes: by facet, in solution, and along one condition",
  ),
  section(
    {
      kind: z.literal("nmr"),
      title,
      ...interfaceFields,
      signals: z.array(text("a parameter of the signals: shell = 1.8 nm")).optional(),
      delay: amount("diffusion delay of the simulated experiment; default 100 ms").optional(),
    },
    "what NMR sees of that shell: diffusion, shift, width and NOE in fast exchange",
  ),
  section(
    {
      kind: z.literal("decay"),
      title,
      response: amount("full width at half maximum of a Gaussian response: 0.57 ns").optional(),
      lifetimes: z.array(amount("slow lifetime")).min(1).describe("simulated, each in turn").optional(),
      fast: section(
        {
          lifetime: amount("lifetime, below the response"),
          share: amount("its share of the light, 0 to 1"),
        },
        "a part faster than the response in every simulated decay",
      ).optional(),
      counts: amount("photons in a simulated decay; default 20000").optional(),
      background: amount("counts per channel of a simulated decay; default 0.5").optional(),
      channel: amount("channel width of simulated decays; default 0.1 ns").optional(),
      window: amount("length of a simulated record; default 50 ns").optional(),
      decays: z.int().min(20).max(5000).describe("simulated decays of each lifetime; default 100").optional(),
      level: z.number().gt(0).lt(1).describe("confidence level, default 0.95").optional(),
      file: text("a measured decay in place of simulated ones: time, counts").optional(),
      column: text("its column of counts; default the second").optional(),
      responseColumn: text("column with the measured response").optional(),
      components: z.int().min(1).max(4).describe("exponentials fitted to it; default 1").optional(),
      prompt: z.boolean().describe("fit an unresolved part as an area too; default false").optional(),
    },
    "decays simulated with counting noise and fitted again, or one measured decay fitted",
  ),
  section(
    {
      kind: z.literal("medium"),
      title,
      solvents: z.array(text("solvent")).min(1),
      reference: text("solvent the lifetime is known in"),
      lifetime: amount("radiative lifetime in that solvent"),
      models: z
        .array(text("local-field model: sphere, virtual cavity, empty cavity, microscopic"))
        .min(1)
        .describe("the first one predicts; default all four, sphere first")
        .optional(),
      permittivity: amount("optical permittivity of the core; default the material's").optional(),
      shell: section(
        {
          index: amount("refractive index of the shell"),
          thickness: amount("thickness of the shell"),
          radius: amount("radius of the core"),
        },
        "a shell of ligands between core and solvent",
      ).optional(),
      temperature: amount("of the refractive indices; default the sample's").optional(),
      measured: named(amount("lifetime with its error: 4.7 +- 0.1 ns"), "solvent -> lifetime").optional(),
      simulate: section(
        {
          error: amount("relative standard error of a lifetime: 3 %"),
          series: z.int().min(20).max(5000).describe("simulated series; default 200").optional(),
        },
        "lifetimes simulated by the first model where none are printed",
      ).optional(),
    },
    "the radiative lifetime in solvents by local-field models, and lifetimes fitted by them",
  ),
  section(
    {
      kind: z.literal("spectra"),
      title,
      material: text("material; default the sample's").optional(),
      sizes: z.array(amount("size: diameter, or the length the curve speaks of")).min(1),
      curve: text("sizing curve by name; the calculation from bulk data when left out").optional(),
      gap: amount("bulk gap for that calculation; default the table's").optional(),
      spreads: z
        .array(amount("spread of sizes, standard deviation over mean: 10 %"))
        .min(1)
        .describe("ensembles whose bands are predicted")
        .optional(),
      line: amount("full width of one dot's line; default 60 meV").optional(),
      pair: section(
        {
          absorbs: amount("wavelength or energy of the absorption"),
          emits: amount("wavelength or energy of the emission"),
        },
        "a measured pair whose Stokes shift is used",
      ).optional(),
    },
    "first transitions from sizes, bands of ensembles with a spread of sizes, and emission by a Stokes shift",
  ),
  section(
    {
      kind: z.literal("passivation"),
      title,
      added: text("passivating ligand dosed"),
      to: amount("highest dose drawn, equivalents per dot"),
      points: z.number().int().min(2).max(2000).optional(),
      at: z.array(amount("dose")).describe("doses at which numbers are reported").optional(),
      statistics: z
        .enum(["binomial", "poisson"])
        .describe("how trap numbers scatter from dot to dot; default binomial")
        .optional(),
      calibrate: section(
        {
          free: z
            .array(text("parameter"))
            .min(1)
            .describe("parameters found: of the light, or constants by name"),
          start: section(
            { yield: amount("quantum yield"), lifetime: amount("lifetime of the tail").optional() },
            "printed before any dose",
          ),
          best: section(
            {
              dose: amount("dose of the greatest quantum yield"),
              yield: amount("quantum yield"),
              lifetime: amount("lifetime of the tail").optional(),
            },
            "printed at the maximum",
          ),
          brightFactor: amount("growth of the number of bright dots").optional(),
          yieldError: amount("standard deviation of a quantum yield; default 0.02").optional(),
          lifetimeError: amount("standard deviation of a lifetime; default 0.1 ns").optional(),
        },
        "printed numbers that fix parameters",
      ).optional(),
      printed: section(
        { slow: amount("growth of the slow component"), yield: amount("growth of the quantum yield") },
        "factors compared with one another, beside the lifetimes of `calibrate`",
      ).optional(),
      dilution: z
        .array(amount("concentration of dots"))
        .min(1)
        .describe("dots before any dose, everything thinned alike")
        .optional(),
      others: named(
        section(
          {
            dose: amount("dose"),
            yield: amount("quantum yield reached there").optional(),
            above: amount("it is above this").optional(),
            below: amount("it is below this").optional(),
          },
          "another ligand, alone on the same dots",
        ),
        "other ligands: affinity and passivating power from one printed quantum yield or a bound of it",
      ).optional(),
      against: text("constant that the affinities of the others are compared with").optional(),
      over: named(
        z.array(amount("value")).min(1),
        "values of constants, `sites.NAME` and parameters that are not known: every combination is calibrated anew",
      ).optional(),
      with: use,
    },
    "what coverage does to the light: quantum yield, bright fraction and decay against dose",
  ),
]);

const claim = section(
  {
    id: text("claim id"),
    what: text("what the paper says"),
    note: text("what a reader must know").optional(),
    cite: text("where it is printed").optional(),
    waits: text("what it waits for, in place of parts").optional(),
    parts: z
      .array(
        section(
          {
            what: text("this number").optional(),
            value: amount("expression over the study's values"),
            unit: z.string().describe("unit it is printed in").optional(),
            expect: z
              .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
              .describe("`322`, `310 +- 60 /mM`, `15 to 30`, `< 1 %`, or a list against a column"),
            tolerance: amount("difference that still counts as reproduced: absolute or in %").optional(),
            otherwise: z
              .enum(["not-reproduced", "contradiction"])
              .describe(
                "verdict when the number differs; `contradiction` where the paper is at odds with itself or physics",
              )
              .optional(),
            aside: z.boolean().describe("does not decide the verdict of the claim").optional(),
            note: text("why").optional(),
          },
          "one printed number",
        ),
      )
      .default([]),
  },
  "a claim of the paper",
);

const study = section(
  {
    title: text("title"),
    source: section({ cite: text("reference"), doi: text("DOI").optional() }, "where the study comes from"),
    seed: z.number().int().min(0).describe("seed of every random draw; default 1").optional(),
    summary: text("a paragraph for the gallery").optional(),
    sample: section(
      {
        nanocrystal: section(
          {
            material: text("material"),
            polymorph: text("crystal form, lattice or space group").optional(),
            shape: text("shape").optional(),
            size: amount("diameter of equal volume, or edge, as the shape is usually given"),
            truncation: z.number().describe("share of each edge cut away at each end").optional(),
            aspect: z.number().describe("length over width").optional(),
            facets: text("surface energies of a Wulff shape: 100 = 0.16, 111 = 0.20").optional(),
            termination: text("what faces end on: 100 = adatoms, 111 = cations").optional(),
            shell: text("a second material grown on: CdS, 1.2 nm").optional(),
            ligands: z.array(text("ligand on the dot: oleate, oleate = 3 /nm2")).optional(),
            balance: text("ion that makes up the charge").optional(),
            vacancies: text("surface cation left out for neutrality").optional(),
          },
          "the dot, in the words of `oleate build`",
        ),
        concentration: amount("dots, mol/L"),
        solvent: text("solvent"),
        temperature: amount("default 298.15 K").optional(),
        ligands: named(
          amount("total concentration or equivalents per dot"),
          "ligands in the sample, bound and free",
        ).default({}),
        solubility: named(amount("concentration"), "highest total that dissolves").optional(),
      },
      "what was in the tube",
    ),
    constants: named(
      z.union([
        amount("quantity"),
        section(
          { value: amount("quantity"), note: text("what it is").optional(), cite: text("source").optional() },
          "a constant",
        ),
      ]),
      "named quantities for expressions, with their errors",
    ).optional(),
    species: named(
      z.union([
        text("what it is made of: H+ + PIC-"),
        section(
          { parts: text("what it is made of").optional(), charge: z.number().int().optional() },
          "a species",
        ),
      ]),
      "parts and charges of species whose name does not say them",
    ).optional(),
    surface: section(
      {
        sites: named(
          amount("sites per dot, or `from structure Pb {100} CN1`"),
          "site class -> sites per dot",
        ),
        reactions: z.array(text("reaction")).describe("none when only the structure is studied").optional(),
      },
      "what sits where; may be left out when only the dot and its composition are studied",
    ).default({ sites: {} }),
    measurements: named(measurement, "measured series by name").optional(),
    values: named(
      z.union([
        amount("expression"),
        section(
          { value: amount("expression"), unit: z.string().optional(), note: text("what it is").optional() },
          "a value",
        ),
      ]),
      "derived numbers by name",
    ).optional(),
    analyses: named(analysis, "analyses by name").optional(),
    claims: z.array(claim).optional(),
  },
  "an Oleate study",
);

/** The study file as checked for shape; quantities are still text. */
export type StudyFile = z.infer<typeof study>;
/** One measured series as written. */
export type MeasurementFile = z.infer<typeof measurement>;
/** One analysis as written, of any kind. */
export type AnalysisFile = z.infer<typeof analysis>;
/** What differs from the study's sample and surface for one use. */
export type ChangesFile = z.infer<typeof changes>;
/** One claim as written. */
export type ClaimFile = z.infer<typeof claim>;

/** One problem of shape: where in the document and what. */
export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The path ends in a key that does not exist. */
  readonly unknownKey: boolean;
}

/** Checks the shape of a parsed document; returns the study file or every problem. */
export function checkShape(document: unknown): {
  readonly study?: StudyFile;
  readonly problems: readonly ShapeProblem[];
} {
  const checked = study.safeParse(document);
  if (checked.success) return { study: checked.data, problems: [] };
  const problems = checked.error.issues.flatMap((issue): ShapeProblem[] => {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message, unknownKey: false }];
    const messages = issue.message.split("; unknown key");
    return issue.keys.map((key, i) => ({
      path: [...path, key],
      message: i === 0 ? messages[0]! : `unknown key${messages[i] ?? ` \`${key}\``}`,
      unknownKey: true,
    }));
  });
  return { problems };
}

/** The JSON schema of study.yaml, made from the same declarations. */
export function studyJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(study, { unrepresentable: "any", io: "input" }), title: "Oleate study" };
}
