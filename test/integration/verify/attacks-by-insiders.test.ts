import { describe, expect, it } from 'vitest';
import { originalName, streamRecordsName } from '../../../src/verify/index.ts';
import { type Draft, draftOf, leavesOf, noteOf, putRecords, signedAgain } from '../../support/evd/bundle.ts';
import {
  builtMs,
  type ChangeFacts,
  type Evidence,
  iso,
  requestId,
  scope,
} from '../../support/evd/evidence.ts';
import { clipOf } from '../../support/evd/footage.ts';
import type { PlannedBody, PlannedFact } from '../../support/evd/test-log.ts';
import { attacked, fileIn, verdictOf } from '../../support/evd/verdict.ts';

const mainOfA = streamRecordsName('cam_a', 'main');
const from = scope[0] - 14_000;
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

const adding =
  (...added: PlannedFact[]): ChangeFacts =>
  (facts) =>
    [...facts, ...added].sort((a, b) => a.atMs - b.atMs);

const both =
  (first: ChangeFacts, second: ChangeFacts): ChangeFacts =>
  (facts) =>
    second(first(facts));

const gapOfA = (t0: number, t1: number, reason = 'offline'): PlannedFact[] => [
  {
    name: 'seg/cam_a/gap',
    atMs: t0 + 500,
    body: { type: 'gap', cam: 'cam_a', stream: 'main', t0: iso(t0), reason, id: 'gap_1' },
  },
  {
    name: 'seg/cam_a/gap-end',
    atMs: t1 + 600,
    body: { type: 'gap', cam: 'cam_a', stream: 'main', t0: iso(t0), t1: iso(t1), reason, opened: 'gap_1' },
  },
];

/** Nothing of the third segment of camera a: neither file nor picture. */
const dropThird = ({ files }: Draft): void => {
  files.delete(originalName('cam_a', 'main', 3));
  files.delete('pictures/cam_a/main/3-1.jpg');
};

const verdict = async (terms: Parameters<typeof attacked>[0]) => {
  const { evidence, bundle } = await attacked(terms);
  return verdictOf(evidence, bundle);
};

