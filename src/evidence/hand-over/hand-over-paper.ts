import { type Agency, blank, type Paper, type PaperBlock, spokenTime } from '../../print/index.ts';
import type { HandedExport } from './hand-over-acts.ts';
import type { HandOverWords } from './hand-over-words.ts';

/** What a form is filled with, beside the export. */
export interface HandOverFacts {
  readonly handed: HandedExport;
  readonly caseNumber: string;
  readonly fileName: string;
  readonly agency: Agency;
}

/** The form of a hand-over: to be printed on A4, completed by hand and signed by both parties. */
export function handOverPaper(facts: HandOverFacts, words: HandOverWords): Paper {
  const { handed, agency } = facts;
  const { title, subtitle, opening, confirmed, medium, opinions, ending, signatures } = words;
  return {
    lang: words.lang,
    title: `${title} ${handed.id}`,
    atMs: handed.releasedAtMs,
    blocks: [
      { kind: 'letter-head', agency, words: words.head },
      { kind: 'title', title, subtitle },
      paragraph(opening),
      ...parties(facts, words),
      ...bundle(facts, words),
      paragraph(`${medium.title}: ${medium.text}`),
      heading(confirmed.title),
      paragraph(confirmed.text),
      heading(opinions),
      { kind: 'rules', lines: 3 },
      ...ending.map(paragraph),
      {
        kind: 'signatures',
        columns: signatures.parties.map((party, i) => ({ party, hint: signatures.hints[i] ?? '' })),
        receivers: signatures.receivers,
      },
    ],
  };
}

const heading = (text: string): PaperBlock => ({ kind: 'heading', level: 1, text });
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });

/** Blank lines: people are named by hand, when they sign. */
function parties({ agency }: HandOverFacts, words: HandOverWords): PaperBlock[] {
  const names = [agency.name ?? blank(12), blank(16), ''];
  return words.parties.flatMap(({ title, lines }, i) => [
    heading(title(names[i] ?? '')),
    ...lines.map(paragraph),
  ]);
}

function bundle(
  { handed, caseNumber, fileName }: HandOverFacts,
  { lang, bundle: words }: HandOverWords,
): PaperBlock[] {
  const numbers = spokenTime(lang, 'UTC');
  return [
    heading(words.title),
    {
      kind: 'terms',
      terms: [
        [words.caseNumber, caseNumber],
        [words.requestId, handed.requestId],
        [words.exportId, handed.id],
        [words.file, fileName],
        [words.content, words.amount(numbers.whole(handed.files), numbers.whole(handed.sizeBytes))],
      ],
    },
    { kind: 'digest', label: words.digest, digits: handed.manifestSha256 },
    paragraph(words.digestIntro),
  ];
}
