import { createHash } from 'node:crypto';
import { AppError, invalid } from '../../../core/index.ts';

/** What a dump says of itself, on its first line. */
export interface DumpHead {
  readonly format: typeof dumpFormat;
  readonly ward: { readonly id: string; readonly name: string } | null;
  readonly atMs: number;
  readonly migrations: readonly string[];
  /** Beginnings of the UTC days that have a partition of segments. */
  readonly days: readonly number[];
  readonly sequences: Readonly<Record<string, number>>;
}

export const dumpFormat = 'minhchung catalogue 1';

/** Begins a line that is no row. Rows are JSON objects, and begin with a brace. */
export const mark = '#';

/** The lines, and behind them one with the SHA-256 of all their bytes. */
export async function* sealedLines(lines: AsyncIterable<string>): AsyncIterable<string> {
  const digest = createHash('sha256');
  for await (const line of lines) {
    digest.update(`${line}\n`);
    yield `${line}\n`;
  }
  yield `${mark}${JSON.stringify({ sha256: digest.digest('hex') })}\n`;
}

/** The lines of a dump without its last. Errors: `invalid` `dump-damaged`, behind the last line that is given. */
export async function* openedLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const digest = createHash('sha256');
  let last: string | undefined;
  for await (const line of linesOf(chunks)) {
    if (last !== undefined) {
      digest.update(`${last}\n`);
      yield last;
    }
    last = line;
  }
  if (last !== `${mark}${JSON.stringify({ sha256: digest.digest('hex') })}`) throw damaged();
}

/** Not those of `readline`, which also ends a line at U+2028. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of chunks) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw isOfZip(error) ? damaged(error) : error;
  }
  if (rest !== '') throw damaged();
}

const isOfZip = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** The head of a dump. Errors: `invalid` `dump-unknown`. */
export function dumpHeadOf(line: string | undefined): DumpHead {
  try {
    const head = JSON.parse(line?.slice(mark.length) ?? '') as DumpHead;
    if (head.format === dumpFormat) return head;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid('dump-unknown', 'the file is no dump of a catalogue by this version');
}

const damaged = (cause?: unknown): AppError =>
  new AppError('invalid', 'dump-damaged', 'the dump is damaged or cut: take another copy of it', { cause });
