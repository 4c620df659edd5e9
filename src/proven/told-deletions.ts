import { subtractAll, type TimeRange } from '../core/index.ts';
import { type EvidenceRecord, numbersBetween, spansOf } from '../log/index.ts';

type RecordOfDeletion = Extract<EvidenceRecord, { readonly type: 'del' }>;

/** What a deletion came to, by its record. */
export type DeletionResult = Extract<RecordOfDeletion, { readonly act: 'result' }>;

export const isDeletionResult = (record: EvidenceRecord | undefined): record is DeletionResult =>
  record?.type === 'del' && record.act === 'result';

export const timeOfDeletion = ({ t0, t1 }: DeletionResult): TimeRange => ({
  fromMs: Date.parse(t0),
  toMs: Date.parse(t1),
});

/** The time that neither deletions nor gaps that were adopted as expired account for. */
export const untoldExpiry = (
  range: TimeRange,
  deletions: readonly DeletionResult[],
  adopted: readonly TimeRange[],
): TimeRange[] => subtractAll(range, [...deletions.map(timeOfDeletion), ...adopted]);

/** Numbers of the segments that the deletions took. */
export const deletedNumbers = (deletions: readonly DeletionResult[]): Set<number> =>
  new Set(deletions.flatMap(({ segs = [] }) => numbersIn(segs)));

/** Numbers amid those that the deletions took, from the last down: what has one was left, or was never a segment. */
export const numbersLeft = (deletions: readonly DeletionResult[]): number[] => [
  ...numbersBetween(spansOf([...deletedNumbers(deletions)])),
];

const numbersIn = (spans: readonly number[]): number[] =>
  spans.flatMap((first, at) =>
    at % 2 === 0 ? Array.from({ length: Number(spans[at + 1]) - first + 1 }, (_, i) => first + i) : [],
  );
