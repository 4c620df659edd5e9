import { type BundleFile, inOrder } from '../bundle/manifest.ts';
import { sumsOf } from '../bundle/sums.ts';
import { checksumList } from './checksum-list.ts';
import type { PaperFacts } from './facts.ts';
import { gapsCsv } from './gaps-csv.ts';
import { minutes } from './minutes.ts';
import { minutesEn } from './minutes-en.ts';
import { minutesVi } from './minutes-vi.ts';
import { readmeText } from './readme-text.ts';
import { requestDocument } from './request-json.ts';

/** The papers of a bundle, in its order; the last lists the sums of all other files, `footage` included. */
export async function papersOf(facts: PaperFacts, footage: readonly BundleFile[]): Promise<BundleFile[]> {
  const papers = [
    await paper('README.txt', readmeText),
    await paper('minutes-vi.html', minutes(facts, minutesVi)),
    await paper('minutes-en.html', minutes(facts, minutesEn)),
    await paper('request.json', requestDocument(facts)),
    await paper('gaps.csv', gapsCsv(facts)),
    await paper('custody.jsonl', facts.custody.map((line) => `${line}\n`).join('')),
  ];
  return [...papers, await paper('SHA256SUMS', checksumList(inOrder([...papers, ...footage])))];
}

async function paper(name: string, text: string): Promise<BundleFile> {
  const content = Buffer.from(text);
  return { name, ...(await sumsOf([content])), source: { kind: 'paper', content } };
}
