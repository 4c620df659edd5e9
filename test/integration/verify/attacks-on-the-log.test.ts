import { afterAll, describe, expect, it } from 'vitest';
import { consistencyFile } from '../../../src/evidence/evd/index.ts';
import { emptyRoot, keyFingerprint, toBase64 } from '../../../src/log/index.ts';
import { reportText } from '../../../src/verify/index.ts';
import { inGroups } from '../../../src/verify/words/report-text.ts';
import { fileIn } from '../../support/evd/verdict.ts';
import type { BundleFiles } from '../../support/evd/zip-of.ts';
import { testExportKey } from '../../support/export-sealing.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { testOrigin } from '../../support/scribe.ts';
import { draftOf, leavesOf, putRecords, sealedBundle } from './drafted-bundle.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { realExport, trustOfOfficer, witnessedMs } from './real-export.ts';
import { asTestKey, type PlannedFact, type TestKey, testKey } from './test-log.ts';
import { asked, attacked, Judges, type VerdictTerms } from './verdict.ts';

const real = await realExport();
const judges = await Judges.open(real);
afterAll(() => judges.close());
const evidence = evidenceOf(real);
const { a } = real.ids;
const verdictOf = (bundle: BundleFiles, terms?: VerdictTerms) => judges.verdict(bundle, terms);

const linesOfProofs = (name: string): string[] =>
  Buffer.from(fileIn(real.files, name)).toString().trimEnd().split('\n');

describe(`the log of a bundle (${asked})`, () => {
  it('A12 is not the one of a checkpoint that somebody kept: 13', async () => {
    const other = evidenceOf(real, { change: (facts) => facts.slice(1) });
    const forked = evidence.log.checkpoint({ ...other.log.head(), size: evidence.size });
    const { status, found } = await verdictOf(real.files, { earlier: forked });
    expect([status, found]).toEqual([13, ['log-not-consistent --checkpoint']]);
    const same = await verdictOf(real.files, { earlier: evidence.checkpoint });
    expect([same.status, same.found]).toEqual([3, []]);
  });

  it('A12 grew, but not from an earlier checkpoint: 13; one that nothing connects: 3', async () => {
    const other = evidenceOf(real, { change: (facts) => facts.slice(1, 300) });
    const kept = evidence.log.checkpoint(other.log.head());
    const size = other.log.head().size;
    const unconnected = await verdictOf(real.files, { earlier: kept });
    expect([unconnected.status, unconnected.found]).toEqual([3, ['checkpoint-unconnected --checkpoint']]);
    const proof = consistencyFile(await evidence.log.tree(evidence.size).consistencyProof(size));
    const bundled = async (checkpoint: Uint8Array) => {
      const draft = await draftOf(evidence);
      draft.files.set(`heads/${size}.checkpoint`, checkpoint).set(`heads/${size}.consistency`, proof);
      return sealedBundle(evidence, draft);
    };
    const grown = await verdictOf(await bundled(kept));
    expect([grown.status, grown.found]).toEqual([13, [`log-not-consistent heads/${size}.consistency`]]);
    const root = await evidence.log.tree(evidence.size).root(size);
    const own = evidence.log.checkpoint({ size, root });
    const connected = await verdictOf(await bundled(own), { earlier: own });
    expect([connected.status, connected.found]).toEqual([3, []]);
  });

  it('A12 was rolled back and went on: 13', async () => {
    const { status, found } = await verdictOf(
      new Map(real.files).set('exp.consistency', Buffer.from(`${toBase64(emptyRoot())}\n`)),
    );
    expect([status, found]).toEqual([13, ['log-not-consistent exp.consistency']]);
  });

  it('A13 proves a record by the proof of another, of another size, of nothing: 13', async () => {
    const name = `records/${a}/main.proofs`;
    const lines = linesOfProofs(name);
    const proofs = [
      lines[1] ?? '',
      lines[0]?.split(' ')[0] ?? '',
      '0',
      lines[0]?.split(' ').slice(0, -1).join(' ') ?? '',
      ' ',
      `${lines[0]} ${toBase64(emptyRoot())}`,
    ];
    for (const first of proofs) {
      const draft = await draftOf(evidence);
      draft.files.set(name, Buffer.from(`${[first, ...lines.slice(1)].join('\n')}\n`));
      const { status, found } = await verdictOf(await sealedBundle(evidence, draft));
      expect([first, status, found]).toEqual([first, 13, ['record-not-proved records/a/main.jsonl #1']]);
    }
  });

  it('A13 is empty in its checkpoint: 13', async () => {
    const draft = await draftOf(evidence);
    const empty = { size: 0, root: emptyRoot() };
    draft.files.set('checkpoint', evidence.log.checkpoint(empty, witnessedMs));
    draft.head = {
      ...draft.head,
      log: { ...draft.head.log, size: 0, root: Buffer.from(empty.root).toString('hex') },
    };
    expect((await verdictOf(await sealedBundle(evidence, draft))).status).toBe(13);
  });

  it('A21 has a time stamp that this verifier does not check: 3, its time is not used', async () => {
    const draft = await draftOf(evidence);
    draft.files.set('checkpoint.tsr', Buffer.from('a token for another checkpoint'));
    const { status, found, report } = await verdictOf(await sealedBundle(evidence, draft));
    expect([status, found]).toEqual([3, ['timestamp-unchecked checkpoint.tsr']]);
    expect(report.recorded?.by).toBe('witness');
  });

  it('is unwitnessed, and tells its own time: 3', async () => {
    const alone = await attacked(real, { witnessedMs: null });
    const { status, found, report } = await verdictOf(alone.bundle);
    expect([status, found]).toEqual([3, ['unwitnessed checkpoint', 'time-self-asserted checkpoint']]);
    expect(report.recorded?.by).toBe('log');
  });

  it('goes back before the witness saw it: 14', async () => {
    const early = await attacked(real, { witnessedMs: noonMs - 60_000 });
    const { status, found } = await verdictOf(early.bundle);
    expect(status).toBe(14);
    expect(found).toContain('after-checkpoint custody.jsonl #4');
  });
});

