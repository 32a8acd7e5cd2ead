#!/usr/bin/env node
import {
  formatComplaint,
  InputErrors,
  OleateError,
  resultJsonSchema,
  studyJsonSchema,
  VERSION,
} from "@oleate/core";
import { Command, CommanderError } from "commander";
import { bands } from "./commands/bands.ts";
import { build } from "./commands/build.ts";
import { decays } from "./commands/decay-series.ts";
import { diffusion } from "./commands/diffusion.ts";
import { fitTable } from "./commands/fit.ts";
import { init } from "./commands/init.ts";
import { interfaceOf } from "./commands/interface.ts";
import { lint } from "./commands/lint.ts";
import { list } from "./commands/list.ts";
import { mediumCommand } from "./commands/medium.ts";
import { nmrFit } from "./commands/nmr-fit.ts";
import { open } from "./commands/open.ts";
import { quantumYield } from "./commands/quantum-yield.ts";
import { run, verify } from "./commands/run.ts";
import { size } from "./commands/size.ts";
import { speciate } from "./commands/speciate.ts";
import { spectrum } from "./commands/spectrum.ts";
import { validate } from "./commands/validate.ts";
import { wash } from "./commands/wash.ts";

const EXIT_BAD_INPUT = 2;

const program = new Command("oleate")
  .description(
    "A workbench for colloidal nanocrystals: what is on the dots, how firmly, and what they will do next.",
  )
  .version(VERSION)
  .showHelpAfterError("(oleate --help lists the commands)")
  .exitOverride();

const finish = (code: number | Promise<number>): Promise<void> =>
  Promise.resolve(code).then((value) => {
    process.exitCode = value;
  });
const json = ["--json", "print JSON for machines"] as const;

program
  .command("run")
  .description("fit, predict and verify studies; writes result.json and report.html beside each")
  .argument("[studies...]", "study folders, or names from the gallery; all of the gallery when none is given")
  .option("--all", "all studies of the gallery")
  .option("--quiet", "print the claims only")
  .option(...json)
  .action((names: string[], options) => finish(run(options.all ? [] : names, options)));

program
  .command("verify")
  .description("the claims table; exit 1 when a claim that should hold does not")
  .argument("[studies...]", "study folders or names; all when none is given")
  .option(...json)
  .action((names: string[], options) => finish(verify(names, options)));

program
  .command("validate")
  .description("every problem of a study at once, with file and line")
  .argument("[studies...]", "study folders or names; all when none is given")
  .option(...json)
  .action((names: string[], options) => finish(validate(names, options)));

program
  .command("init")
  .description("a study to start from")
  .argument("<folder>", "folder to make")
  .action((folder: string) => finish(init(folder)));

program
  .command("speciate")
  .description("the state of a study's sample, or of a model given here")
  .argument("[study]", "study folder or name")
  .option("--model <reactions>", "reactions and constants: 'H + G <=> HG; K = 1000 /M'")
  .option(
    "--total <totals...>",
    "what was put in: 'H = 1 mM, G = 2 mM' (with a study also '100 eq', and constants)",
  )
  .option(...json)
  .option("--dilute <factor>", "dilute everything: 10 for ten-fold")
  .option(
    "--interaction <text>",
    "neighbours that feel each other: 'S.B on S, 4 neighbours, -3.75 kJ/mol, quasi-chemical'",
  )
  .option("--temperature <temperature>", "for --interaction", "298.15 K")
  .action((study: string | undefined, options) => finish(speciate(study, options)));