describe('who holds the export key', () => {
  it('A3 leaves out the last segment and shrinks the scope of the manifest: 15', async () => {
    const shrink = (draft: Draft) => {
      draft.files.delete(originalName('cam_a', 'main', 4));
      draft.files.delete('pictures/cam_a/main/4-1.jpg');
      draft.head = { ...draft.head, scope: { ...draft.head.scope, t1: iso(from + 36_000) } };
    };
    const logged = await verdict({ draft: shrink });
    expect([logged.status, logged.found]).toEqual([15, ['scope-not-ordered manifest.json #4']]);
    const { evidence, bundle } = await attacked();
    const draft: Draft = await draftOf(evidence);
    shrink(draft);
    const signed = await verdictOf(evidence, signedAgain(evidence, bundle, draft));
    expect(signed.status).toBe(15);
    expect(signed.found).toContain('export-not-recorded exp.jsonl #5');
  });

  it('A5 replaces a segment, forges its record and signs anew: 13', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => {
        const forged = Buffer.from(fileIn(files, originalName('cam_a', 'main', 2)));
        files.set(originalName('cam_a', 'main', 3), forged);
        const text = Buffer.from(fileIn(files, mainOfA)).toString();
        files.set(mainOfA, Buffer.from(text.replace('"keys":6', '"keys":7')));
      },
    });
    expect(status).toBe(13);
    expect(found).toContain('record-not-proved records/cam_a/main.jsonl #1');
    expect(found).toContain('original-differs segments/cam_a/main/3.mp4 #3');
  });

  it('A5 replaces a segment and signs anew: 10', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) =>
        void files.set(originalName('cam_a', 'main', 3), fileIn(files, originalName('cam_a', 'main', 2))),
    });
    expect([status, found]).toEqual([10, ['original-differs segments/cam_a/main/3.mp4 #3']]);
  });

  it('A6 gives a segment a number of its own that no record has: 13', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) =>
        void files.set(originalName('cam_a', 'main', 9), fileIn(files, originalName('cam_a', 'main', 2))),
    });
    expect([status, found]).toEqual([13, ['original-unrecorded segments/cam_a/main/9.mp4']]);
  });

  it('A14 leaves out the record of a gap: 15', async () => {
    const change = both(
      without('seg/cam_a/3', 'pic/cam_a/3'),
      adding(...gapOfA(from + 24_000, from + 36_000)),
    );
    const { status, found } = await verdict({
      change,
      draft: async (draft, evidence) => {
        withoutThird(draft, evidence);
        const told = leavesOf(evidence, 'seg/cam_a/').filter(({ name }) => !name.includes('gap'));
        await putRecords(evidence, draft.files, mainOfA, told);
        const [a, ...others] = draft.head.coverage;
        if (a) draft.head = { ...draft.head, coverage: [{ ...a, gaps: 0 }, ...others] };
      },
    });
    expect(status).toBe(15);
    expect(found).toContain('chain-hole records/cam_a/main.jsonl #2');
  });

  it('A16 leaves out a line of custody: 15; or logs no export: 15', async () => {
    const cut = await verdict({
      draft: async ({ files }, evidence) => {
        const kept = leavesOf(evidence, 'custody/').filter(({ name }) => name !== 'custody/look');
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
    const told =
      (exp: string, sha256: string): ChangeFacts =>
      (facts) => {
        const of = { type: 'exp' as const, role: 'service', req: requestId, exp };
        const built = { ...of, act: 'build', files: 9, bytes: 99, sha256: '6'.repeat(64) };
        const given = { ...of, act: 'hand-over', how: 'link', to: '8'.repeat(64), sha256 };
        return [
          ...facts,
          { name: 'custody/built', atMs: builtMs - 40_000, body: { ...built, exp: 'exp_0' } },
          { name: 'custody/given', atMs: builtMs - 30_000, body: given },
        ];
      };
    expect((await verdict({ change: told('exp_0', '6'.repeat(64)) })).status).toBe(0);
    for (const [exp, sha256] of [
      ['exp_0', '7'.repeat(64)],
      ['exp_9', '6'.repeat(64)],
    ] as const)
      expect(await verdict({ change: told(exp, sha256) })).toMatchObject({
        status: 15,
        found: ['hand-over-differs custody.jsonl #6'],
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
    const unapproved = await verdict({ change: without('custody/approve') });
    expect(unapproved).toMatchObject({ status: 15, found: ['request-not-approved custody.jsonl #3'] });
    const beyond = await verdict({ change: changing('custody/approve', () => ({ cams: ['cam_a'] })) });
    expect(beyond).toMatchObject({ status: 15, found: ['order-beyond-request custody.jsonl #4'] });
  });

  it('A18 puts the clip of another camera in and signs anew: 10 on the clip alone', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => void files.set('clip/cam_a.mp4', fileIn(files, 'clip/cam_b.mp4')),
    });
    expect([status, found]).toEqual([10, ['clip-differs clip/cam_a.mp4']]);
  });

  it('A18 cuts a GOP out of a clip and signs anew: 15', async () => {
    const { status, found } = await verdict({
      draft: ({ files }) => {
        const clip = Buffer.from(fileIn(files, 'clip/cam_a.mp4'));
        files.set('clip/cam_a.mp4', clip.subarray(0, clip.lastIndexOf('moof') - 4));
      },
    });
    expect([status, found]).toEqual([15, ['clip-incomplete clip/cam_a.mp4 #4']]);
  });

  it('A22 signs times and counts of a changed database, while the records say others: 15', async () => {
    const { status, found } = await verdict({
      draft: (draft) => {
        const [a, ...others] = draft.head.coverage;
        if (a) draft.head = { ...draft.head, coverage: [{ ...a, segs: a.segs - 1, gaps: 1 }, ...others] };
      },
    });
    expect([status, found]).toEqual([15, ['coverage-differs records/cam_a/main.jsonl']]);
  });
});