describe(`keys (${asked})`, () => {
  it('are known by a printed fingerprint, in groups', async () => {
    const { status, report } = await verdictOf(real.files);
    expect(status).toBe(3);
    const { log = '', export: exported = '' } = report.keys;
    const printed = { ...trustOfOfficer, log: inGroups(log), export: exported };
    expect((await verdictOf(real.files, { trusted: printed })).status).toBe(3);
    const wrong = { ...printed, log: exported };
    expect((await verdictOf(real.files, { trusted: wrong })).status).toBe(12);
  });

  it('are named, those of the bundle and of the policy, where the policy is of another log: 12', async () => {
    const other = testKey('minhchung.internal/ward_2/evidence/01');
    const own = evidence.log.logKey.key;
    const { status, report } = await verdictOf(real.files, {
      trusted: { log: other.text, export: trustOfOfficer.export },
    });
    const finding = report.findings.find(({ what }) => what === 'key-not-trusted');
    expect([status, finding?.file]).toEqual([12, 'keys/log.vkey']);
    const said = reportText(report, 'en');
    for (const named of [own.name, keyFingerprint(own), keyFingerprint(other.key)])
      expect(said).toContain(named);
  });

  it('are enough with that of the log alone, which names the manifest: 3', async () => {
    const { status, found } = await verdictOf(real.files, {
      trusted: { ...trustOfOfficer, export: '' },
    });
    expect([status, found]).toEqual([3, ['export-key-not-pinned keys/export.vkey']]);
  });

  it('change under the signatures of both: 0 by the old one; 12 by another, or under a forged signature', async () => {
    const { name } = asTestKey(testExportKey).key;
    const [old, next] = [testKey(name), testKey(name)];
    const changed = async (signedBy: { old: TestKey; new: TestKey }, pinned: TestKey) => {
      const made = evidenceOf(real, { change: (facts) => [...facts, keyChange(old, next, signedBy)] });
      const rotated: Evidence = { ...made, exportKey: next };
      const bundle = await sealedBundle(rotated, await draftOf(rotated));
      return (await verdictOf(bundle, { trusted: { ...trustOfOfficer, export: pinned.text } })).found;
    };
    expect(await changed({ old, new: next }, old)).toEqual([]);
    expect(await changed({ old, new: next }, testKey(name))).toEqual(['key-not-trusted keys/export.vkey']);
    expect(await changed({ old: next, new: next }, old)).toEqual([
      'key-change-unproved keys/export.jsonl #1',
      'key-not-trusted keys/export.vkey',
    ]);
  });
});