program
  .command("build")
  .description("a dot atom by atom: core, facets, site classes, ligands, charges, composition, files")
  .option("--preset <name>", "a dot to begin with; other flags replace its words")
  .option("--material <name>", "formula or name of the table, such as PbS")
  .option("--polymorph <name>", "crystal form, lattice or space group, when not the usual one")
  .option("--cif <file>", "the crystal from a CIF or POSCAR instead of --material")
  .option("--oxidation <numbers...>", "oxidation numbers for --cif: 'Sn = 4, O = -2'")
  .option("--cluster <name>", "a cluster of known size: Cd35Se20X30, In20P10X30, Au309")
  .option(
    "--shape <name>",
    "sphere, cube, cuboid, octahedron, truncated-octahedron, cuboctahedron, rhombic-dodecahedron, tetrahedron, truncated-tetrahedron, hexagonal-prism, rod, wulff",
  )
  .option("--size <length>", "the size the shape is usually given by: diameter of equal volume, or edge")
  .option("--diameter <length>", "diameter of the sphere of equal volume")
  .option("--edge <length>", "edge between the outermost nuclei")
  .option("--edges <lengths>", "edges of a cuboid: '10 nm, 8 nm, 2.4 nm', or two with --monolayers")
  .option("--monolayers <number>", "thickness of a cuboid in monolayers")
  .option("--atoms <number>", "atoms of the core")
  .option("--truncation <share>", "share of each edge cut away at each end; 1/3 is the regular one")
  .option("--aspect <ratio>", "length over width of a prism or rod")
  .option("--facets <energies>", "surface energies of a Wulff shape: '100 = 0.16, 111 = 0.20'")
  .option(
    "--termination <how>",
    "cations, anions, stoichiometric, adatoms, 'as cut' or a layer such as CsBr; by plane: '100 = adatoms, 111 = cations'",
  )
  .option("--shell <material>", "a second material grown on: 'CdS, 1.2 nm'; the size is then the core's")
  .option(
    "--ligand <ligands...>",
    "'oleate', 'oleate = 200', 'oleate = 3 /nm2', 'oleate = 40 % on 111 as bridging'; several make a mixture",
  )
  .option("--smiles <molecules...>", "a ligand of your own for --ligand: 'NAME=SMILES'")
  .option(
    "--molecule <files...>",
    "a ligand from a file for --ligand: 'NAME = FILE', or 'NAME = FILE; charge; numbers of the donor atoms'",
  )
  .option("--balance <ion>", "ion that makes up the charge: hydroxide, ...; none leaves it")
  .option("--vacancies <cation>", "leave out surface cations until the core is neutral: Cs")
  .option("--no-prune", "keep atoms that hang on one bond")
  .option("--seed <number>", "seed of the conformers", undefined)
  .option("--xyz <file>", "write the dot as XYZ")
  .option(
    "--out <files...>",
    "write files by ending: .xyz .extxyz .cif .pdb .mol2 .sdf .data .gro .vasp .coord",
  )
  .option(...json)
  .action((options) => finish(build(options)));

program
  .command("interface")
  .description("what is on the dots of a solution: complexes by facet, what is free, and how that changes")
  .option("--material <name>", "a material whose dots shed metal complexes (default: PbS)")
  .option("--shape <name>", "a shape with {111} or {100} facets (default: truncated-octahedron)")
  .option("--size <length>", "diameter of the core (default: 4.8 nm)")
  .option("--termination <how>", "as in oleate build")
  .option("--concentration <amount>", "dots in solution", "0.1 mM")
  .option(
    "--solvent <name>",
    "a solvent, a mixture 'chloroform 40 %, toluene 60 %', or 'E_T^N 0.2'",
    "toluene",
  )
  .option("--temperature <value>", "298.15 K when left out")
  .option("--add <ligands...>", "'oleic acid = 100 eq', 'lead oleate = 5 mM', 'octylamine = 50 eq'")
  .option(
    "--set <parameters...>",
    "parameters of the model: 'bond_100 = 20 kJ/mol'; see oleate list interface",
  )
  .option("--against <axis>", "a series along concentration, solvent, size, temperature, or an added ligand")
  .option("--no-intervals", "leave out the parameter sets that agree with what was seen")
  .option("--seed <number>", "seed of the parameter sets", "1")
  .option(...json)
  .action((options) => finish(interfaceOf(options)));

