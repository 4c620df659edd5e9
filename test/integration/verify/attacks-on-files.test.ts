import { describe, expect, it } from 'vitest';
import { type BundleFiles, noteOf, trustedKeys, zipOf } from '../../support/evd/bundle.ts';
import { clipOf } from '../../support/evd/footage.ts';

import { testKey } from '../../support/evd/test-log.ts';
import { attacked, fileIn, flipped, verdictOf } from '../../support/evd/verdict.ts';

const good = await attacked();
/** A copy of the honest bundle, which a test may change. */
const copy = (): BundleFiles => new Map(good.bundle);

const changed = (change: (bundle: BundleFiles) => void) => {
  const bundle = copy();
  change(bundle);
  return verdictOf(good.evidence, bundle);
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

describe('an honest bundle', () => {
  it('is unchanged since a witness saw its checkpoint', async () => {
    const { status, found, report } = await verdictOf(good.evidence, good.bundle);
    expect([status, found]).toEqual([0, []]);
    expect(report.recorded).toEqual({ at: '2026-11-30T03:00:00.000Z', by: 'witness' });
  });
});

describe('who has the ZIP alone', () => {
  it('A1 turns one bit of a segment, a picture, a clip, an index, a paper: 10', async () => {
    const names = [
      'segments/cam_a/main/3.mp4',
      'pictures/cam_b/main/2-1.jpg',
      'clip/cam_b.mp4',
      'index/cam_a/main.jsonl',
      'README.txt',
    ];
    for (const name of names) {
      const { status, found } = await flip(name);
      expect([status, found[0]]).toEqual([10, `file-altered ${name}`]);
    }
  });

  it('A1 turns one bit of a record, anywhere in it: 10', async () => {
    const name = 'records/cam_a/main.jsonl';
    const { length } = fileIn(good.bundle, name);
    for (let at = 3; at < length; at += 401) {
      const { status, found } = await flip(name, at);
      expect([at, status, found]).toEqual([at, 10, [`file-altered ${name}`]]);
    }
  });

  it('A1 turns one bit of a line of custody: 10', async () => {
    expect(await flip('custody.jsonl')).toMatchObject({ status: 10, found: ['file-altered custody.jsonl'] });
  });

  it('A1 turns one bit of a proof: 13', async () => {
    const name = 'records/cam_b/main.proofs';
    expect(await flip(name)).toMatchObject({ status: 13, found: [`proof-altered ${name}`] });
    const { status, found } = await flip('exp.proofs');
    expect(status).toBe(13);
    expect(found).toContain('record-not-proved exp.jsonl #5');
  });

  it('A1 changes one sign of a checkpoint, of a note or of their signatures: 12', async () => {
    for (const name of ['checkpoint', 'exp.checkpoint', 'manifest.note'])
      for (const at of [3, 60, 190]) {
        const bytes = Buffer.from(fileIn(good.bundle, name));
        // Another one that its place may have: what is no Base64 is malformed, see A19.
        bytes.write(bytes[at] === 0x41 ? 'B' : 'A', at);
        const { status, found } = await changed((bundle) => bundle.set(name, bytes));
        expect([name, at, status, found[0]]).toEqual([name, at, 12, `signature-wrong ${name}`]);
      }
  });

  it('A1 turns one bit of the manifest: 10, wherever it is', async () => {
    const { length } = fileIn(good.bundle, 'manifest.json');
    for (let at = 1; at < length; at += 613) {
      const { status, found } = await flip('manifest.json', at);
      expect([at, status]).toEqual([at, 10]);
      expect(found).toContain('manifest-altered manifest.json');
    }
  });

  it('A2 removes a segment file: 11', async () => {
    const name = 'segments/cam_a/main/3.mp4';
    const { status, found } = await changed((bundle) => bundle.delete(name));
    expect([status, found]).toEqual([11, [`file-missing ${name}`]]);
  });

  it('A2 removes a segment file and its record: 15', async () => {
    const { status, found } = await changed((bundle) => {
      bundle.delete('segments/cam_a/main/3.mp4');
      for (const name of ['records/cam_a/main.jsonl', 'records/cam_a/main.proofs'])
        bundle.set(name, withoutLine(fileIn(bundle, name), 2));
    });
    expect(status).toBe(15);
    expect(found).toContain('chain-hole records/cam_a/main.jsonl #3');
  });

  it('A2 removes both and edits the manifest: 10', async () => {
    const { status, found } = await changed((bundle) => {
      const name = 'segments/cam_a/main/3.mp4';
      bundle.delete(name);
      for (const each of ['records/cam_a/main.jsonl', 'records/cam_a/main.proofs'])
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
    const first = 'segments/cam_a/main/2.mp4';
    for (const second of ['segments/cam_a/main/3.mp4', 'segments/cam_b/main/2.mp4']) {
      const { status, found } = await changed((bundle) => {
        const [a, b] = [fileIn(bundle, first), fileIn(bundle, second)];
        bundle.set(first, b).set(second, a);
      });
      expect([status, found]).toEqual([10, [`file-altered ${first}`, `file-altered ${second}`]]);
    }
  });

  it('A4 puts the files into another order: 20', async () => {
    const { status } = await changed((bundle) => {
      const name = 'segments/cam_a/main/2.mp4';
      const bytes = fileIn(bundle, name);
      bundle.delete(name);
      bundle.set(name, bytes);
    });
    expect(status).toBe(20);
  });

  it('A5 muxes frames of another hour into a segment: 10', async () => {
    const [segment] = good.evidence.filmed.cam_a;
    const spliced = clipOf(segment ? [segment] : [], [0, Number.MAX_SAFE_INTEGER], segment?.t0 ?? 0);
    const name = 'segments/cam_a/main/3.mp4';
    const { status, found } = await changed((bundle) => bundle.set(name, spliced));
    expect([status, found]).toEqual([10, [`file-altered ${name}`]]);
  });

  it('A9 edits the scope in the manifest: 10; and signs it with another key: 12', async () => {
    const edited = Buffer.from(
      Buffer.from(fileIn(good.bundle, 'manifest.json')).toString().replaceAll('03:00:46', '03:00:34'),
    );
    const alone = await changed((bundle) => bundle.set('manifest.json', edited));
    expect([alone.status, alone.found[0]]).toContain(10);
    expect(alone.found).toContain('manifest-altered manifest.json');
    const signed = await changed((bundle) =>
      bundle
        .set('manifest.json', edited)
        .set('manifest.note', noteOf(edited, testKey(good.evidence.exportKey.key.name))),
    );
    // The note names a key id that nobody pinned.
    expect([signed.status, signed.found[0]]).toEqual([12, 'signature-wrong manifest.note']);
  });

  it('A9 edits what the request says: 10', async () => {
    const { status, found } = await changed((bundle) => {
      const text = Buffer.from(fileIn(bundle, 'custody.jsonl')).toString();
      bundle.set('custody.jsonl', Buffer.from(text.replaceAll('12/TB-CAP', '13/TB-CAP')));
    });
    expect([status, found]).toEqual([10, ['file-altered custody.jsonl']]);
  });

  it('A10 brings keys of its own, and everything fits: 12', async () => {
    const others = await attacked();
    const { status, found } = await verdictOf(others.evidence, others.bundle, {
      trusted: trustedKeys(good.evidence),
    });
    expect(status).toBe(12);
    expect(found).toContain('key-not-trusted keys/log.vkey');
    expect(found).toContain('key-not-trusted keys/export.vkey');
  });

  it('A10 signs with another key under the name and the id of the real one: 12', async () => {
    const { exportKey } = good.evidence;
    const forger = { ...testKey(exportKey.key.name), key: exportKey.key };
    const { status, found } = await changed((bundle) =>
      bundle.set('manifest.note', noteOf(fileIn(bundle, 'manifest.json'), forger)),
    );
    expect([status, found]).toEqual([12, ['signature-wrong manifest.note']]);
  });

  it('A11 cuts the ZIP, or adds bytes: 20', async () => {
    const zip = zipOf(good.bundle);
    const cut = [1, 23, 4_000, zip.length - 21, zip.length - 1].map((bytes) =>
      zip.subarray(0, zip.length - bytes),
    );
    const added = [Buffer.concat([zip, Buffer.of(0)]), Buffer.concat([Buffer.of(0), zip])];
    for (const each of [...cut, ...added])
      expect((await verdictOf(good.evidence, Buffer.from(each))).status).toBe(20);
  });

  it('A11 gives two files one name, or a name that leads out: 20', async () => {
    const twice = zipOf([...good.bundle, ['READMY.txt', Buffer.of()]]);
    const out = zipOf([...good.bundle, ['xx/xx.txt', Buffer.of()]]);
    for (const zip of [replaced(twice, 'READMY.txt', 'README.txt'), replaced(out, 'xx/xx.txt', '../xx.txt')])
      expect((await verdictOf(good.evidence, zip)).status).toBe(20);
  });

  it('A11 adds a file that nobody listed: 11', async () => {
    const { status, found } = await changed((bundle) => bundle.set('note.txt', Buffer.from('trust me')));
    expect([status, found]).toEqual([11, ['file-unlisted note.txt']]);
  });

  it('A11 says that a small file is a terabyte, or compressed: 20, and reads nothing of it', async () => {
    const zip = zipOf(good.bundle);
    const line = zip.lastIndexOf('README.txt') - 46;
    const bomb = Buffer.from(zip);
    bomb.writeUInt32LE(0xffff_fffe, line + 24);
    const compressed = Buffer.from(zip);
    compressed.writeUInt16LE(8, line + 10);
    for (const each of [bomb, compressed]) expect((await verdictOf(good.evidence, each)).status).toBe(20);
  });

  it('A11 turns any bit of what the ZIP says of its files: 20, or it changed nothing that is read', async () => {
    const zip = zipOf(good.bundle);
    const directory = zip.lastIndexOf('README.txt') - 46;
    const header = zip.lastIndexOf('README.txt', directory) - 30;
    const places = [...range(header, 40), ...range(directory, 56), ...range(zip.length - 22, 22)];
    for (const at of places) {
      const { status, found } = await verdictOf(good.evidence, Buffer.from(flipped(zip, at)));
      expect([at - directory, status === 20 || found.some((each) => each.includes('READ'))]).toEqual([
        at - directory,
        true,
      ]);
    }
  });

  it('A17 encodes an original anew, which looks the same: 10', async () => {
    const name = 'segments/cam_b/main/3.mp4';
    const { status, found } = await changed((bundle) => bundle.set(name, fileIn(bundle, 'clip/cam_b.mp4')));
    expect([status, found]).toEqual([10, [`file-altered ${name}`]]);
  });

  it('A18 edits a clip while the originals are whole: 10 on the clip alone', async () => {
    const { status, found } = await changed((bundle) =>
      bundle.set('clip/cam_a.mp4', fileIn(bundle, 'clip/cam_b.mp4')),
    );
    expect([status, found.filter((each) => !each.includes('clip/cam_a.mp4'))]).toEqual([10, []]);
    expect(found).toContain('file-altered clip/cam_a.mp4');
  });

  it('A19 strips or replaces a signature: 12; writes the note in another form: 20', async () => {
    const text = (name: string) => Buffer.from(fileIn(good.bundle, name)).toString();
    const lines = text('checkpoint').split('\n');
    const forged = await attacked();
    const witnessLine = Buffer.from(fileIn(forged.bundle, 'checkpoint'))
      .toString()
      .trimEnd()
      .split('\n')
      .at(-1);
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