describe(`a log whose key was changed (${asked})`, () => {
  /** The bundle is of after the change. */
  const rotated = async (
    changedBy?: { old: TestKey; new: TestKey },
    earlierBy?: TestKey,
    said: object = {},
  ) => {
    const [old, next] = [testKey(testOrigin), testKey(testOrigin)];
    const made = evidenceOf(real, {
      logKey: next,
      change: (facts) => [
        ...facts,
        logKeyChange(old, next, { signedBy: changedBy ?? { old, new: next }, said }),
      ],
    });
    const { log } = made;
    const small = { size: 256, root: await log.tree(256).root(256) };
    const draft = await draftOf(made);
    await putRecords(made, draft.files, 'keys/log.jsonl', leavesOf(made, 'key/log'));
    draft.files.set('heads/256.checkpoint', log.checkpoint(small, undefined, earlierBy ?? old));
    draft.files.set(
      'heads/256.consistency',
      consistencyFile(await log.tree(made.size).consistencyProof(256)),
    );
    const bundle = await sealedBundle(made, draft);
    const verdict = (pinned: TestKey) =>
      verdictOf(bundle, {
        trusted: { ...trustOfOfficer, log: keyFingerprint(pinned.key) },
        earlier: log.checkpoint(small, undefined, old),
      });
    return { old, next, verdict };
  };

  it('is known by the fingerprint of before and by the new one, and so are the checkpoints that the old key signed: 0', async () => {
    const { old, next, verdict } = await rotated();
    for (const pinned of [old, next]) expect((await verdict(pinned)).found).toEqual([]);
    expect((await verdict(testKey(testOrigin))).found).toContain('key-not-trusted keys/log.vkey');
  });

  it('is not known by the fingerprint of before where the old key did not sign the change: 12', async () => {
    const [forger, next] = [testKey(testOrigin), testKey(testOrigin)];
    const { old, verdict } = await rotated({ old: forger, new: next });
    expect((await verdict(old)).found).toEqual(
      expect.arrayContaining(['key-change-unproved keys/log.jsonl #1', 'key-not-trusted keys/log.vkey']),
    );
  });

  it('warns of a key that others may have, where the person named it: 3', async () => {
    const { old, next, verdict } = await rotated(undefined, undefined, { leaked: 1 });
    const { status, found } = await verdict(old);
    expect([status, found]).toEqual([3, ['key-leaked keys/log.vkey']]);
    expect((await verdict(next)).found).toEqual([]);
  });

  it('takes no earlier checkpoint that neither key signed: 12', async () => {
    const { next, verdict } = await rotated(undefined, testKey(testOrigin));
    const { status, found } = await verdict(next);
    expect([status, found]).toEqual([
      12,
      ['signature-wrong heads/256.checkpoint', 'checkpoint-unconnected --checkpoint'],
    ]);
  });
});

const logKeyChange = (
  old: TestKey,
  next: TestKey,
  { signedBy, said }: { signedBy: { old: TestKey; new: TestKey }; said: object },
): PlannedFact => ({
  name: 'key/log/1',
  atMs: noonMs,
  body: { type: 'key', use: 'log', old: old.text, new: next.text, ...said },
  signedBy,
});

const keyChange = (old: TestKey, next: TestKey, signedBy: { old: TestKey; new: TestKey }): PlannedFact => ({
  name: 'key/export/1',
  atMs: noonMs,
  body: { type: 'key', use: 'export', old: old.text, new: next.text },
  signedBy,
});
