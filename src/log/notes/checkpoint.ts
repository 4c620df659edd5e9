import { invalid } from '../../core/index.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** The statement of a log about its tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Further lines, none of them empty; they mean nothing to us. */
  readonly extensions: readonly string[];
}

const rootBytes = 32;

/** The text of a checkpoint, to be signed as a note. Errors: `invalid` `checkpoint-malformed`. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, size, toBase64(root), ...extensions, ''].join('\n');
  parseCheckpoint(text);
  return text;
}

/** Parses the text of a note. Attacker-controlled. Errors: `invalid` `checkpoint-malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', decimal = '', base64 = '', ...extensions] = text.split('\n').slice(0, -1);
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(decimal) ? Number(decimal) : Number.NaN;
  const root = fromBase64(base64);
  if (origin === '' || !text.endsWith('\n') || extensions.includes(''))
    throw malformed('lines that are not empty');
  if (!Number.isSafeInteger(size)) throw malformed('a number of leaves below 2^53');
  if (root?.length !== rootBytes) throw malformed(`a root of ${rootBytes} bytes`);
  return { origin, size, root, extensions };
}

const malformed = (expected: string): Error =>
  invalid('checkpoint-malformed', `not a checkpoint: ${expected} expected`);
