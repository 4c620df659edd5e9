import type { Checkpoint } from '../notes/index.ts';
import type { ChainEnd } from '../records/index.ts';
import type { ReadTile } from '../tree/index.ts';
import { ChainAudit, type FollowedLeaf, type LeafPlace } from './chain-audit.ts';
import { type CataloguedCustody, CustodyAudit } from './custody-audit.ts';
import type { LogFinding } from './finding.ts';
import { TileAudit } from './tile-audit.ts';

const leavesInBundle = 256;

/** What the catalogue says of the log. Errors: `unavailable` `catalogue-unavailable`. */
export interface CataloguedLog {
  /** The leaf at which it has each record, in the order of the places; `undefined` for one that it does not know. */
  leavesOf(places: readonly LeafPlace[]): Promise<readonly (number | undefined)[]>;
  /** How many leaves below `size` it knows. */
  countLeaves(size: number): Promise<number>;
  /** The end of every chain, pending records included. */
  ends(): AsyncIterable<ChainEnd & { readonly chain: string }>;
}

/**
 * Recomputes the whole log from its leaves: tiles, root, chains; and compares it with the catalogue and its custody log, where they are given. Answers
 * everything that is wrong, and ends at a bundle that is missing. `chains`: as the logs before left them. Attacker-controlled. Errors: those of the store.
 */
export async function* recheckLog(
  { origin, size, root }: Checkpoint,
  read: ReadTile,
  catalogue?: CataloguedLog,
  custody?: CataloguedCustody,
  chains = new ChainAudit(origin),
): AsyncGenerator<LogFinding> {
  const tiles = new TileAudit({ size, root }, read);
  const events = custody && new CustodyAudit(custody);
  for (let from = 0; from < size; from += leavesInBundle) {
    const leaves = await tiles.bundle(from / leavesInBundle);
    if (!Array.isArray(leaves)) {
      yield leaves;
      break;
    }
    const followed: FollowedLeaf[] = [];
    for (const [at, leaf] of leaves.entries()) {
      yield* await tiles.add(leaf);
      const each = chains.follow(from + at, leaf);
      yield* each.findings;
      followed.push(each);
    }
    const places = followed.flatMap(({ place }) => place ?? []);
    if (catalogue) yield* misplaced(places, await catalogue.leavesOf(places));
    if (events) yield* events.follow(followed);
  }
  yield* await tiles.end();
  if (events) yield* events.end(size);
  if (!catalogue) return;
  const count = await catalogue.countLeaves(size);
  if (count !== size)
    yield { fault: 'catalogue', says: `the catalogue knows ${count} leaves, and the log has ${size}` };
  yield* otherEnds(chains.ends, catalogue.ends());
}

function* misplaced(
  places: readonly LeafPlace[],
  known: readonly (number | undefined)[],
): Generator<LogFinding> {
  for (const [at, { leaf, chain, seq }] of places.entries()) {
    const there = known[at];
    if (there === leaf) continue;
    const instead = there === undefined ? 'nowhere' : `at leaf ${there}`;
    yield {
      fault: 'catalogue',
      leaf,
      chain,
      seq,
      says: `record ${seq} of ${chain} is ${instead} in the catalogue`,
    };
  }
}

/** The catalogue may be ahead by what is pending, never behind. */
async function* otherEnds(
  ends: ReadonlyMap<string, ChainEnd>,
  known: AsyncIterable<ChainEnd & { readonly chain: string }>,
): AsyncGenerator<LogFinding> {
  const missing = new Set(ends.keys());
  for await (const { chain, seq, digest } of known) {
    missing.delete(chain);
    const end = ends.get(chain);
    const isRight = !end || seq > end.seq || (seq === end.seq && digest === end.digest);
    if (isRight) continue;
    const says = `the catalogue has another end of ${chain}: record ${seq}, and ${end.seq} is a leaf`;
    yield { fault: 'catalogue', chain, seq, says };
  }
  for (const chain of missing)
    yield { fault: 'catalogue', chain, says: `the catalogue does not know ${chain}` };
}
