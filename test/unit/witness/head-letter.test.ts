import { describe, expect, it } from 'vitest';
import { headLine, keyFingerprint, openCheckpoint, toBase64 } from '../../../src/log/index.ts';
import { headLetter } from '../../../src/witness/index.ts';
import { aWitness, aWitnessedLog, logKey, logOrigin, witnessKey } from '../../support/witnessed-log.ts';

const log = aWitnessedLog(7);

describe('when a checkpoint leaves on paper or by mail', () => {
  it('is one line of origin, leaves, root and the first digits of the fingerprint', async () => {
    const { checkpoint } = openCheckpoint(await log.checkpoint(7), logKey);
    expect(headLine(checkpoint, logKey)).toBe(
      `${logOrigin} 7 ${toBase64(checkpoint.root)} ${keyFingerprint(logKey).slice(0, 16)}`,
    );
  });

  it('bears that line, the witnesses and the whole note, which a receiver can check', async () => {
    const reply = await aWitness().addCheckpoint(await log.request(0, 7));
    const own = Buffer.from(await log.checkpoint(7));
    const note = Buffer.concat([own, 'cosignature' in reply ? reply.cosignature : Buffer.of()]);
    const signed = openCheckpoint(note, logKey, [witnessKey]);
    const { subject, text, size } = headLetter({ note, key: logKey, signed });
    expect([subject, size]).toEqual(['[Minh Chứng] Chốt nhật ký chứng cứ: 7', 7]);
    expect(text).toContain(`\n${headLine(signed.checkpoint, logKey)}\n`);
    expect(text).toContain('Witnesses: witness.example/w1\n');
    const kept = text.slice(text.indexOf(`\n\n${logOrigin}\n`) + 2);
    expect(openCheckpoint(Buffer.from(kept), logKey, [witnessKey]).witnesses).toHaveLength(1);
  });
});
