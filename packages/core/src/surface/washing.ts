import { DomainError } from "../errors.ts";
import { type Network, sitsOnDot } from "./network.ts";
import { prepareSpeciation, solveSpeciation } from "./speciation.ts";

/** One round: dilute with wash solution, equilibrate, precipitate, take off the liquid, redissolve, equilibrate. */
export interface WashRound {
  readonly washVolumeLitre: number;
  /** Ligands in the wash solution, mol/L by species or spectator name. */
  readonly washMolar: Readonly<Record<string, number>>;
  /** Liquid left with the pellet, L. */
  readonly retainedLitre: number;
  /** Share of the dots that comes down and is kept, 0..1. */
  readonly yield: number;
  readonly redissolveLitre: number;
  readonly redissolveMolar?: Readonly<Record<string, number>>;
  /** ln K while washing (the antisolvent) and after redissolving, molar units, one a reaction. */
  readonly lnKWash: Float64Array;
  readonly lnKRedissolved: Float64Array;
}

/** What enters the first round. Amounts in mol: `ingredients` over species, `spectators` bind to nothing (solvent rests). */
export interface WashStart {
  readonly volumeLitre: number;
  readonly dotsMol: number;
  readonly ingredientsMol: Readonly<Record<string, number>>;
  readonly spectatorsMol: Readonly<Record<string, number>>;
}

/** The sample after one round. Counts are per dot. */
export interface WashState {
  readonly dotsMol: number;
  readonly volumeLitre: number;
  readonly boundPerDot: Readonly<Record<string, number>>;
  readonly freePerDot: Readonly<Record<string, number>>;
  readonly spectatorsPerDot: Readonly<Record<string, number>>;
  /** mol of every species taken off with the liquid or lost with dots that did not come down. */
  readonly removedMol: Readonly<Record<string, number>>;
  /** mol of every species in the redissolved sample, over the network's species. */
  readonly speciesMol: Float64Array;
}

function checkRound(round: WashRound, index: number, liquidLitre: number): void {
  const where = `wash round ${index + 1}`;
  const fail = (what: string, found: string, expected: string): never => {
    throw new DomainError({ what: `${where}: ${what}`, found, expected });
  };
  if (!(round.washVolumeLitre >= 0))
    fail("the wash volume is not a volume", `${round.washVolumeLitre} L`, "0 or more");
  if (!(round.yield > 0 && round.yield <= 1))
    fail("the yield is not a share", String(round.yield), "above 0, at most 1");
  if (!(round.redissolveLitre > 0))
    fail("the redissolving volume is not a volume", `${round.redissolveLitre} L`, "above 0");
  if (!(round.retainedLitre >= 0 && round.retainedLitre <= liquidLitre)) {
    fail("more liquid is kept than there is", `${round.retainedLitre} L`, `0 to ${liquidLitre} L`);
  }
}

/**
 * Ligands per dot after each round of washing.
 *
 * In every round the sample and the wash solution mix and equilibrate with the constants of the antisolvent; the
 * share `yield` of the dots is kept with everything bound to it and with `retainedLitre` of the liquid; the rest goes.
 * The pellet is redissolved and equilibrates with the constants of its solvent. Species on a dot count as bound
 * and complexes that took surface atoms along go with the liquid; moieties are conserved: start = sample + removed.
 * @param sites names of the site classes; @returns state before washing (index 0) and after each round
 * @throws DomainError for impossible volumes or yields
 */
export function wash(
  network: Network,
  sites: readonly string[],
  start: WashStart,
  startLnK: Float64Array,
  rounds: readonly WashRound[],
): readonly WashState[] {
  const speciation = prepareSpeciation(network);
  const speciesCount = network.species.length;
  const isBound = network.species.map((species) => sitsOnDot(species, sites));
  if (!(start.dotsMol > 0) || !(start.volumeLitre > 0)) {
    throw new DomainError({
      what: "nothing to wash",
      found: `${start.dotsMol} mol of dots in ${start.volumeLitre} L`,
    });
  }

  const equilibrate = (amounts: Float64Array, litre: number, lnK: Float64Array): Float64Array => {
    const out = new Float64Array(speciesCount);
    solveSpeciation(
      speciation,
      lnK,
      amounts.map((amount) => amount / litre),
      out,
    );
    return out.map((concentration) => concentration * litre);
  };
  const addTo = (
    species: Float64Array,
    spectators: Map<string, number>,
    molar: Readonly<Record<string, number>>,
    litre: number,
  ): void => {
    for (const [name, c] of Object.entries(molar)) {
      if (!(c >= 0))
        throw new DomainError({
          what: `concentration of ${name} in a wash`,
          found: `${c} M`,
          expected: "0 or more",
        });
      const index = network.indexOf.get(name);
      if (index === undefined) spectators.set(name, (spectators.get(name) ?? 0) + c * litre);
      else species[index]! += c * litre;
    }
  };
  const describe = (
    species: Float64Array,
    spectators: ReadonlyMap<string, number>,
    dotsMol: number,
    volumeLitre: number,
    removed: Readonly<Record<string, number>>,
  ): WashState => {
    const bound: Record<string, number> = {};
    const free: Record<string, number> = {};
    network.species.forEach(({ name, composition }, j) => {
      for (const [moiety, count] of composition) {
        if (sites.includes(moiety)) continue;
        const tally = isBound[j] ? bound : free;
        tally[moiety] = (tally[moiety] ?? 0) + (count * species[j]!) / dotsMol;
      }
      if (composition.size === 0) free[name] = species[j]! / dotsMol;
    });
    return {
      dotsMol,
      volumeLitre,
      boundPerDot: bound,
      freePerDot: free,
      spectatorsPerDot: Object.fromEntries([...spectators].map(([name, mol]) => [name, mol / dotsMol])),
      removedMol: removed,
      speciesMol: species,
    };
  };

  let species = new Float64Array(speciesCount);
  let spectators = new Map(Object.entries(start.spectatorsMol));
  addTo(species, spectators, start.ingredientsMol, 1);
  let dotsMol = start.dotsMol;
  let volume = start.volumeLitre;
  species = Float64Array.from(equilibrate(species, volume, startLnK));
  const states: WashState[] = [describe(species, spectators, dotsMol, volume, {})];
  rounds.forEach((round, index) => {
    const liquid = volume + round.washVolumeLitre;
    checkRound(round, index, liquid);
    const mixed = Float64Array.from(species);
    const mixedSpectators = new Map(spectators);
    addTo(mixed, mixedSpectators, round.washMolar, round.washVolumeLitre);
    const washed = equilibrate(mixed, liquid, round.lnKWash);
    const kept = round.retainedLitre / liquid;
    const removed: Record<string, number> = {};
    const pellet = new Float64Array(speciesCount);
    for (let j = 0; j < speciesCount; j++) {
      pellet[j] = washed[j]! * (isBound[j] ? round.yield : kept);
      removed[network.species[j]!.name] = washed[j]! - pellet[j]!;
    }
    const pelletSpectators = new Map<string, number>();
    for (const [name, mol] of mixedSpectators) {
      pelletSpectators.set(name, mol * kept);
      removed[name] = mol * (1 - kept);
    }
    volume = round.retainedLitre + round.redissolveLitre;
    addTo(pellet, pelletSpectators, round.redissolveMolar ?? {}, round.redissolveLitre);
    dotsMol *= round.yield;
    species = Float64Array.from(equilibrate(pellet, volume, round.lnKRedissolved));
    spectators = pelletSpectators;
    states.push(describe(species, spectators, dotsMol, volume, removed));
  });
  return states;
}
