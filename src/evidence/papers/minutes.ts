import type { SameStation } from '../../custody/index.ts';
import { blank, type Paper, type PaperBlock, spokenTime, writtenDay } from '../../print/index.ts';
import type { PaperFacts } from './facts.ts';
import { annexes } from './minutes-annexes.ts';
import { cameras, filmed, marks } from './minutes-cameras.ts';
import { data, faults, limits, logKey, medium, request } from './minutes-content.ts';
import type { MinutesPart, MinutesWords } from './minutes-words.ts';

/** The minutes (biên bản): to be printed on A4, completed by hand and signed. */
export function minutes(facts: PaperFacts, words: MinutesWords): Paper {
  const writing = { facts, words, times: spokenTime(words.lang, facts.timeZone) };
  return {
    lang: words.lang,
    title: `${words.title} ${facts.exportId}`,
    atMs: facts.builtAtMs,
    blocks: [
      { kind: 'letter-head', agency: facts.agency, words: words.head },
      { kind: 'title', title: words.title, subtitle: words.subtitle },
      ...[parties, basis, content, ending, annexes].flatMap((part) => part(writing)),
    ],
  };
}

/** Blank lines: people are named by hand, when they sign. */
const parties: MinutesPart = ({ facts: { agency, request: asked }, words }) => {
  const names = [agency.name ?? blank(12), asked.authority ?? blank(16), ''];
  return [
    { kind: 'paragraph', text: words.opening },
    ...words.parties.flatMap(({ title, lines }, i): PaperBlock[] => [
      { kind: 'heading', level: 1, text: title(names[i] ?? '') },
      ...lines.map((text): PaperBlock => ({ kind: 'paragraph', text })),
    ]),
  ];
};

const basis: MinutesPart = ({ facts: { request: asked }, words: { basis: words }, times }) => {
  const {
    authority = blank(16),
    legalBasis,
    letter,
    letterAddedAtMs,
    approver = blank(12),
    approvedAtMs,
    approvalStation,
  } = asked;
  const { countersignature: signed } = asked;
  const said = (text: string, same: SameStation | undefined) =>
    same ? `${text} ${words.sameStation[same]}` : text;
  const items = [
    words.demand(authority, letter?.number ?? blank(6), letter ? writtenDay(letter.day) : blank(6)),
    ...(letterAddedAtMs === undefined ? [] : [words.letterAdded(times.text(letterAddedAtMs))]),
    ...(legalBasis === undefined ? [] : [`${legalBasis};`]),
    ...(approvedAtMs === undefined
      ? []
      : [said(words.approval(approver, times.text(approvedAtMs)), approvalStation)]),
    ...(asked.isEmergency ? [words.emergency] : []),
    ...(signed
      ? [said(words.countersigned(signed.by ?? blank(12), times.text(signed.atMs)), signed.sameStation)]
      : []),
  ];
  return [
    { kind: 'heading', level: 1, text: words.title },
    { kind: 'list', items },
  ];
};

/** Sections that have something to say, numbered. */
const content: MinutesPart = (writing) => {
  const sections = [request, cameras, filmed, marks, data, logKey, medium, faults, limits]
    .map((section) => section(writing))
    .filter(({ blocks }) => blocks.length > 0);
  return [
    { kind: 'heading', level: 1, text: writing.words.content },
    ...sections.flatMap(({ title, blocks }, i): PaperBlock[] => [
      { kind: 'heading', level: 2, text: `${i + 1}. ${title}` },
      ...blocks,
    ]),
  ];
};

const ending: MinutesPart = ({ words: { opinions, ending: lines, signatures } }) => [
  { kind: 'heading', level: 1, text: opinions },
  { kind: 'rules', lines: 4 },
  ...lines.map((text): PaperBlock => ({ kind: 'paragraph', text })),
  {
    kind: 'signatures',
    columns: signatures.parties.map((party, i) => ({ party, hint: signatures.hints[i] ?? '' })),
    receivers: signatures.receivers,
  },
];
