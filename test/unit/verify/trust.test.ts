import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../scripts/verify/node-platform.ts';
import {
  cosign,
  formatVerifierKey,
  keyFingerprint,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../../src/log/index.ts';
import { parseTrust } from '../../../src/verify/index.ts';
import { signedBy } from '../../../src/verify/trust/signed-by.ts';
import { keysOf } from '../../support/log-files.ts';

const keyOf = (name: string, digit: string, type: VerifierKey['type'] = 'cosignature') =>
  formatVerifierKey(verifierKey(name, type, keysOf(digit.repeat(64)).publicKey));
const log = keyOf('ward.example/evidence/01', '1', 'note');
const exportKey = keyOf('ward.example/export', '2', 'note');
const [w1, w2, w3] = ['3', '4', '5'].map((digit, at) => keyOf(`w.example/${at + 1}`, digit));
const fingerprint = (text: string): string => keyFingerprint(parseVerifierKey(text));

describe('what a person trusts', () => {
  it('is a policy of C2SP, whose quorum counts its groups', () => {
    const trusted = parseTrust(
      `log ${log} https://ward.example/\nwitness a ${w1}\nwitness b ${w2}\nwitness c ${w3}\ngroup g 2 a b c\nquorum g\n`,
    );
    const by = (...at: number[]) =>
      trusted.witnesses.filter((_, i) => at.includes(i)).map((key) => ({ key }));
    expect(trusted.log).toEqual([log]);
    expect([[0], [0, 2], []].map((at) => trusted.isQuorum?.(by(...at)))).toEqual([false, true, false]);
  });

  it('may be fingerprints from paper, in groups and in capitals, of the log and of the export key', () => {
    const grouped = fingerprint(log)
      .toUpperCase()
      .replace(/(.{8})/g, '$1 ');
    const trusted = parseTrust(`log ${grouped}\nexport\t${fingerprint(exportKey)}\n  export ${exportKey}\n`);
    expect(trusted.log).toEqual([fingerprint(log)]);
    expect(trusted.export).toEqual([fingerprint(exportKey), fingerprint(exportKey)]);
    expect(trusted.isQuorum?.([])).toBe(true);
  });

  it('may come from an editor of Windows, with a byte order mark and its line ends', () => {
    const trusted = parseTrust(`\ufefflog ${log}\r\n# giấy của công an\r\nwitness ý ${w1}\r\nquorum ý\r\n`);
    expect([trusted.log, trusted.isQuorum?.([])]).toEqual([[log], false]);
  });

  it.each([
    ['a witness that counts in two groups', `witness a ${w1}\ngroup g any a\ngroup h any a\n`, 4],
    ['a witness under two names', `witness a ${w1}\nwitness b ${w1}\n`, 3],
    ['the key of a witness as that of the log', `log ${w1}\n`, 2],
    ['a fingerprint with a digit too few', `\nexport ${fingerprint(exportKey).slice(1)}\n`, 3],
    ['two quorums', 'quorum none\nquorum none\n', 3],
    ['a control character', '# \u0007\n', 2],
    ['another word', `exports ${exportKey}\n`, 2],
  ])('refuses %s, and names the line', (_, lines, at) => {
    expect(() => parseTrust(`log ${log}\n${lines}`)).toThrow(`not a policy: line ${at}:`);
  });

  it('needs a log', () => {
    expect(() => parseTrust(`export ${exportKey}\nquorum none\n`)).toThrow('no log line');
  });
});

describe('when one witness has cosigned a checkpoint more than once', () => {
  it('saw it at the earliest of the times, wherever that stands', async () => {
    const { publicKey, privateKey } = keysOf('3'.repeat(64));
    const key = verifierKey('w.example/1', 'cosignature', publicKey);
    const text = 'a text\n';
    for (const times of [
      [1_700, 1_600],
      [1_600, 1_700],
    ]) {
      const signatures = times.map((timeS) => cosign(text, timeS, key, privateKey));
      expect(await signedBy({ text, signatures }, [key], nodePlatform)).toEqual({
        signers: [{ key, timeS: 1_600 }],
      });
    }
  });
});