program
  .command("diffusion")
  .description("diffusion coefficients and radii from a pulsed-gradient NMR experiment")
  .argument(
    "<path>",
    "a Bruker experiment's folder or zip, a JCAMP-DX file, or a table: 'g (G/cm), I' or 'b (s/m2), I'",
  )
  .option("--dataset <name>", "which data set of the folder: ser, pdata/1/2rr")
  .option("--region <ranges...>", "integrals to fit: '5.2 to 5.9' (ppm); the tallest lines when left out")
  .option("--model <names...>", "mono-exponential, bi-exponential, stretched, gamma, karger, or all")
  .option("--gradients <list>", "gradients of the rows in T/m, where the files do not hold them")
  .option("--full-gradient <value>", "gradient at 100 %, where they are in percent: '0.535 T/m'")
  .option("--accept-incomplete", "of an experiment that was stopped, read the rows that are whole")
  .option("--delta <time>", "whole length of one encoding (2 x P30 of a bipolar pair): '4 ms'")
  .option("--big-delta <time>", "delay between encoding and decoding (D20): '100 ms'")
  .option("--shape <name>", "rectangle, half-sine or smsq10")
  .option("--tau <time>", "gap between the pulses of a bipolar pair")
  .option("--share <number>", "share of delta taken from Delta, where a laboratory has its own: 0.3333")
  .option("--nucleus <name>", "nucleus that carries the gradients' phase, such as 1H")
  .option("--baseline <degree>", "degree of the polynomial taken off as a baseline")
  .option(
    "--phase <degrees>",
    "phase of raw data, found when left out: '35' or '35, -12' (at the highest shift; added up to the lowest)",
  )
  .option("--solvent <name>", "its viscosity turns D into a radius")
  .option("--viscosity <value>", "the same, stated: '0.584 mPa s'")
  .option("--temperature <value>", "298.15 K when left out")
  .option("--reference <words>", "a molecule in the same tube: 'TMS, 0.29 nm, 2.2e-9 m2/s'")
  .option(...json)
  .action((path: string, options) => finish(diffusion(path, options)));

program
  .command("decay")
  .description("lifetimes and amplitudes of a time-resolved emission decay, behind its instrument response")
  .argument("<files...>", "two columns, time (ns) and counts, or a file of the counting electronics")
  .option("--global", "all curves of all files with shared lifetimes and amplitudes of their own")
  .option("--stack", "all curves of all files, each alone, over threads")
  .option("--threads <number>", "threads of --stack", "one a core")
  .option(
    "--distribution [regulariser]",
    "a free distribution of lifetimes: entropy (when not said) or curvature",
  )
  .option("--irf <file>", "instrument response measured in the same channels")
  .option("--irf-fwhm <width>", "a Gaussian response instead: '0.57 ns'")
  .option("--no-irf", "no response: the decay is fitted from its maximum, or --from, on")
  .option(
    "--irf-column <name>",
    "which curve of that file, by name or number; alone: of the decay's own file",
  )
  .option(
    "--irf-background <level>",
    "taken off the response: counts per channel, none, or 'before the pulse'",
  )
  .option("--components <number>", "how many, or auto: as many as the counts support", "auto")
  .option("--stretched", "stretched exponentials in place of exponentials")
  .option("--log-normal", "log-normal distributions of rates in place of exponentials")
  .option("--prompt", "add what is faster than the response can tell, as an area")
  .option("--from <time>", "first time fitted: '2 ns'")
  .option("--to <time>", "time at which the fit ends")
  .option("--period <time>", "time between pulses, where a decay outlasts it: '50 ns'")
  .option("--pulses <number>", "excitation pulses of the measurement: pile-up is then accounted for")
  .option("--background <counts>", "counts per channel, held in place of fitted")
  .option("--peak-counts <number>", "counts of the peak, where only normalised data are left")
  .option("--noise <kind>", "poisson; neyman or pearson to compare with least squares", "poisson")
  .option("--column <name>", "which curve of the file, by name or number")
  .option("--no-intervals", "leave out the profile-likelihood intervals")
  .option("--level <probability>", "of the intervals", "0.95")
  .option("--seed <number>", "seed of random draws; a fit draws none", "1")
  .option("--out <file>", "write times, counts, fit and residuals as CSV")
  .option(...json)
  .action((files: string[], options) => finish(decays(files, options)));

