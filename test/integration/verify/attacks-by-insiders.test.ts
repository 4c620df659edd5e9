import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { originalName, streamRecordsName } from '../../../src/verify/index.ts';
import { fileIn } from '../../support/evd/verdict.ts';
import type { BundleFiles } from '../../support/evd/zip-of.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { upAtNoonMs } from '../../support/scribe.ts';
import { type Draft, draftOf, leavesOf, noteOf, putRecords, signedAgain } from './drafted-bundle.ts';
import { type ChangeFacts, iso } from './evidence.ts';
import { filmedMs, realExport, scope, witnessedMs } from './real-export.ts';
import type { PlannedBody, PlannedFact } from './test-log.ts';
import { asked, attacked, Judges } from './verdict.ts';

const real = await realExport();
const judges = await Judges.open(real);
afterAll(() => judges.close());
const { a, b, c } = real.ids;

const mainOf = (cam: string): string => streamRecordsName(cam, 'main');
const hourMs = 3_600_000;

/** Changes the body of one fact. */
const changing =
  (name: string, change: (body: PlannedBody) => Readonly<Record<string, unknown>>): ChangeFacts =>
  (facts) =>
    facts.map((fact) =>
      fact.name === name ? { ...fact, body: { ...fact.body, ...change(fact.body) } } : fact,
    );

const without =
  (...names: string[]): ChangeFacts =>
  (facts) =>
    facts.filter(({ name }) => !names.includes(name));

/** States facts behind the one of that name. */
const addingAfter =
  (name: string, ...added: PlannedFact[]): ChangeFacts =>
  (facts) =>
    facts.flatMap((fact) => (fact.name === name ? [fact, ...added] : [fact]));

const both =
  (first: ChangeFacts, second: ChangeFacts): ChangeFacts =>
  (facts) =>
    second(first(facts));

/** The clocks of the service show another time from that fact on; its machine goes on. */
const stepping =
  (name: string, stepMs: number): ChangeFacts =>
  (facts) => {
    const from = facts.findIndex((fact) => fact.name === name);
    return facts.map((fact, at) => (at < from ? fact : statedAt(fact, fact.atMs + stepMs)));
  };

/** The fact, stated at another time. */
const statedAt = (fact: PlannedFact, atMs: number): PlannedFact => ({
  ...fact,
  atMs,
  body: { ...fact.body, at: iso(atMs), id: newId('record', atMs) },
});

/** Nothing of the third segment of camera a: neither file nor pictures. */
const dropThird = ({ files }: Draft): void => {
  files.delete(originalName(a, 'main', 3));
  dropPictures(files, 3);
};

const dropPictures = (files: BundleFiles, seq: number): void => {
  for (const name of files.keys()) if (name.startsWith(`pictures/${a}/main/${seq}-`)) files.delete(name);
};

const verdict = async (terms: Parameters<typeof attacked>[1]) =>
  judges.verdict((await attacked(real, terms)).bundle);

describe('what an insider makes anew', () => {
  it('is the log of the real export, leaf for leaf, and its bundle, where nothing is changed', async () => {
    const { evidence, bundle } = await attacked(real);
    const head = await evidence.log.tree(evidence.size).root(evidence.size);
    expect(Buffer.from(head).toString('hex')).toBe(real.manifest.log.root);
    for (const { path } of real.manifest.files)
      expect([path, Buffer.from(fileIn(bundle, path)).equals(fileIn(real.files, path))]).toEqual([
        path,
        true,
      ]);
    expect(await judges.verdict(bundle)).toMatchObject({ status: 3, found: [] });
  });
});

