import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { cosign, formatNote, parseNote } from '../../../src/log/index.ts';
import { parseTrust, type VerifierReport } from '../../../src/verify/index.ts';
import { clipOf, filmSegments } from '../../support/evd/footage.ts';
import { fileIn, flipped, verdictOnZip } from '../../support/evd/verdict.ts';
import { type BundleFiles, zipOf } from '../../support/evd/zip-of.ts';
import { testExportKey } from '../../support/export-sealing.ts';
import { testOrigin } from '../../support/scribe.ts';
import { draftOf, noteOf, sealedBundle } from './drafted-bundle.ts';
import { evidenceOf, iso } from './evidence.ts';
import {
  filmedMs,
  policyOf,
  realExport,
  scope,
  trustOfOfficer,
  witness,
  witnessedMs,
} from './real-export.ts';
import { asTestKey, testKey } from './test-log.ts';
import { asked, Judges } from './verdict.ts';

const real = await realExport();
const judges = await Judges.open(real);
afterAll(() => judges.close());
const { a, b } = real.ids;
const exportKey = asTestKey(testExportKey);

const changed = (change: (bundle: BundleFiles) => void) => {
  const bundle: BundleFiles = new Map(real.files);
  change(bundle);
  return judges.verdict(bundle);
};

const flip = (name: string, at?: number) =>
  changed((bundle) => bundle.set(name, flipped(fileIn(bundle, name), at)));

/** The lines of a file without one. */
const withoutLine = (bytes: Uint8Array, line: number): Buffer =>
  Buffer.from(
    Buffer.from(bytes)
      .toString()
      .split(/(?<=\n)/)
      .filter((_, at) => at !== line)
      .join(''),
  );

describe(`a real export (${asked})`, () => {
  it('is unchanged since a witness saw its checkpoint; a camera was away', async () => {
    const { status, found, report } = await judges.verdict(real.zip);
    expect([status, found]).toEqual([3, []]);
    expect(report.recorded).toEqual({ at: iso(witnessedMs), by: 'witness' });
    expect(report.findings).toMatchObject([{ what: 'gap' }]);
  });
});