program
  .command("nmr-fit")
  .description("bound fraction and binding constant from D, shift, width and integral of a series together")
  .argument(
    "<table>",
    "columns dots (mM), ligand (mM) and any of D (m2/s), shift (ppm), width (Hz), integral",
  )
  .option("--K <value>", "binding constant: '10 /mM' holds it", "fit from 1 /mM")
  .option("--sites <value>", "sites on a dot: '313' holds it", "fit from 200")
  .option(
    "--bound <signals...>",
    "of the bound state: 'D = fit from 1e-10 m2/s, shift = fit from 5.6 ppm, width = 15 Hz'",
  )
  .option("--free <signals...>", "of the free state, likewise")
  .option(
    "--noise <errors...>",
    "standard errors: 'D = 4e-12 m2/s, shift = 0.002 ppm'; found from the scatter when left out",
  )
  .option("--integral <value>", "integral of 1 mM: '1.2' holds it; 'fit from 1' when left out")
  .option("--invisible <share>", "share of the bound ligand without a signal: '0.1' or 'fit from 0.1'")
  .option("--exchange <rate>", "exchange rate, which adds to the width: '2000 /s'")
  .option("--proton <frequency>", "proton frequency of the magnet, with --exchange", "500 MHz")
  .option(...json)
  .action((table: string, options) => finish(nmrFit(table, options)));

program
  .command("size")
  .description("size from a first transition, or the transition from a size, by every curve side by side")
  .requiredOption("--material <name>", "formula or name of the table, such as PbS")
  .option("--gap <energy>", "first transition as a wavelength or an energy: '1339 nm', '0.926 eV'")
  .option("--size <length>", "diameter, or the length the curves speak of: '4.8 nm'")
  .option(...json)
  .action((options) => finish(size(options)));

program
  .command("spectrum")
  .description("first transition, size, spread and concentration from absorption; peak and width of emission")
  .argument("<file>", "spectra as text, CSV or JCAMP-DX; all in the file are read")
  .option("--material <name>", "of the dots, for absorption: CdSe")
  .option("--kind <name>", "absorption or emission, where the file does not say")
  .option("--only <names...>", "spectra of the file by name: '30 s'")
  .option(
    "--curve <name>",
    "sizing curve behind spread and concentration; all are shown for a single spectrum",
  )
  .option("--path <length>", "optical path (default: 1 cm)")
  .option("--line <range>", "full width of one dot's line (default: '30 to 90 meV')")
  .option("--out <file>", "write the fitted curves as CSV")
  .option(...json)
  .action((file: string, options) => finish(spectrum(file, options)));

