import { type Agency, type Html, html, lines, sheet, spokenTime, termList } from '../../print/index.ts';
import type { HandedExport } from './hand-over-acts.ts';
import type { ReceiptWords } from './receipt-words.ts';

/** The facts that a receipt prints. */
export interface ReceiptFacts {
  readonly handed: HandedExport;
  readonly caseNumber: string;
  readonly fileName: string;
  readonly agency: Agency;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * The receipt of an export: what it is, how large, the digest that stands for all of it, and how anyone verifies it. To be printed
 * and signed by who takes it away and who gives it.
 */
export function receiptSheet(facts: ReceiptFacts, words: ReceiptWords): string {
  const { handed, caseNumber, fileName, agency, timeZone } = facts;
  const times = spokenTime(words.lang, timeZone);
  return sheet(agency, words, {
    fileTitle: `${words.fileTitle}: ${caseNumber}`,
    title: words.title,
    subtitle: words.subtitle,
    sections: [
      {
        title: words.bundle,
        body: termList([
          [words.caseNumber, caseNumber],
          [words.requestId, handed.requestId],
          [words.exportId, handed.id],
          [words.file, fileName],
          [words.files, times.whole(handed.files)],
          [words.size, words.bytes(times.whole(handed.sizeBytes))],
          [words.ready, times.minute(handed.releasedAtMs)],
        ]),
      },
      {
        title: words.digest,
        body: html`<p><code class="sum-groups">${groups(handed.manifestSha256)}</code></p>\n<p>${words.digestIntro}</p>`,
      },
      { title: words.verify, body: html`<ol>${words.steps(fileName).map(step)}</ol>` },
      { title: words.medium, body: lines(words.mediumLines) },
    ],
    signers: words.signers,
    receivers: words.receivers,
  });
}

/** Groups of four digits, as people compare them. */
const groups = (digits: string): string => digits.match(/.{1,4}/g)?.join(' ') ?? digits;

const step = ({ text, command }: { readonly text: string; readonly command?: string }): Html =>
  html`<li>${text}${command === undefined ? '' : html`<br><code>${command}</code>`}</li>\n`;
