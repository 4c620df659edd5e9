import { AppError, invalid } from '../../core/index.ts';

const lineFeed = 0x0a;

/**
 * The lines of a file, without their line feeds. Attacker-controlled: memory is bounded by `maxBytes` a line and a chunk. Errors:
 * `invalid` `lines-malformed` for an empty or a longer line, or a last one without its line feed.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = joined(rest, chunk);
    let from = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      yield bounded(bytes.subarray(from, end), maxBytes);
      from = end + 1;
    }
    rest = bytes.slice(from);
    if (rest.length > maxBytes) throw malformed();
  }
  if (rest.length > 0) throw malformed();
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function bounded(line: Uint8Array, maxBytes: number): Uint8Array {
  if (line.length === 0 || line.length > maxBytes) throw malformed();
  return line;
}

const malformedCode = 'lines-malformed';
const malformed = (): Error => invalid(malformedCode, 'not lines that each end in a line feed');

/** Whether `linesOf` threw it: every reader of a file tells a finding instead. */
export const isMalformedLines = (error: unknown): boolean =>
  error instanceof AppError && error.code === malformedCode;
