import { invalid } from '../../core/index.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { isKeyName } from './key-name.ts';

/** One line below a note: who signed, by name and key id, and the bytes of the signature. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly bytes: Uint8Array;
}

/** A text that ends in a newline, with its signatures (C2SP signed-note). Nothing is verified yet. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Room for a hundred signatures, also of the longest kind; C2SP demands sixteen. */
const maxNoteBytes = 1_000_000;
const maxSignatures = 100;
const keyIdBytes = 4;

/** Parses a note. Attacker-controlled. Errors: `invalid` `note-malformed`. */
export function parseNote(bytes: Uint8Array): SignedNote {
  const note = textOf(bytes);
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw malformed('a text, an empty line and signatures are expected');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > maxSignatures) throw malformed(`more than ${maxSignatures} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureOf) };
}

/** The note as bytes in UTF-8. Errors: `invalid` `note-malformed`, where it would not be read again. */
export function formatNote({ text, signatures }: SignedNote): Uint8Array {
  const note = `${text}\n${signatures.map((each) => `${lineOf(each)}\n`).join('')}`;
  const bytes = Buffer.from(note);
  if (parseNote(bytes).text !== text) throw malformed('its text is not Unicode that ends in a newline');
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > maxNoteBytes) throw malformed(`more than ${maxNoteBytes} bytes`);
  const text = utf8(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not hold
  if (text === undefined || /[\u0000-\u0009\u000b-\u001f]/.test(text))
    throw malformed('not UTF-8 without control characters');
  return text;
}

/** `ignoreBOM` keeps a byte order mark as the character that was signed. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function signatureOf(line: string): NoteSignature {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || !bytes || bytes.length <= keyIdBytes)
    throw malformed('a signature is a dash, a name and Base64');
  return { name, keyId: bytes.readUInt32BE(), bytes: bytes.subarray(keyIdBytes) };
}

function lineOf({ name, keyId, bytes }: NoteSignature): string {
  const id = Buffer.alloc(keyIdBytes);
  id.writeUInt32BE(keyId);
  return `— ${name} ${toBase64(Buffer.concat([id, bytes]))}`;
}

const malformed = (how: string): Error => invalid('note-malformed', `not a signed note: ${how}`);