describe('who states records', () => {
  const late = { name: 'seg/cam_a/copy', atMs: from + 74_000 };

  it('A6 logs a segment twice to hide an absence: 14', async () => {
    const { status, found } = await verdict({
      change: (facts) => {
        const second = facts.find(({ name }) => name === 'seg/cam_a/2');
        const body = { ...second?.body, t0: iso(from + 60_000), t1: iso(from + 72_000) } as PlannedBody;
        return adding({ ...late, body })(facts);
      },
    });
    expect([status, found]).toEqual([14, ['same-bytes-twice records/cam_a/main.jsonl #6']]);
  });

  it('A7 sets the clock back or forward by an hour, as at the end of summer time: 14', async () => {
    for (const stepMs of [-hourMs, hourMs]) {
      const { status, found } = await verdict({ change: stepping(stepMs) });
      expect([stepMs, status]).toEqual([stepMs, 14]);
      expect(found.some((each) => each.startsWith('clock-step '))).toBe(true);
    }
  });

  it('A7 declares the step: 3', async () => {
    const step: PlannedFact = {
      name: 'hb/step',
      atMs: from + 50_000,
      body: { type: 'clk', act: 'step', site: 'ward', step_ms: hourMs },
    };
    const { status, found } = await verdict({
      change: both(adding(step), stepping(hourMs)),
      witnessedMs: builtMs + hourMs,
    });
    expect([status, found]).toEqual([3, ['clock-step-declared records/site/ward.jsonl #2']]);
  });

  it('A7 takes a leap second for none: 0', async () => {
    expect((await verdict({ change: stepping(-1_000) })).status).toBe(0);
  });

  it('A8 states today what it says was a week ago: 14', async () => {
    const weekMs = 7 * 24 * hourMs;
    const old = { t0: iso(from - weekMs), t1: iso(from - weekMs + 12_000) };
    const honest = await verdict({ change: changing('seg/cam_a/1', () => old) });
    expect(honest).toMatchObject({ status: 14 });
    expect(honest.found).toContain('recorded-late records/cam_a/main.jsonl #1');
    const dated = await verdict({
      change: changing('seg/cam_a/1', () => ({ ...old, at: old.t1, id: 'seg_old', mono_ms: 0 })),
    });
    expect(dated).toMatchObject({ status: 14 });
    expect(dated.found).toContain('order-of-time records/cam_a/main.jsonl #1');
  });

  it('A8 flags what an earlier version left, or what came late: 3', async () => {
    const adopted = await verdict({ change: changing('seg/cam_a/2', () => ({ adopted: 1, at: iso(from) })) });
    expect([adopted.status, adopted.found]).toEqual([3, ['adopted records/cam_a/main.jsonl #2']]);
    const spooled = await verdict({
      change: (facts) =>
        facts
          .map((fact) =>
            fact.name === 'seg/cam_a/5'
              ? { ...fact, atMs: from + 3 * hourMs, body: { ...fact.body, late: 'spool' } }
              : fact,
          )
          .sort((a, b) => a.atMs - b.atMs),
    });
    expect([spooled.status, spooled.found]).toEqual([0, []]);
  });

  it('A14 claims a time without footage as recorded, by a later end: 14', async () => {
    const change = changing('seg/cam_a/5', () => ({ t1: iso(from + 180_000) }));
    const { status, found } = await verdict({
      change: both(change, (facts) =>
        facts
          .map((fact) => (fact.name === 'seg/cam_a/5' ? { ...fact, atMs: from + 181_000 } : fact))
          .sort((a, b) => a.atMs - b.atMs),
      ),
    });
    expect([status, found]).toEqual([14, ['media-time-differs records/cam_a/main.jsonl #5']]);
  });

  it('A14 claims a time twice, by segments of one run that overlap: 14', async () => {
    const { status, found } = await verdict({
      change: changing('seg/cam_a/2', () => ({ t0: iso(from + 9_000) })),
    });
    expect([status, found]).toEqual([14, ['run-overlaps records/cam_a/main.jsonl #2']]);
  });

  it('A14 tells of the gap: 3, with its reason', async () => {
    const change = both(
      without('seg/cam_a/3', 'pic/cam_a/3'),
      adding(...gapOfA(from + 24_000, from + 36_000)),
    );
    const { status, found, report } = await verdict({ change, draft: withoutThird });
    expect([status, found]).toEqual([3, ['gap records/cam_a/main.jsonl #4']]);
    expect(report.findings[0]?.detail).toEqual({
      t0: iso(from + 24_000),
      t1: iso(from + 36_000),
      reason: 'offline',
    });
  });

  it('A14 tells of nothing: 15', async () => {
    const { status, found } = await verdict({
      change: without('seg/cam_a/3', 'pic/cam_a/3'),
      draft: withoutThird,
    });
    expect([status, found]).toEqual([15, ['coverage-hole records/cam_a/main.jsonl']]);
  });

  it('A15 deletes footage under the hold of the request: 15; without one: 3, as expired; not what it took: 11', async () => {
    const deletion: PlannedFact = {
      name: 'seg/cam_a/del',
      atMs: from + 5 * hourMs,
      body: {
        type: 'del',
        act: 'result',
        cam: 'cam_a',
        stream: 'main',
        del: 'del_1',
        cause: 'days',
        t0: iso(from + 24_000),
        t1: iso(from + 36_000),
        segs: [3, 3],
        count: 1,
        objs: 3,
        sha256: '5'.repeat(64),
        bytes: 1_000,
      },
    };
    const hold: PlannedFact = { name: 'custody/hold', atMs: from + 4 * hourMs, body: holdBody() };
    const expired = await verdict({ change: adding(deletion), draft: dropThird });
    expect([expired.status, expired.found]).toEqual([3, ['expired records/cam_a/main.jsonl #3']]);
    const another = { ...deletion, body: { ...deletion.body, segs: [2, 2, 4, 4] } };
    const missing = await verdict({ change: adding(another), draft: dropThird });
    expect([missing.status, missing.found]).toEqual([11, ['original-missing records/cam_a/main.jsonl #3']]);
    const held = await verdict({ change: adding(deletion, hold), draft: dropThird });
    expect(held.status).toBe(15);
    expect(held.found[0]).toBe('deleted-under-hold records/cam_a/main.jsonl #6');
  });

  it('A16 orders less than the request: 3, part of it', async () => {
    const { status, found } = await verdict({
      change: changing('custody/approve', () => ({ t1: iso(scope[1] + hourMs) })),
    });
    expect([status, found]).toEqual([3, ['part-of-request custody.jsonl #4']]);
  });

  it('A20 writes JSON that two programs read differently: 20', async () => {
    const tricks: [string, string][] = [
      ['"v":1}', '"v":1,"v":1}'],
      ['"limits":', '"Limits":'],
      ['"size":328', '"size":328.0'],
      ['"size":328', '"size":32800000000000000000'],
      ['"export":"exp_1"', '"export":"exр_1"'],
      ['"at":', ' "at":'],
    ];
    for (const [plain, trick] of tricks) {
      const { evidence, bundle } = await attacked();
      const text = Buffer.from(fileIn(bundle, 'manifest.json')).toString();
      expect(text).toContain(plain);
      const tricked = Buffer.from(text.replace(plain, trick));
      bundle.set('manifest.json', tricked).set('manifest.note', noteOf(tricked, evidence.exportKey));
      const { status, found } = await verdictOf(evidence, bundle);
      expect([trick, status, found[0]]).toEqual([trick, 20, 'file-malformed manifest.json']);
    }
  });
});

