import {
  type EmissionDecay,
  type EmissionModelOptions,
  findEmissionComponent,
  fitStack,
  type StackCut,
  type StackResult,
  type StackStart,
} from "@oleate/core/optics/decay";

/** A run of a stack as plain data, fit to be sent to a worker: components go by their names. */
export interface StackJob {
  readonly cut: StackCut;
  readonly decays: readonly EmissionDecay[];
  readonly components: readonly string[];
  readonly options: Omit<EmissionModelOptions, "components">;
  /** Of the whole stack, so that the number of threads changes nothing. */
  readonly start: StackStart | null;
}

/** What a worker answers: how far it is, the run's result, or why it failed. */
export type StackAnswer =
  | { readonly kind: "progress"; readonly cut: StackCut; readonly done: number }
  | { readonly kind: "result"; readonly cut: StackCut; readonly result: StackResult }
  | { readonly kind: "failed"; readonly cut: StackCut; readonly reason: string };

/** Decays between two words of progress. */
const TOLD_EVERY = 20;

/** Fits a run; `tell` hears of every twentieth decay and may stop it by returning false. */
export function fitJob(job: StackJob, tell: (done: number) => boolean): StackResult {
  return fitStack(job.decays, {
    ...job.options,
    components: job.components.map(findEmissionComponent),
    start: job.start,
    progress: (done) => (done % TOLD_EVERY === 0 ? tell(done) : true),
  });
}
