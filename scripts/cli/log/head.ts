import { headLine, keyFingerprint, toBase64 } from '../../../src/log/index.ts';
import { storedLogHere } from './opened.ts';

/** The newest checkpoint, and its line for paper. */
export async function headShown() {
  const { key, checkpoint, note } = await storedLogHere();
  const { origin, size, root } = checkpoint;
  return {
    line: headLine(checkpoint, key),
    log: origin,
    leaves: size,
    root: toBase64(root),
    fingerprint: keyFingerprint(key),
    checkpoint: Buffer.from(note).toString('utf8'),
  };
}
