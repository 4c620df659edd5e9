import { basename } from 'node:path';
import type { TrackedFile } from './tracked-files.ts';

/** One section of the quirk page. Files are names without their folders, which move. */
interface Quirk {
  readonly number: number;
  readonly isUnmet: boolean;
  readonly where: readonly string[];
  readonly tests: readonly string[];
}

/** The sections `## 7 …` of the page, in its order. */
function quirksOn(page: string): Quirk[] {
  const sections = page.split(/^## /m).slice(1);
  return sections.map((section) => ({
    number: Number.parseInt(section, 10),
    isUnmet: /^- \*\*Not met yet:\*\*/m.test(section),
    where: filesIn(section, 'Where'),
    tests: filesIn(section, 'Tests'),
  }));
}

function filesIn(section: string, label: string): string[] {
  const line = new RegExp(`^- \\*\\*${label}\\*\\* (.*)$`, 'm').exec(section)?.[1] ?? '';
  return [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

/** The numbers that a text names: `quirk 7`, `quirks 1 and 2`, `quirks 19, 20`. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\bquirks? (\d+(?:(?:, | and )\d+)*)/gi)].flatMap(([, list = '']) =>
    list.split(/\D+/).map(Number),
  );

/** Where the page and the code disagree, in words; empty when they agree. */
export function quirkFaults(page: string, sources: readonly TrackedFile[]): string[] {
  const quirks = quirksOn(page);
  const numbers = quirks.map(({ number }) => number);
  const misnumbered = numbers.filter((number, index) => number !== index + 1);
  const unknown = sources.flatMap(({ path, text }) =>
    numbersIn(text)
      .filter((number) => !numbers.includes(number))
      .map((number) => `${path} names quirk ${number}, which the page does not have`),
  );
  return [
    ...misnumbered.map((number) => `section ${number} of the page is out of order`),
    ...unknown,
    ...quirks.flatMap((quirk) => faultsOf(quirk, sources)),
  ];
}

function faultsOf({ number, isUnmet, where, tests }: Quirk, sources: readonly TrackedFile[]): string[] {
  const naming = sources.filter(({ text }) => numbersIn(text).includes(number)).map(({ path }) => path);
  const [inTests, inCode] = [naming.filter(isTest), naming.filter((path) => !isTest(path))];
  if (isUnmet && naming.length === 0 && where.length + tests.length === 0) return [];
  return [
    ...difference(number, 'Where', where, inCode),
    ...difference(number, 'Tests', tests, inTests),
    ...(where.length === 0
      ? [`quirk ${number} is in no code, and the page does not say that it is not met yet`]
      : []),
    ...(tests.length === 0 ? [`quirk ${number} is named by no test`] : []),
  ];
}

const isTest = (path: string): boolean => path.startsWith('test/');

function difference(
  number: number,
  label: string,
  listed: readonly string[],
  naming: readonly string[],
): string[] {
  const names = [...new Set(naming.map((path) => basename(path)))].sort();
  return listed.join() === names.join()
    ? []
    : [`quirk ${number}: "${label}" lists ${listed.join(' ')}; the quirk is named in ${names.join(' ')}`];
}
