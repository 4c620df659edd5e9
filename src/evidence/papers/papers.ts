import { type ArchiveFile, inOrder } from '../archive/manifest.ts';
import { sumsOf } from '../archive/sums.ts';
import { checksumList } from './checksum-list.ts';
import type { PaperFacts } from './facts.ts';
import { gapsCsv } from './gaps-csv.ts';
import { minutes } from './minutes.ts';
import { en } from './minutes-en.ts';
import { vi } from './minutes-vi.ts';
import { readmeText } from './readme-text.ts';
import { requestJson } from './request-json.ts';

/** The papers of an export, in the order of the archive; last the sums of everything, `footage` included. */
export async function papersOf(facts: PaperFacts, footage: readonly ArchiveFile[]): Promise<ArchiveFile[]> {
  const papers = [
    await paper('README.txt', readmeText),
    await paper('minutes-vi.html', minutes(facts, vi)),
    await paper('minutes-en.html', minutes(facts, en)),
    await paper('request.json', requestJson(facts)),
    await paper('gaps.csv', gapsCsv(facts)),
    await paper('custody.jsonl', facts.custody.map((line) => `${line}\n`).join('')),
  ];
  return [...papers, await paper('SHA256SUMS', checksumList(inOrder([...papers, ...footage])))];
}

async function paper(name: string, text: string): Promise<ArchiveFile> {
  const content = Buffer.from(text);
  return { name, ...(await sumsOf([content])), source: { kind: 'paper', content } };
}
