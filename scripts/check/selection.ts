import { invalidOption } from '../command-line/options.ts';
import { gateNames } from './gates.ts';
import type { CheckOptions } from './options.ts';
import { type TierName, tierNames, tierOf } from './tiers.ts';

export interface Selection {
  readonly gates: readonly string[];
  readonly tiers: readonly TierPart[];
}

export interface TierPart {
  readonly name: TierName;
  /** Paths of test files from the project's root; the whole tier when absent. */
  readonly files?: readonly string[];
  /** Runs the long forms of tests that have one. */
  readonly isLong: boolean;
}

/** The word that selects all gates. */
const everyGate = 'gates';

/**
 * Resolves words to gates and test files: a gate, `gates`, a tier, or a part of a test file's path. A named
 * tier runs its long forms.
 * @throws AppError `invalid` / `option-invalid` for an unknown word
 */
export function select(
  { words, changedSince }: Pick<CheckOptions, 'words' | 'changedSince'>,
  testFiles: readonly string[],
): Selection {
  if (words.length === 0) {
    const everyTier = tierNames.map((name) => ({ name, isLong: false }));
    // A gate reads all sources at once, so "changed" selects none.
    return { gates: changedSince === undefined ? gateNames : [], tiers: everyTier };
  }
  const patterns = words
    .filter((word) => !isName(word))
    .map((word) => ({ word, files: filesFor(word, testFiles) }));
  const unknown = patterns.find(({ files }) => files.length === 0);
  if (unknown) throw invalidOption(`"${unknown.word}" ${namesNothing}`);
  const files = new Set(patterns.flatMap((pattern) => pattern.files));
  return {
    gates: gateNames.filter((name) => words.includes(name) || words.includes(everyGate)),
    tiers: tierNames.flatMap((name) => partOf(name, words.includes(name), files)),
  };
}

function partOf(name: TierName, isNamed: boolean, files: ReadonlySet<string>): TierPart[] {
  if (isNamed) return [{ name, isLong: true }];
  const some = [...files].filter((path) => tierOf(path) === name);
  return some.length > 0 ? [{ name, files: some, isLong: false }] : [];
}

const isName = (word: string): boolean =>
  word === everyGate || gateNames.includes(word) || tierNames.some((name) => name === word);

function filesFor(word: string, testFiles: readonly string[]): string[] {
  const part = word.replace(/^\.\//, '');
  return testFiles.filter((path) => path.includes(part));
}

const namesNothing =
  `is no gate (${[everyGate, ...gateNames].join(', ')}), no tier (${tierNames.join(', ')}), ` +
  'and no part of the path of a test file under test/';