describe(`who has the ZIP alone (${asked})`, () => {
  it('A1 turns one bit in the middle of each file: 10; 13 of a proof; 12 or 20 of a signed note; and names it', async () => {
    // Of the smaller export, which has every kind of file, too.
    for (const [name, bytes] of real.other) {
      const { status, report } = await judges.verdict(new Map(real.other).set(name, flipped(bytes)));
      expect([name, statusesOfFlip(name)]).toEqual([name, expect.arrayContaining([status])]);
      expect([name, tells(report, name)]).toEqual([name, true]);
    }
  });

  it('A1 turns one bit at any place of any file: the verifier ends with a verdict that names it', async () => {
    const trust = parseTrust(policyOf(trustOfOfficer));
    for (const [name, bytes] of real.other)
      for (const at of placesIn(name, bytes)) {
        const zip = zipOf(new Map(real.other).set(name, flipped(bytes, at)));
        const report = await verdictOnZip(zip, trust);
        const where = `${name} at ${at}`;
        expect([where, statusesOfFlip(name)]).toEqual([where, expect.arrayContaining([report.status])]);
        expect([where, tells(report, name)]).toEqual([where, true]);
      }
  });

  it('A1 turns one bit of a record, anywhere in it: 10', async () => {
    const name = `records/${a}/main.jsonl`;
    const { length } = fileIn(real.files, name);
    for (let at = 3; at < length; at += 1201) {
      const { status, found } = await flip(name, at);
      expect([at, status, found]).toEqual([at, 10, ['file-altered records/a/main.jsonl']]);
    }
  });

  it('A1 turns one bit of a line of custody: 10', async () => {
    expect(await flip('custody.jsonl')).toMatchObject({ status: 10, found: ['file-altered custody.jsonl'] });
  });

  it('A1 turns one bit of a proof: 13', async () => {
    const name = `records/${b}/main.proofs`;
    expect(await flip(name)).toMatchObject({ status: 13, found: ['proof-altered records/b/main.proofs'] });
    const { status, found } = await flip('exp.proofs');
    expect(status).toBe(13);
    expect(found).toContain('record-not-proved exp.jsonl #8');
  });

  it('A1 changes one sign of a checkpoint, of a note or of their signatures: 12', async () => {
    for (const name of ['checkpoint', 'exp.checkpoint', 'manifest.note'])
      for (const at of [3, 60, 190]) {
        const bytes = Buffer.from(fileIn(real.files, name));
        // Another one that its place may have: what is no Base64 is malformed, see A19.
        bytes.write(bytes[at] === 0x41 ? 'B' : 'A', at);
        const { status, found } = await changed((bundle) => bundle.set(name, bytes));
        expect([name, at, status, found[0]]).toEqual([name, at, 12, `signature-wrong ${name}`]);
      }
  });

  it('A1 turns one bit of the manifest: 10, wherever it is', async () => {
    const { length } = fileIn(real.files, 'manifest.json');
    for (let at = 1; at < length; at += 2503) {
      const { status, found } = await flip('manifest.json', at);
      expect([at, status]).toEqual([at, 10]);
      expect(found).toContain('manifest-altered manifest.json');
    }
  });

  it('A2 removes a segment file: 11', async () => {
    const name = `segments/${a}/main/3.mp4`;
    const { status, found } = await changed((bundle) => bundle.delete(name));
    expect([status, found]).toEqual([11, ['file-missing segments/a/main/3.mp4']]);
  });

  it('A2 removes a segment file and its record: 15', async () => {
    const { status, found } = await changed((bundle) => {
      bundle.delete(`segments/${a}/main/3.mp4`);
      for (const name of [`records/${a}/main.jsonl`, `records/${a}/main.proofs`])
        bundle.set(name, withoutLine(fileIn(bundle, name), 2));
    });
    expect(status).toBe(15);
    expect(found).toContain('chain-hole records/a/main.jsonl #3');
  });

  it('A2 removes both and edits the manifest: 10', async () => {
    const { status, found } = await changed((bundle) => {
      const name = `segments/${a}/main/3.mp4`;
      bundle.delete(name);
      for (const each of [`records/${a}/main.jsonl`, `records/${a}/main.proofs`])
        bundle.set(each, withoutLine(fileIn(bundle, each), 2));
      const text = Buffer.from(fileIn(bundle, 'manifest.json')).toString();
      const manifest = JSON.parse(text) as { files: { path: string }[] };
      const files = manifest.files.filter(({ path }) => path !== name);
      bundle.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, files })));
    });
    expect(status).toBe(10);
    expect(found).toContain('manifest-altered manifest.json');
  });

  it('A4 swaps two segments of a camera, and of two cameras: 10', async () => {
    const first = `segments/${a}/main/2.mp4`;
    for (const [cam, seq] of [
      ['a', 3],
      ['b', 2],
    ] as const) {
      const second = `segments/${real.ids[cam]}/main/${seq}.mp4`;
      const { status, found } = await changed((bundle) => {
        const [one, other] = [fileIn(bundle, first), fileIn(bundle, second)];
        bundle.set(first, other).set(second, one);
      });
      expect([status, found.toSorted()]).toEqual([
        10,
        ['file-altered segments/a/main/2.mp4', `file-altered segments/${cam}/main/${seq}.mp4`].toSorted(),
      ]);
    }
  });

  it('A4 puts the files into another order: 20', async () => {
    const { status } = await changed((bundle) => {
      const name = `segments/${a}/main/2.mp4`;
      const bytes = fileIn(bundle, name);
      bundle.delete(name);
      bundle.set(name, bytes);
    });
    expect(status).toBe(20);
  });

  it('A5 muxes frames of another hour into a segment: 10', async () => {
    const [segment] = await filmSegments('rgbtestsrc', filmedMs - 3_600_000);
    const spliced = clipOf(segment ? [segment] : [], [0, Number.MAX_SAFE_INTEGER], segment?.t0 ?? 0);
    const name = `segments/${a}/main/3.mp4`;
    const { status, found } = await changed((bundle) => bundle.set(name, spliced));
    expect([status, found]).toEqual([10, ['file-altered segments/a/main/3.mp4']]);
  });

  it('A9 edits the scope in the manifest: 10; and signs it with another key: 12', async () => {
    const edited = Buffer.from(
      Buffer.from(fileIn(real.files, 'manifest.json'))
        .toString()
        .replaceAll(iso(scope.toMs), iso(scope.toMs - 12_000)),
    );
    const alone = await changed((bundle) => bundle.set('manifest.json', edited));
    expect(alone.status).toBe(10);
    expect(alone.found).toContain('manifest-altered manifest.json');
    const signed = await changed((bundle) =>
      bundle
        .set('manifest.json', edited)
        .set('manifest.note', noteOf(edited, testKey(exportKey.key.name), real.manifest.export)),
    );
    // The note names a key id that nobody pinned.
    expect([signed.status, signed.found[0]]).toEqual([12, 'signature-wrong manifest.note']);
  });

  it('A9 edits what the request says: 10', async () => {
    const { status, found } = await changed((bundle) => {
      const text = Buffer.from(fileIn(bundle, 'custody.jsonl')).toString();
      bundle.set('custody.jsonl', Buffer.from(text.replaceAll('VA-2026/118', 'VA-2026/119')));
    });
    expect([status, found]).toEqual([10, ['file-altered custody.jsonl']]);
  });

  it('A9 edits what people read of the request: 10', async () => {
    for (const name of ['request.json', 'gaps.csv', 'minutes-vi.pdf']) {
      const { status, found } = await changed((bundle) => bundle.set(name, fileIn(real.other, name)));
      expect([status, found]).toEqual([10, [`file-altered ${name}`]]);
    }
  });

  it('A10 brings keys of its own, and everything fits: 12', async () => {
    const forger = {
      ...evidenceOf(real, { logKey: testKey(testOrigin) }),
      exportKey: testKey(exportKey.key.name),
    };
    const { status, found } = await judges.verdict(await sealedBundle(forger, await draftOf(forger)));
    expect(status).toBe(12);
    expect(found).toContain('key-not-trusted keys/log.vkey');
    expect(found).toContain('key-not-trusted keys/export.vkey');
  });

  it('A10 signs with another key under the name and the id of the real one: 12', async () => {
    const forger = { ...testKey(exportKey.key.name), key: exportKey.key };
    const { status, found } = await changed((bundle) =>
      bundle.set('manifest.note', noteOf(fileIn(bundle, 'manifest.json'), forger, real.manifest.export)),
    );
    expect([status, found]).toEqual([12, ['signature-wrong manifest.note']]);
  });

  it('A11 cuts the ZIP, or adds bytes: 20', async () => {
    const { zip } = real;
    const cut = [1, 23, 4_000, zip.length - 21, zip.length - 1].map((bytes) =>
      zip.subarray(0, zip.length - bytes),
    );
    const added = [Buffer.concat([zip, Buffer.of(0)]), Buffer.concat([Buffer.of(0), zip])];
    for (const each of [...cut, ...added]) expect((await judges.verdict(Buffer.from(each))).status).toBe(20);
  });

  it('A11 gives two files one name, or a name that leads out: 20', async () => {
    const twice = zipOf([...real.files, ['READMY.txt', Buffer.of()]]);
    const out = zipOf([...real.files, ['xx/xx.txt', Buffer.of()]]);
    for (const zip of [replaced(twice, 'READMY.txt', 'README.txt'), replaced(out, 'xx/xx.txt', '../xx.txt')])
      expect((await judges.verdict(zip)).status).toBe(20);
  });

  it('A11 adds a file that nobody listed: 11', async () => {
    const { status, found } = await changed((bundle) => bundle.set('note.txt', Buffer.from('trust me')));
    expect([status, found]).toEqual([11, ['file-unlisted note.txt']]);
  });

  it('A11 says that a small file is a terabyte, or compressed: 20, and reads nothing of it', async () => {
    const { zip } = real;
    const line = zip.lastIndexOf('README.txt') - 46;
    const bomb = Buffer.from(zip);
    bomb.writeUInt32LE(0xffff_fffe, line + 24);
    const compressed = Buffer.from(zip);
    compressed.writeUInt16LE(8, line + 10);
    for (const each of [bomb, compressed]) expect((await judges.verdict(each)).status).toBe(20);
  });

  it('A11 turns any bit of what the ZIP says of its files: 20, or it changed nothing that is read', async () => {
    const { zip } = real;
    const directory = zip.lastIndexOf('README.txt') - 46;
    const header = zip.readUInt32LE(directory + 42);
    const places = [...range(header, 40), ...range(directory, 56), ...range(zip.length - 22, 22)];
    for (const at of places) {
      const { status, findings } = await verdictOnZip(flipped(zip, at), parseTrust(policyOf(trustOfOfficer)));
      expect([at - directory, status === 20 || findings.some(({ file }) => file?.includes('READ'))]).toEqual([
        at - directory,
        true,
      ]);
    }
  });

  it('A17 encodes an original anew, which looks the same: 10', async () => {
    const name = `segments/${b}/main/2.mp4`;
    const { status, found } = await changed((bundle) => bundle.set(name, encodedAnew(fileIn(bundle, name))));
    expect([status, found]).toEqual([10, ['file-altered segments/b/main/2.mp4']]);
  });

  it('A18 edits a clip while the originals are whole: 10 on the clip alone', async () => {
    const { status, found } = await changed((bundle) =>
      bundle.set(`clip/${a}.mp4`, fileIn(bundle, `clip/${b}.mp4`)),
    );
    expect([status, found.filter((each) => !each.includes('clip/a.mp4'))]).toEqual([10, []]);
    expect(found).toContain('file-altered clip/a.mp4');
  });

  it('A19 strips or replaces a signature: 12; writes the note in another form: 20', async () => {
    const text = (name: string) => Buffer.from(fileIn(real.files, name)).toString();
    const lines = text('checkpoint').split('\n');
    const forger = testKey(witness.key.name, 'cosignature');
    const { text: head } = parseNote(fileIn(real.files, 'checkpoint'));
    const forged = cosign(head, witnessedMs / 1_000, forger.key, forger.privateKey);
    const witnessLine = Buffer.from(formatNote({ text: head, signatures: [forged] }))
      .toString()
      .split('\n')[4];
    const signed: [string, string, number][] = [
      ['checkpoint', [...lines.slice(0, 4), ...lines.slice(5)].join('\n'), 12],
      ['checkpoint', `${lines.slice(0, 5).join('\n')}\n${renamed(witnessLine ?? '', lines[5] ?? '')}\n`, 12],
      ['manifest.note', text('manifest.note').replace('\n\n', '\n\n\n'), 12],
      ['manifest.note', text('manifest.note').replaceAll('\n', '\r\n'), 20],
      ['manifest.note', `\ufeff${text('manifest.note')}`, 12],
      ['manifest.note', text('manifest.note').replace('evd', 'e\u0001d'), 20],
    ];
    for (const [name, note, status] of signed) {
      const verdict = await changed((bundle) => bundle.set(name, Buffer.from(note)));
      expect([name, note, verdict.status]).toEqual([name, note, status]);
      expect(verdict.found[0]).toContain(name);
    }
  });
});