program
  .command("quantum-yield")
  .description(
    "photoluminescence quantum yield: relative to a standard, or absolute from an integrating sphere",
  )
  .argument(
    "[table]",
    "dilutions: columns solution (sample or reference), absorbance, intensity; flags when left out",
  )
  .option("--standard <name>", "a standard of `oleate list standards`: its yield and solvent")
  .option("--reference-yield <value>", "the reference's yield, if not the tabulated one: '0.95 +- 0.03'")
  .option("--reference-solvent <name>", "its solvent or refractive index, if not the tabulated one")
  .option("--solvent <name>", "the sample's solvent, or its refractive index")
  .option("--sample <numbers...>", "'I = 1.8e6 +- 2e4, A = 0.045 +- 0.001', and excitation where it differs")
  .option("--reference <numbers...>", "likewise")
  .option("--sample-emission <file>", "corrected emission spectrum instead of I")
  .option("--sample-absorbance <file>", "absorption spectrum instead of A")
  .option("--reference-emission <file>", "likewise")
  .option("--reference-absorbance <file>", "likewise")
  .option("--excitation <wavelength>", "where spectra are excited: '405 nm'")
  .option("--range <range>", "of the emission that is summed: '430 to 700 nm'")
  .option("--blank <wavelength>", "where nothing absorbs; the absorbance there is taken off")
  .option("--power", "emission spectra are power, not photons")
  .option("--area-error <share>", "relative standard error of an area: '2 %'")
  .option("--absorbance-error <value>", "standard error of an absorbance: 0.001")
  .option("--intercept <how>", "of a table's lines: zero or free", "zero")
  .option(
    "--absolute <areas...>",
    "sphere: 'La = 1e6, Lb = 9e5, Lc = 6.5e5, Pb = 2e4, Pc = 2.3e5' (laser and emission; empty, beside the beam, in it)",
  )
  .option("--error <share>", "relative standard error of every area of the sphere: '1 %'")
  .option("--reabsorbed <share>", "share of the emission reabsorbed in the sphere: '0.15 +- 0.02'")
  .option("--level <probability>", "of the intervals", "0.95")
  .option("--draws <number>", "of the Monte Carlo interval", "20000")
  .option("--seed <number>", "seed of the draws", "1")
  .option(...json)
  .action((table: string | undefined, options) => finish(quantumYield(table, options)));

program
  .command("medium")
  .description(
    "how a solvent changes the radiative lifetime, by four local-field models; fits lifetimes by them",
  )
  .option("--material <name>", "whose optical permittivity is the core's (default: CsPbBr3)")
  .option("--permittivity <value>", "the core's, stated")
  .option("--shape <name>", "sphere or cube, in the sphere model", "sphere")
  .option("--solvents <names...>", "parted by semicolons; all with a known index when left out")
  .option("--reference <name>", "solvent of ratio 1 (default: toluene; of a fit the first of the table)")
  .option("--lifetime <time>", "radiative lifetime in it: '4.7 ns'; predicts the others")
  .option("--temperature <value>", "of the refractive indices; 293.15 K when left out")
  .option("--shell <thickness>", "a shell of ligands around the core: '1.8 nm', with --size")
  .option("--shell-index <value>", "its refractive index", "1.46")
  .option("--size <length>", "diameter of the core (of equal volume)")
  .option("--model <names...>", "sphere, virtual cavity, empty cavity, microscopic; all when left out")
  .option("--lifetimes <table>", "columns solvent, lifetime (ns), and where known error (ns), quantum yield")
  .option("--line", "fit a line with intercept in place of a scale")
  .option("--level <probability>", "of the intervals", "0.95")
  .option(...json)
  .action((options) => finish(mediumCommand(options)));

program
  .command("bands")
  .description("infrared bands of a ligand on the dot beside those of the free one, and what the shifts mean")
  .usage("[options] [FREE] BOUND")
  .argument(
    "<bands>",
    "bands of the free ligand: a table with wavenumbers (cm-1) first, or '1590, 1567, 1383'; alone: of the bound one",
  )
  .argument("[bound]", "bands on the dot, likewise")
  .option("--ligand <name>", "a table of `oleate list bands`: names the bands; needed where FREE is left out")
  .option("--tolerance <wavenumber>", "largest shift that is looked for", "25 cm-1")
  .option("--resolution <wavenumber>", "spectral resolution of both lists", "4 cm-1")
  .option(...json)
  .action((first: string, second: string | undefined, options) => finish(bands(first, second, options)));

program
  .command("lint")
  .description(
    "what is wrong with published XYZ files: counts, formula, charge; exit 1 when there is an error",
  )
  .argument("<files...>", "XYZ files")
  .option("--oxidation <numbers...>", "oxidation numbers other than the usual ones: 'Sn = 4'")
  .option(...json)
  .action((files: string[], options) => finish(lint(files, options)));

