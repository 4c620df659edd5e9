import type { PaperPrinter } from '../../print/index.ts';
import { type BundleFile, inOrder } from '../bundle/manifest.ts';
import { sumsOf } from '../bundle/sums.ts';
import type { EvdFile } from '../evd/index.ts';
import { checksumList } from './checksum-list.ts';
import type { PaperFacts } from './facts.ts';
import { gapsCsv } from './gaps-csv.ts';
import { minutes } from './minutes.ts';
import { minutesEn } from './minutes-en.ts';
import { minutesVi } from './minutes-vi.ts';
import { readmeText } from './readme-text.ts';
import { requestDocument } from './request-json.ts';

/** Lists the sums of all files before it: whoever has it knows that the papers are written. */
export const sumsName = 'SHA256SUMS';

/** The papers of a bundle, in its order; the last lists the sums of all other files, `others` included. */
export async function papersOf(
  facts: PaperFacts,
  others: readonly BundleFile[],
  printer: PaperPrinter,
): Promise<BundleFile[]> {
  const isSealed = facts.key?.exportFingerprint !== undefined;
  const texts: EvdFile[] = [
    { path: 'README.txt', content: Buffer.from(readmeText({ isSealed, ...facts.taken })) },
    { path: 'minutes-vi.pdf', content: await printer.print(minutes(facts, minutesVi)) },
    { path: 'minutes-en.pdf', content: await printer.print(minutes(facts, minutesEn)) },
    { path: 'request.json', content: Buffer.from(requestDocument(facts)) },
    { path: 'gaps.csv', content: Buffer.from(gapsCsv(facts)) },
    {
      path: isSealed ? 'papers/custody-events.jsonl' : 'custody.jsonl',
      content: Buffer.from(facts.custody.map((line) => `${line}\n`).join('')),
    },
  ];
  const papers = await Promise.all(texts.map(paperOf));
  const sums = checksumList(inOrder([...papers, ...others]));
  return [...papers, await paperOf({ path: sumsName, content: Buffer.from(sums) })];
}

/** Whether a paper of that name shows the stills that marks chose. */
export const isMinutes = (name: string): boolean => /^minutes-\w+\.pdf$/.test(name);

/** A file that is small enough to be stored with the export. */
export const paperOf = async ({ path: name, content }: EvdFile): Promise<BundleFile> => ({
  name,
  ...(await sumsOf([content])),
  source: { kind: 'paper', content },
});