describe(`who holds the export key (${asked})`, () => {
  it('A3 leaves out the last segment and shrinks the scope of the manifest: 15', async () => {
    const shrink = (draft: Draft) => {
      draft.files.delete(originalName(a, 'main', 4));
      dropPictures(draft.files, 4);
      draft.head = { ...draft.head, scope: { ...draft.head.scope, t1: iso(filmedMs + 36_000) } };
    };
    const logged = await verdict({ draft: shrink });
    expect([logged.status, logged.found]).toEqual([15, ['scope-not-ordered manifest.json #7']]);
    const { evidence, bundle } = await attacked(real);
    const draft: Draft = await draftOf(evidence);
    shrink(draft);
    const signed = await judges.verdict(signedAgain(evidence, bundle, draft));
    expect(signed.status).toBe(15);
    expect(signed.found).toContain('export-not-recorded exp.jsonl #8');
  });

  it('A5 replaces a segment, forges its record and signs anew: 13', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => {
        files.set(originalName(a, 'main', 3), fileIn(files, originalName(a, 'main', 2)));
        const text = Buffer.from(fileIn(files, mainOf(a))).toString();
        files.set(mainOf(a), Buffer.from(text.replace('"keys":6', '"keys":7')));
      },
    });
    expect(status).toBe(13);
    expect(found).toContain('record-not-proved records/a/main.jsonl #1');
    expect(found).toContain('original-differs segments/a/main/3.mp4 #3');
  });

  it('A5 replaces a segment and signs anew: 10', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) =>
        void files.set(originalName(a, 'main', 3), fileIn(files, originalName(a, 'main', 2))),
    });
    expect([status, found]).toEqual([10, ['original-differs segments/a/main/3.mp4 #3']]);
  });

  it('A6 gives a segment a number of its own that no record has: 13', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) =>
        void files.set(originalName(a, 'main', 9), fileIn(files, originalName(a, 'main', 2))),
    });
    expect([status, found]).toEqual([13, ['original-unrecorded segments/a/main/9.mp4']]);
  });

  it('A9 signs a request that says another purpose: 13', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => {
        const text = Buffer.from(fileIn(files, 'custody.jsonl')).toString();
        files.set('custody.jsonl', Buffer.from(text.replaceAll('VA-2026/118', 'VA-2026/119')));
      },
    });
    expect(status).toBe(13);
    expect(found).toContain('record-not-proved custody.jsonl #1');
  });

  it('A14 leaves out the record of a gap: 15', async () => {
    const { status, found } = await verdict({
      draft: async (draft, evidence) => {
        const told = leavesOf(evidence, 'stream/b/').filter(({ record }) => record.type !== 'gap');
        await putRecords(evidence, draft.files, mainOf(b), told);
        const coverage = draft.head.coverage.map((each) => (each.cam === b ? { ...each, gaps: 0 } : each));
        draft.head = { ...draft.head, coverage };
      },
    });
    expect(status).toBe(15);
    expect(found).toContain('chain-hole records/b/main.jsonl #3');
  });

  it('A16 leaves out a line of custody: 15; or logs no export: 15', async () => {
    const cut = await verdict({
      draft: async ({ files }, evidence) => {
        const kept = leavesOf(evidence, 'custody/').filter(({ name }) => name !== 'custody/3');
        await putRecords(evidence, files, 'custody.jsonl', kept);
      },
    });
    expect([cut.status, cut.found]).toEqual([15, ['chain-hole custody.jsonl #3']]);
    const unlogged = await verdict({
      bundle: (bundle) => {
        for (const name of ['exp.jsonl', 'exp.proofs', 'exp.checkpoint', 'exp.consistency'])
          bundle.delete(name);
      },
    });
    expect([unlogged.status, unlogged.found]).toEqual([15, ['export-not-recorded exp.jsonl']]);
  });

  it('says that a recipient acknowledged a manifest that no export has: 15', async () => {
    const told = (exp: string, sha256: string): ChangeFacts => {
      const of = { type: 'exp' as const, role: 'service', req: real.manifest.request.id, exp };
      const built = { ...of, act: 'build', files: 9, bytes: 99, sha256: '6'.repeat(64), exp: 'exp_0' };
      const given = { ...of, act: 'hand-over', how: 'link', to: '8'.repeat(64), sha256 };
      return addingAfter(
        'custody/7',
        { name: 'custody/built', atMs: noonMs, body: built },
        { name: 'custody/given', atMs: noonMs, body: given },
      );
    };
    expect(await verdict({ change: told('exp_0', '6'.repeat(64)) })).toMatchObject({ status: 3, found: [] });
    for (const [exp, sha256] of [
      ['exp_0', '7'.repeat(64)],
      ['exp_9', '6'.repeat(64)],
    ] as const)
      expect(await verdict({ change: told(exp, sha256) })).toMatchObject({
        status: 15,
        found: ['hand-over-differs custody.jsonl #9'],
      });
  });

  it('A16 takes a line of custody out of the ZIP: 15', async () => {
    const { status, found } = await verdict({
      bundle: (bundle) => {
        for (const name of ['custody.jsonl', 'custody.proofs']) {
          const lines = Buffer.from(fileIn(bundle, name))
            .toString()
            .split(/(?<=\n)/);
          bundle.set(name, Buffer.from(lines.filter((_, at) => at !== 2).join('')));
        }
      },
    });
    expect([status, found[0]]).toEqual([15, 'chain-hole custody.jsonl']);
  });

  it('A16 orders without an approval, or beyond the request: 15', async () => {
    const unapproved = await verdict({ change: without('custody/4') });
    expect(unapproved).toMatchObject({ status: 15, found: ['request-not-approved custody.jsonl #6'] });
    const beyond = await verdict({ change: changing('custody/4', () => ({ cams: [a] })) });
    expect(beyond).toMatchObject({ status: 15, found: ['order-beyond-request custody.jsonl #7'] });
  });

  it('A16 shows the custody of another request: 13', async () => {
    const { status, found } = await verdict({
      draft: async ({ files }, evidence) => {
        const others = evidence.log.leaves.filter(
          ({ name }) => name.startsWith('req/') && !name.startsWith(`req/${real.manifest.request.id}/`),
        );
        await putRecords(evidence, files, 'custody.jsonl', others);
      },
    });
    expect(status).toBe(13);
    expect(found).toContain('chain-broken custody.jsonl #1');
    expect(found).toContain('order-missing custody.jsonl');
  });

  it('A18 puts the clip of another camera in and signs anew: 10 on the clip alone', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => void files.set(`clip/${a}.mp4`, fileIn(files, `clip/${b}.mp4`)),
    });
    expect([status, found]).toEqual([10, ['clip-differs clip/a.mp4']]);
  });

  it('A18 cuts a GOP out of a clip and signs anew: 15', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => {
        const clip = Buffer.from(fileIn(files, `clip/${a}.mp4`));
        files.set(`clip/${a}.mp4`, clip.subarray(0, clip.lastIndexOf('moof') - 4));
      },
    });
    expect([status, found]).toEqual([15, ['clip-incomplete clip/a.mp4 #4']]);
  });

  it('A22 signs times and counts of a changed database, while the records say others: 15', async () => {
    const { status, found } = await verdict({
      draft: (draft) => {
        const coverage = draft.head.coverage.map((each) =>
          each.cam === a ? { ...each, segs: each.segs - 1, gaps: 1 } : each,
        );
        draft.head = { ...draft.head, coverage };
      },
    });
    expect([status, found]).toEqual([15, ['coverage-differs records/a/main.jsonl']]);
  });
});