/** The clocks of the service show another time from the third segment of each camera on; they run on. */
const stepping =
  (stepMs: number): ChangeFacts =>
  (facts) =>
    facts.map((fact) => {
      if (fact.atMs < from + 50_000) return fact;
      const mono = fact.atMs - (from - 3 * hourMs);
      const { t0, t1, until } = fact.body as { t0?: string; t1?: string; until?: string };
      const isFootage = fact.body.type === 'seg';
      const moved = (time: string | undefined) => time && iso(Date.parse(time) + stepMs);
      return {
        ...fact,
        atMs: fact.atMs + stepMs,
        body: {
          ...fact.body,
          mono_ms: mono,
          ...(isFootage && { t0: moved(t0), t1: moved(t1), run: 'run_2' }),
          ...(until !== undefined && { until: moved(until) }),
        },
      };
    });

/** An honest export of camera a, whose third segment was never recorded: the others have the numbers of their records. */
function withoutThird(draft: Draft, evidence: Evidence): void {
  const { files } = draft;
  const recorded = evidence.filmed.cam_a.filter((_, i) => i !== 2);
  for (const name of files.keys()) if (/^(?:segments|pictures)\/cam_a/.test(name)) files.delete(name);
  files.set(
    'index/cam_a/main.jsonl',
    Buffer.concat(recorded.flatMap(({ index }) => [index, Buffer.from('\n')])),
  );
  files.set('clip/cam_a.mp4', clipOf(recorded, scope, scope[0] - 2_000));
  for (const { name, record } of leavesOf(evidence, 'seg/cam_a/')) {
    const filmed = evidence.filmed.cam_a[Number(name.split('/')[2]) - 1];
    if (record.type === 'seg' && filmed && filmed.t0 < scope[1] && filmed.t1 > scope[0])
      files.set(originalName('cam_a', 'main', record.seq), filmed.bytes);
  }
}

const holdBody = (): PlannedBody => ({
  type: 'hold',
  act: 'place',
  role: 'service',
  req: 'req_1',
  hold: 'hld_1',
  owner: `psn_${'2'.repeat(32)}`,
  created: iso(from + 4 * hourMs),
  case: '12/TB-CAP',
  reason: '5'.repeat(64),
  cams: ['cam_a', 'cam_b'],
  t0: iso(scope[0]),
  t1: iso(scope[1]),
  review: iso(from + 1_000 * hourMs),
});
