import { DomainError } from "../errors.ts";
import type { Dataset, Parameter, Problem, SeparableDataset } from "./problem.ts";

function refuse(what: string, found: string, expected: string, remedy?: string): never {
  throw new DomainError(remedy === undefined ? { what, found, expected } : { what, found, expected, remedy });
}

/** Tells the two kinds of data set apart. */
export function isSeparable(dataset: Dataset | SeparableDataset): dataset is SeparableDataset {
  return "basis" in dataset;
}

function checkNames(names: readonly string[], kind: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === "") refuse(`a ${kind} has no name`, "an empty name", "a name");
    if (seen.has(name)) {
      refuse(`two ${kind}s have the same name`, `"${name}" twice`, "one name each", "rename one of them");
    }
    seen.add(name);
  }
}

function checkParameter(parameter: Parameter): void {
  const { name, unit, start, transform } = parameter;
  const lower = parameter.lower ?? Number.NEGATIVE_INFINITY;
  const upper = parameter.upper ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(start)) {
    refuse(`the start of parameter ${name} is not a number`, String(start), "a finite number");
  }
  if (Number.isNaN(lower) || Number.isNaN(upper) || lower > upper) {
    refuse(`the bounds of parameter ${name} are not a range`, `${lower} to ${upper}`, "lower <= upper");
  }
  if (start < lower || start > upper) {
    const side = start < lower ? "below its lower" : "above its upper";
    refuse(
      `the start of parameter ${name} lies ${side} bound`,
      `${start} ${unit}`,
      `${lower} to ${upper} ${unit}`,
      "move the start or the bound",
    );
  }
  if (transform === "log" && !(start > 0 && (parameter.lower === undefined || lower > 0))) {
    refuse(
      `parameter ${name} is searched on a logarithmic scale but is not positive`,
      `start ${start}, lower bound ${parameter.lower ?? "none"}`,
      "a positive start and no or a positive lower bound",
      'use transform "linear" or a positive bound',
    );
  }
  if (
    transform === "logit" &&
    !(start > lower && start < upper && upper - lower < Number.POSITIVE_INFINITY)
  ) {
    refuse(
      `parameter ${name} is searched between two bounds but does not start strictly between them`,
      `start ${start}, bounds ${lower} to ${upper}`,
      "two finite bounds and a start between them",
    );
  }
  const prior = parameter.prior;
  if (prior?.kind === "normal" && !(Number.isFinite(prior.mean) && prior.standardDeviation > 0)) {
    refuse(
      `the prior of parameter ${name} is not a distribution`,
      `mean ${prior.mean}, standard deviation ${prior.standardDeviation}`,
      "a finite mean and a positive standard deviation",
    );
  }
  if (prior?.kind === "log-normal" && !(prior.median > 0 && prior.factor > 1 && start > 0)) {
    refuse(
      `the log-normal prior of parameter ${name} does not fit it`,
      `median ${prior.median}, factor ${prior.factor}, start ${start}`,
      "a positive median and start and a factor above 1",
    );
  }
}

function checkLength(dataset: string, what: string, found: number, expected: number): void {
  if (found !== expected) {
    refuse(`data set ${dataset} has ${what} of the wrong length`, String(found), String(expected));
  }
}

function checkSpread(dataset: string, what: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY)) {
    refuse(`data set ${dataset} has an impossible ${what}`, String(value), "a positive number, or none");
  }
}

