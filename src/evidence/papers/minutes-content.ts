import { lengthMs, sha256Hex, subtractAll, type TimeRange } from '../../core/index.ts';
import type { PaperBlock, SpokenTime } from '../../print/index.ts';
import { checksumList } from './checksum-list.ts';
import {
  bundledOriginals,
  type ClipFacts,
  type KeyFacts,
  type OriginalFacts,
  type PaperFacts,
} from './facts.ts';
import type { MinutesSection, MinutesWords } from './minutes-words.ts';

export const request: MinutesSection = ({ facts, words: { request: words }, times }) => {
  const { caseNumber, purpose, range, requester, filedAtMs, id } = facts.request;
  const terms: readonly (readonly [string, string | undefined])[] = [
    [words.caseNumber, caseNumber],
    [words.purpose, purpose],
    [words.range, times.span(range)],
    [words.leftOut, leftOut(facts, words, times)],
    [words.requester, requester],
    [words.filed, times.text(filedAtMs)],
    [words.requestId, id],
    [words.exportId, facts.exportId],
    [words.built, times.text(facts.builtAtMs)],
  ];
  const known = terms.flatMap(([term, value]) => (value === undefined ? [] : [[term, value] as const]));
  return { title: words.title, blocks: [{ kind: 'terms', terms: known }] };
};

/** The part of the request that was not ordered; `undefined` where all of it was. */
function leftOut(
  { request: { range }, taken }: PaperFacts,
  { notTaken }: MinutesWords['request'],
  times: SpokenTime,
): string | undefined {
  const parts = [
    ...taken.leftOut.map((name) => notTaken.camera(name)),
    ...subtractAll(range, [taken.range]).map((part) => notTaken.time(times.span(part))),
    ...(taken.originals ? [] : [notTaken.originals]),
    ...(taken.clips ? [] : [notTaken.clips]),
  ];
  return parts.length === 0 ? undefined : notTaken.list(parts);
}

export const total = (ranges: readonly TimeRange[], times: SpokenTime): string =>
  times.length(ranges.reduce((sum, range) => sum + lengthMs(range), 0));

export const data: MinutesSection = ({ facts, words: { data: words }, times }) => {
  const originals = bundledOriginals(facts);
  const files = [...facts.clips, ...originals];
  const counts = words.counts(
    times.whole(originals.length),
    times.whole(facts.clips.length),
    times.whole(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
    total(originals, times),
  );
  return {
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: counts },
      { kind: 'digest', label: words.digest, digits: listSha256(files) },
      { kind: 'paragraph', text: words.digestIntro },
    ],
  };
};

/** Stands for every file: the lines of SHA256SUMS for clips and originals, hashed. It can be read aloud and signed. */
const listSha256 = (files: readonly (ClipFacts | OriginalFacts)[]): string =>
  sha256Hex(Buffer.from(checksumList(files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))));

/** Nothing while the log has no key. */
export const logKey: MinutesSection = ({ facts: { key: known }, words: { key: words }, times }) => ({
  title: words.title,
  blocks: known
    ? [
        { kind: 'paragraph', text: words.intro(known.origin) },
        { kind: 'digest', label: words.fingerprint, digits: known.fingerprint },
        ...headOf(known, words, times),
        ...exportKey(known, words),
      ]
    : [],
});

const headOf = ({ head }: KeyFacts, words: MinutesWords['key'], times: SpokenTime): PaperBlock[] =>
  head ? [{ kind: 'digest', label: words.head(times.whole(head.size)), digits: head.rootSha256 }] : [];

const exportKey = (
  { exportFingerprint }: KeyFacts,
  { exportFingerprint: label }: MinutesWords['key'],
): PaperBlock[] =>
  exportFingerprint === undefined ? [] : [{ kind: 'digest', label, digits: exportFingerprint }];

export const medium: MinutesSection = ({ words: { medium: words } }) => ({
  title: words.title,
  blocks: [{ kind: 'paragraph', text: words.text }],
});

export const faults: MinutesSection = ({ facts, words: { faults: words }, times }) => {
  const items = facts.originals.flatMap(({ fault, name, ...original }) =>
    fault ? [`${name}, ${times.span(original)}: ${words.kinds[fault]}`] : [],
  );
  return {
    title: words.title,
    blocks: [items.length === 0 ? { kind: 'paragraph', text: words.none } : { kind: 'list', items }],
  };
};

export const limits: MinutesSection = ({ words: { limits: words } }) => ({
  title: words.title,
  blocks: [{ kind: 'list', items: words.items }],
});