describe(`who states records (${asked})`, () => {
  it('A6 logs a segment twice to hide an absence: 14', async () => {
    const { status, found } = await verdict({
      change: (facts) => {
        const second = facts.find(({ name }) => name === 'stream/a/2');
        const [t0, t1] = [iso(filmedMs + 60_000), iso(filmedMs + 72_000)];
        const body = { ...second?.body, t0, t1, id: newId('record', noonMs) } as PlannedBody;
        return addingAfter('stream/a/5', { name: 'stream/a/copy', atMs: noonMs, body })(facts);
      },
    });
    expect([status, found]).toEqual([14, ['same-bytes-twice records/a/main.jsonl #6']]);
  });

  it('A7 sets the clock back or forward by an hour, as at the end of summer time: 14', async () => {
    for (const stepMs of [-hourMs, hourMs]) {
      const { status, found } = await verdict({ change: stepping('custody/1', stepMs) });
      expect([stepMs, status]).toEqual([stepMs, 14]);
      expect(found).toContain('clock-step custody.jsonl #1');
    }
  });

  it('A7 declares the step: 3', async () => {
    const last = real.manifest.coverage.find(({ cam }) => cam === c)?.last;
    const step: PlannedFact = {
      name: 'site/ward/step',
      atMs: noonMs,
      body: { type: 'clk', act: 'step', site: 'ward', step_ms: hourMs, mono_ms: upAtNoonMs },
    };
    const { status, found } = await verdict({
      change: both(addingAfter(`stream/c/${last}`, step), stepping('site/ward/step', hourMs)),
      witnessedMs: witnessedMs + hourMs,
    });
    expect([status, found]).toEqual([3, ['clock-step-declared records/site/ward.jsonl #1']]);
  });

  it('A7 takes a leap second for none', async () => {
    expect(await verdict({ change: stepping('custody/1', -1_000) })).toMatchObject({ status: 3, found: [] });
  });

  it('A8 states today what it says was a week ago: 14', async () => {
    const weekMs = 7 * 24 * hourMs;
    const old = { t0: iso(filmedMs - weekMs), t1: iso(filmedMs - weekMs + 12_000) };
    const honest = await verdict({ change: changing('stream/a/1', () => old) });
    expect(honest).toMatchObject({ status: 14 });
    expect(honest.found).toContain('recorded-late records/a/main.jsonl #1');
    const dated = await verdict({
      change: changing('stream/a/1', () => ({ ...old, at: old.t1, id: 'seg_old', mono_ms: 0 })),
    });
    expect(dated).toMatchObject({ status: 14 });
    expect(dated.found).toContain('order-of-time records/a/main.jsonl #1');
  });

  it('A8 flags what an earlier version left, or what came late: 3', async () => {
    const adopted = await verdict({ change: changing('stream/a/2', () => ({ adopted: 1 })) });
    expect([adopted.status, adopted.found]).toEqual([3, ['adopted records/a/main.jsonl #2']]);
    const spooled = await verdict({ change: changing('stream/a/4', () => ({ late: 'spool' })) });
    expect([spooled.status, spooled.found]).toEqual([3, ['late records/a/main.jsonl #4']]);
  });

  it('A14 claims a time without footage as recorded, by a later end: 14', async () => {
    const { status, found } = await verdict({
      change: changing('stream/a/5', () => ({ t1: iso(filmedMs + 180_000) })),
    });
    expect([status, found]).toEqual([14, ['media-time-differs records/a/main.jsonl #5']]);
  });

  it('A14 claims a time twice, by segments of one run that overlap: 14', async () => {
    const { status, found } = await verdict({
      change: changing('stream/a/2', () => ({ t0: iso(filmedMs + 9_000) })),
    });
    expect([status, found]).toEqual([14, ['run-overlaps records/a/main.jsonl #2']]);
  });

  it('A14 tells of the gap: 3, with its reason', async () => {
    const { report } = await judges.verdict(real.zip);
    const [t0, t1] = [iso(filmedMs + 24_000), iso(filmedMs + 32_000)];
    const gap = { code: 3, what: 'gap', file: mainOf(b), record: 4, detail: { t0, t1, reason: 'offline' } };
    expect(report).toMatchObject({ status: 3, findings: [gap] });
  });

  it('A14 tells of nothing: 15', async () => {
    const { status, found } = await verdict({
      change: without('stream/b/3', 'stream/b/4'),
      draft: (draft) => renumberedOriginals(draft, b, 2),
    });
    expect([status, found]).toEqual([15, ['coverage-hole records/b/main.jsonl']]);
  });

  it('A15 deletes footage under the hold of the request: 15; without one: 3, as expired; not what it took: 11', async () => {
    const deletion: PlannedFact = {
      name: 'stream/a/del',
      atMs: noonMs,
      body: {
        type: 'del',
        act: 'result',
        cam: a,
        stream: 'main',
        del: 'del_1',
        cause: 'days',
        t0: iso(filmedMs + 24_000),
        t1: iso(filmedMs + 36_000),
        segs: [3, 3],
        count: 1,
        objs: 3,
        sha256: '5'.repeat(64),
        bytes: 1_000,
      },
    };
    const deleted = addingAfter('custody/7', deletion);
    const unheld = without('custody/2', 'custody/5');
    const expired = await verdict({ change: both(deleted, unheld), draft: dropThird });
    expect([expired.status, expired.found]).toEqual([3, ['expired records/a/main.jsonl #3']]);
    const another = addingAfter('custody/7', { ...deletion, body: { ...deletion.body, segs: [2, 2, 4, 4] } });
    const missing = await verdict({ change: both(another, unheld), draft: dropThird });
    expect([missing.status, missing.found]).toEqual([11, ['original-missing records/a/main.jsonl #3']]);
    const held = await verdict({ change: deleted, draft: dropThird });
    expect(held.status).toBe(15);
    expect(held.found[0]).toBe('deleted-under-hold records/a/main.jsonl #6');
  });

  it('A16 orders less than the request: 3, part of it', async () => {
    const { status, found } = await verdict({
      change: changing('custody/4', () => ({ t1: iso(scope.toMs + hourMs) })),
    });
    expect([status, found]).toEqual([3, ['part-of-request custody.jsonl #7']]);
  });

  it('A16 gives out more than was ordered, a form or a camera: 15', async () => {
    const orderedAs = (scope: Partial<Draft['head']['scope']>) =>
      verdict({
        change: changing('custody/7', () => scope),
        draft: (draft) => {
          draft.head = { ...draft.head, scope: { ...draft.head.scope, ...scope } };
        },
      });
    const listed = (role: string) => real.manifest.files.filter((file) => file.role === role).length;
    const notOrdered = (found: readonly string[], folder: string) =>
      found.filter((each) => each.startsWith(`file-not-ordered ${folder}/`)).length;
    const noOriginals = await orderedAs({ originals: 'without' });
    expect([noOriginals.status, notOrdered(noOriginals.found, 'segments')]).toEqual([15, listed('original')]);
    expect(noOriginals.found).toContain('without-originals custody.jsonl #7');
    const noClips = await orderedAs({ clips: 'without' });
    expect([noClips.status, notOrdered(noClips.found, 'clip')]).toEqual([15, listed('clip')]);
    const noB = await orderedAs({ cams: [a, c].sort() });
    expect(noB.status).toBe(15);
    expect(noB.found).toContain('file-not-ordered clip/b.mp4');
  });

  it('A20 writes JSON that two programs read differently: 20', async () => {
    const { size } = real.manifest.log;
    const tricks: [string, string][] = [
      ['"v":1}', '"v":1,"v":1}'],
      ['"limits":', '"Limits":'],
      [`"size":${size}`, `"size":${size}.0`],
      [`"size":${size}`, `"size":${size}00000000000000000`],
      ['"export":"exp_', '"export":"ex\u0440_'],
      ['"at":', ' "at":'],
    ];
    for (const [plain, trick] of tricks) {
      const { evidence, bundle } = await attacked(real);
      const text = Buffer.from(fileIn(bundle, 'manifest.json')).toString();
      expect(text).toContain(plain);
      const tricked = Buffer.from(text.replace(plain, trick));
      const note = noteOf(tricked, evidence.exportKey, real.manifest.export);
      bundle.set('manifest.json', tricked).set('manifest.note', note);
      const { status, found } = await judges.verdict(bundle);
      expect([trick, status, found[0]]).toEqual([trick, 20, 'file-malformed manifest.json']);
    }
  });
});

/** Two records before them were never stated: the originals and the pictures of camera have the numbers of their records. */
function renumberedOriginals({ files }: Draft, cam: string, after: number): void {
  const own = [...files].filter(([name]) => new RegExp(`^(?:segments|pictures)/${cam}/main/`).test(name));
  for (const [name] of own) files.delete(name);
  for (const [name, bytes] of own) {
    const [, head = '', number = '', tail = ''] = /^(.*\/)(\d+)([-.].*)$/.exec(name) ?? [];
    const seq = Number(number) > after ? Number(number) - 2 : Number(number);
    if (head.startsWith('segments') || seq <= after) files.set(`${head}${seq}${tail}`, bytes);
  }
}