function checkDataset(dataset: Dataset): void {
  const { name, observed, noise, belowLimit, relativeSigma } = dataset;
  if (observed.length === 0) refuse(`data set ${name} is empty`, "0 observations", "at least one");
  if (belowLimit) checkLength(name, "detection limits", belowLimit.length, observed.length);
  if (relativeSigma) checkLength(name, "relative standard deviations", relativeSigma.length, observed.length);
  if (noise.kind === "constant") checkSpread(name, "standard deviation", noise.sigma);
  if (noise.kind === "proportional") {
    checkSpread(name, "relative standard deviation", noise.fraction);
    if (!(noise.floor >= 0 && noise.floor < Number.POSITIVE_INFINITY)) {
      refuse(`data set ${name} has an impossible floor of its noise`, String(noise.floor), "0 or more");
    }
  }
  if (noise.kind === "counting" && relativeSigma) {
    refuse(
      `data set ${name} weights counts`,
      "relativeSigma",
      "none: a count's scatter follows from its mean",
    );
  }
  let measured = 0;
  for (let i = 0; i < observed.length; i++) {
    const limit = belowLimit?.[i] ?? Number.NaN;
    const value = observed[i]!;
    const weight = relativeSigma?.[i] ?? 1;
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      refuse(
        `relative standard deviation ${i + 1} of data set ${name} is impossible`,
        String(weight),
        "above 0",
      );
    }
    if (!Number.isNaN(limit)) {
      if (!Number.isFinite(limit) || (noise.kind === "counting" && limit <= 0)) {
        refuse(
          `detection limit ${i + 1} of data set ${name} is impossible`,
          String(limit),
          "a finite number",
        );
      }
      continue;
    }
    measured++;
    if (!Number.isFinite(value)) {
      refuse(
        `observation ${i + 1} of data set ${name} is not a number`,
        String(value),
        "a finite number",
        "leave the row out, or give it as below a limit",
      );
    }
    if (noise.kind === "counting" && value < 0) {
      refuse(`observation ${i + 1} of data set ${name} is a negative count`, String(value), "0 or more");
    }
  }
  const unknownSpread =
    (noise.kind === "constant" && noise.sigma === undefined) ||
    (noise.kind === "proportional" && noise.fraction === undefined);
  if (unknownSpread && measured === 0) {
    refuse(
      `the scatter of data set ${name} is to be estimated from points below the limit only`,
      "no measured value",
      "at least one",
      "give the standard deviation",
    );
  }
}

function checkSeparable(dataset: SeparableDataset): void {
  const { name, rows, channels, terms, observed, amplitudeNames, noise } = dataset;
  checkLength(name, "observations", observed.length, rows * channels);
  checkLength(name, "a list of amplitude names", amplitudeNames.length, terms);
  checkNames(amplitudeNames, "amplitude");
  checkSpread(name, "standard deviation", noise.sigma);
  if (rows < terms || rows * channels === 0) {
    refuse(`data set ${name} has more amplitudes than rows`, `${terms} and ${rows}`, "no more than the rows");
  }
  const bad = observed.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const place = `row ${Math.floor(bad / channels) + 1}, channel ${(bad % channels) + 1}`;
    refuse(`${place} of data set ${name} is not a number`, String(observed[bad]), "a finite number");
  }
}

/**
 * Refuses a problem that cannot be fitted: duplicate names, a start outside its bounds, data that are not numbers,
 * lengths that do not belong together, or more unknowns than data.
 *
 * @throws DomainError naming the parameter or the observation
 */
export function checkProblem(problem: Problem): void {
  checkNames(
    problem.parameters.map((parameter) => parameter.name),
    "parameter",
  );
  checkNames(
    problem.datasets.map((dataset) => dataset.name),
    "data set",
  );
  if (problem.datasets.length === 0) refuse("nothing to fit", "no data set", "at least one");
  for (const parameter of problem.parameters) checkParameter(parameter);
  let data = 0;
  let unknowns = 0;
  for (const dataset of problem.datasets) {
    data += dataset.observed.length;
    if (isSeparable(dataset)) {
      checkSeparable(dataset);
      unknowns += dataset.terms * dataset.channels;
    } else checkDataset(dataset);
  }
  for (const parameter of problem.parameters) {
    if (parameter.fixed) continue;
    unknowns++;
    if (parameter.prior) data++;
  }
  if (unknowns > data) {
    refuse(
      "there are more unknowns than data",
      `${unknowns} unknowns, ${data} data`,
      "at least as many data as unknowns",
      "fix a parameter, give it a prior, or add data",
    );
  }
}