program
  .command("list")
  .description("the names to choose from, with formulas, crystal forms, charges and other names")
  .argument(
    "<table>",
    "materials, ligands, solvents, shapes, presets, clusters, standards (of quantum yield), bands (infrared) or interface (the parameters of its model)",
  )
  .option(...json)
  .action((table: string, options) => finish(list(table, options)));

program
  .command("fit")
  .description("fit titration tables to a model, without a study")
  .argument(
    "<files...>",
    "CSV with totals and signals, Musketeer CSV, or integrated heats (.DH); several are fitted together",
  )
  .requiredOption("--model <reactions>", "'H + G <=> HG; K = fit'; several reactions parted by semicolons")
  .option("--observable <name>", "shift, absorbance, anisotropy; found from the headers when left out")
  .option("--columns <pairs...>", "which column is whose total: 'H = htot, G = ltot'")
  .option(
    "--watch <species>",
    "whose shift or colour is seen; default the first ingredient; 'H, G' when the guest absorbs too",
  )
  .option(
    "--reference <how>",
    "first-row: signals as changes from the first row; fitted: the free signal is fitted too",
  )
  .option("--free <ingredients...>", "ingredients whose stated total is doubted: a factor on it is fitted")
  .option("--level <probability>", "confidence level of the intervals", "0.95")
  .option("--seed <number>", "seed of random draws", "1")
  .option(...json)
  .action((files: string[], options) => finish(fitTable(files, options)));

program
  .command("wash")
  .description("ligands per dot after each round of washing, of a study or from flags")
  .argument("[study]", "study folder or name")
  .option("--analysis <id>", "which washing of the study")
  .option("--model <reactions>", "'Pb + L <=> Pb.L; K = 10 /mM'")
  .option("--site <name>", "the site class")
  .option("--dots <amount>", "amount of dots, e.g. '10 nmol'")
  .option("--per-dot <counts...>", "ingredients per dot: 'Pb = 322, L = 1000, octadecene = 4000'")
  .option("--volume <volume>", "volume before washing")
  .option("--wash <volume>", "wash solution per round")
  .option("--ligands <concentrations...>", "ligands in the wash: 'L = 0.7 mM'")
  .option("--retained <volume>", "liquid left with the pellet", "0.1 mL")
  .option("--yield <share>", "share of the dots kept per round", "1")
  .option("--redissolve <volume>", "volume the pellet is redissolved in; default --volume")
  .option("--rounds <count>", "rounds", "1")
  .option(...json)
  .action((study: string | undefined, options) => finish(wash(study, options)));

program
  .command("open")
  .description("the workbench in the browser, on this machine only")
  .argument("[study]", "study folder or name to open at")
  .option("--port <number>", "port on localhost", "4173")
  .action((study: string | undefined, options) => finish(open(study, options)));

program
  .command("schema")
  .description("the JSON schema of study.yaml or result.json")
  .argument("[which]", "study or result", "study")
  .action((which: string) => {
    process.stdout.write(
      `${JSON.stringify(which === "result" ? resultJsonSchema() : studyJsonSchema(), null, 1)}\n`,
    );
  });

// `npm run oleate` starts in the project's folder: file names are meant from where the user stands.
const standing = process.env["INIT_CWD"];
if (process.env["npm_lifecycle_event"] === "oleate" && standing) process.chdir(standing);

// A reader that stops early (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? 0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_BAD_INPUT;
  else if (error instanceof InputErrors) {
    process.stderr.write(`${error.complaints.map(formatComplaint).join("\n")}\n`);
    process.exitCode = EXIT_BAD_INPUT;
  } else if (error instanceof OleateError) {
    process.stderr.write(`oleate: ${error.message}\n`);
    process.exitCode = EXIT_BAD_INPUT;
  } else throw error;
}