/** What a turned bit may be: of signed text another text, or what is none any more. The manifest lists the checkpoint, but not the other notes. */
function statusesOfFlip(name: string): number[] {
  if (name === 'checkpoint') return [10, 12];
  if (/(?:note|checkpoint)$/.test(name)) return [12, 20];
  if (name === 'exp.jsonl') return [13, 15, 20];
  return [/(?:proofs|consistency)$/.test(name) ? 13 : 10];
}

/** Whether a finding names the file, or what the note signs or the proofs prove, which may be what does not fit. */
const tells = ({ findings }: VerifierReport, name: string): boolean =>
  findings.some(
    ({ code, file }) =>
      code !== 3 &&
      [name, name.replace(/note$/, 'json'), name.replace(/proofs$/, 'jsonl')].includes(file ?? ''),
  );

/** Both ends of a file and places in between, more of them in a small one. */
function placesIn(name: string, { length }: Uint8Array): number[] {
  const step = Math.max(5, Math.ceil(length / 24));
  const places = [...range(0, Math.ceil(length / step)).map((i) => i * step), length - 1];
  // The line of a witness whom the note does not need: a name or a key that is not known is passed over (C2SP signed-note).
  const witnessLine = Buffer.from(real.other.get(name) ?? []).indexOf('— witness.example');
  return name === 'exp.checkpoint' ? places.filter((at) => at < witnessLine) : places;
}

/** Frame by frame, by the encoder of the tests. */
function encodedAnew(original: Uint8Array): Buffer {
  const flags = '-v error -f mp4 -i pipe:0 -c:v libx264 -preset ultrafast -f mp4 -movflags';
  const args = [...flags.split(' '), 'frag_keyframe+empty_moov+default_base_moof', 'pipe:1'];
  const { status, stdout } = spawnSync('ffmpeg', args, { input: original, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}`);
  return stdout;
}

const range = (from: number, length: number): number[] => Array.from({ length }, (_, i) => from + i);

/** The same length, everywhere. */
function replaced(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Another witness's signature under the name and the id of the real one. */
function renamed(forged: string, real: string): string {
  const [dash, name = '', base64 = ''] = real.split(' ');
  const bytes = Buffer.from(forged.split(' ')[2] ?? '', 'base64');
  Buffer.from(base64, 'base64').copy(bytes, 0, 0, 4);
  return `${dash} ${name} ${bytes.toString('base64')}`;
}
