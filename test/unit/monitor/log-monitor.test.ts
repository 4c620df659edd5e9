import { describe, expect, it } from 'vitest';
import { type Fact, openCheckpoint } from '../../../src/log/index.ts';
import {
  formatMonitorMemory,
  LogMonitor,
  type MonitorMemory,
  nothingMonitored,
  parseMonitorMemory,
} from '../../../src/monitor/index.ts';
import { collected } from '../../support/log-files.ts';
import { aBeat, aGap, aPicture, deskKey, deskOrigin, SigningDesk } from '../../support/signing-desk.ts';

const digest = '5'.repeat(64);
const psn = `psn_${'a'.repeat(32)}`;
const acted = { actor: psn, role: 'officer' } as const;
const scope = { t0: '2026-11-21T12:00:00.000Z', t1: '2026-11-21T13:00:00.000Z' } as const;
const until = '2200-01-01T00:00:00.000Z';

const aRequest = (over: object = {}): Fact => ({
  type: 'req',
  act: 'approve',
  ...acted,
  req: 'req_1',
  state: 'approved',
  revision: 1,
  requester: psn,
  created: scope.t0,
  case: '12/BC',
  purpose: digest,
  urgency: 'routine',
  area: digest,
  cams: ['cam_1'],
  ...scope,
  until,
  ...over,
});
const aLook = (over: object = {}): Fact => ({
  type: 'acc',
  act: 'playlist',
  ...acted,
  req: 'req_1',
  cam: 'cam_1',
  ...scope,
  ...over,
});
const someGops = (cam: string): Fact => aLook({ act: 'gops', cam, gops: 3, bytes: 900 });
const anOrder: Fact = {
  type: 'ord',
  ...acted,
  req: 'req_1',
  exp: 'exp_1',
  cams: ['cam_1'],
  ...scope,
  originals: 'with',
  clips: 'with',
};
const aBuild: Fact = {
  type: 'exp',
  act: 'build',
  role: 'service',
  req: 'req_1',
  exp: 'exp_1',
  files: 3,
  bytes: 900,
  sha256: digest,
};
const aDownload = aLook({
  act: 'download',
  exp: 'exp_1',
  first: 0,
  last: 899,
  cam: undefined,
  t0: undefined,
  t1: undefined,
});
const aHold = (over: object = {}): Fact => ({
  type: 'hold',
  act: 'place',
  ...acted,
  hold: 'hold_1',
  owner: psn,
  created: scope.t0,
  case: '12/BC',
  reason: digest,
  cams: ['cam_1'],
  ...scope,
  review: until,
  ...over,
});
const aDeletion = (over: object = {}): Fact => ({
  type: 'del',
  act: 'intent',
  cam: 'cam_1',
  stream: 'main',
  del: 'del_1',
  cause: 'days',
  ...scope,
  count: 1,
  objs: 3,
  sha256: digest,
  ...over,
});

/** What the monitor tells of a log of these facts, and what it remembers. */
async function followed(desk: SigningDesk, memory: MonitorMemory = nothingMonitored(deskOrigin)) {
  const monitor = new LogMonitor(parseMonitorMemory(formatMonitorMemory(memory)));
  const { checkpoint } = openCheckpoint(await desk.object('checkpoint'), deskKey.verifier);
  const alarms = await collected(monitor.catchUp(checkpoint, desk.folder.read));
  return {
    codes: alarms.map(({ code }) => code),
    alarms,
    monitor,
    memory: monitor.memory(desk.clock.nowMs()),
  };
}

async function sealed(desk: SigningDesk, ...facts: readonly Fact[]): Promise<SigningDesk> {
  for (const fact of facts) desk.state(fact);
  await desk.signer().seal();
  return desk;
}

const codesOf = async (...facts: readonly Fact[]) =>
  (await followed(await sealed(new SigningDesk(), ...facts))).codes;

describe('when an auditor follows the log', () => {
  it('says nothing of one that goes on as it was, whatever the sizes at which it is looked at', async () => {
    const desk = new SigningDesk();
    let memory = nothingMonitored(deskOrigin);
    for (const count of [1, 254, 1, 3, 600]) {
      const facts = Array.from({ length: count }, (_, n) =>
        n % 2 ? aGap(`cam_${n % 5}`) : aPicture('cam_1', n),
      );
      const next = await followed(await sealed(desk, ...facts), memory);
      expect(next.codes).toEqual([]);
      memory = next.memory;
    }
    expect(memory.size).toBe(859);
    expect((await followed(desk, memory)).codes).toEqual([]);
  });

  it('names a log that was rolled back, and one that was begun anew', async () => {
    const { memory } = await followed(await sealed(new SigningDesk(), aGap('cam_1'), aGap('cam_1')));
    expect((await followed(await sealed(new SigningDesk(), aGap('cam_1')), memory)).codes).toEqual([
      'rolled-back',
    ]);
    const other = await sealed(new SigningDesk(), aGap('cam_2'), aGap('cam_2'), aGap('cam_2'));
    expect((await followed(other, memory)).codes).toEqual(['forked']);
  });

  it('names a leaf whose file is gone', async () => {
    const desk = await sealed(new SigningDesk(), ...Array.from({ length: 300 }, () => aGap('cam_1')));
    desk.store.objects.delete(`log/${deskOrigin}/tile/entries/000`);
    expect((await followed(desk)).codes).toEqual(['unreadable']);
  });

  it('names a leaf that does not stand behind the one before, across two looks', async () => {
    const desk = await sealed(new SigningDesk(), aGap('cam_1'));
    const { memory } = await followed(desk);
    const forgotten = { ...memory, ends: {} };
    await sealed(desk, aGap('cam_1'));
    expect((await followed(desk, memory)).codes).toEqual([]);
    expect((await followed(desk, forgotten)).codes).toEqual(['chain']);
  });
});

describe('A15 footage is deleted', () => {
  it('names a deletion of what a hold keeps, and none of other footage or after the release', async () => {
    const released: Fact = { type: 'release', ...acted, hold: 'hold_1', reason: digest };
    expect(await codesOf(aHold(), aDeletion())).toEqual(['deleted-under-hold']);
    expect(await codesOf(aHold(), aDeletion({ cam: 'cam_2' }))).toEqual([]);
    expect(await codesOf(aHold(), aDeletion({ t0: scope.t1, t1: '2026-11-21T14:00:00.000Z' }))).toEqual([]);
    expect(await codesOf(aHold(), released, aDeletion())).toEqual([]);
  });
});

describe('A16 somebody looks at footage', () => {
  it('says nothing of a look and an export that the request permits', async () => {
    expect(
      await codesOf(
        aRequest(),
        aLook(),
        someGops('cam_1'),
        aLook({ act: 'still' }),
        anOrder,
        aBuild,
        aDownload,
      ),
    ).toEqual([]);
    const emergency = { act: 'open', state: 'submitted', emergency: { reason: digest } };
    expect(await codesOf(aRequest(emergency), aLook())).toEqual([]);
  });

  it('names a look that no request permits', async () => {
    const submitted = aRequest({ act: 'file', state: 'submitted', until: undefined });
    const none = ['look-not-permitted'];
    expect(await codesOf(aLook())).toEqual(none);
    expect(await codesOf(submitted, aLook({ act: 'still' }))).toEqual(none);
    expect(await codesOf(aRequest(), aLook({ cam: 'cam_2' }))).toEqual(none);
    expect(await codesOf(aRequest({ until: '2001-01-01T00:00:00.000Z' }), aLook())).toEqual(none);
    expect(await codesOf(aRequest(), aLook({ t1: '2026-11-21T13:30:00.000Z' }))).toEqual(none);
  });

  it('names a look after the request was closed, and what plays on that was permitted before', async () => {
    const closed = aRequest({ act: 'close', state: 'closed', at: '2001-01-01T00:00:00.000Z' });
    expect(await codesOf(aRequest(), closed, aLook())).toEqual(['look-not-permitted']);
    expect(await codesOf(aRequest(), aLook(), closed, someGops('cam_1'))).toEqual([]);
  });

  it('names footage that left without a playlist, and an export that was not ordered or never built', async () => {
    expect(await codesOf(aRequest(), aLook(), someGops('cam_2'))).toEqual(['footage-without-playlist']);
    expect(await codesOf(aRequest(), aBuild)).toEqual(['export-without-order']);
    expect(await codesOf(aRequest(), anOrder, aDownload)).toEqual(['download-without-export']);
  });

  it('remembers requests and playlists from one look at the log to the next', async () => {
    const desk = await sealed(new SigningDesk(), aRequest(), aLook());
    const { memory } = await followed(desk);
    await sealed(desk, someGops('cam_1'), aLook({ cam: 'cam_2' }));
    expect((await followed(desk, memory)).codes).toEqual(['look-not-permitted']);
  });
});

describe('when a site tells of itself', () => {
  it('names a stored object that differs', async () => {
    const differ: Fact = {
      type: 'chk',
      act: 'differ',
      site: 'ward',
      store: 'store_1',
      key: 'segments/a.mp4',
    };
    const { alarms } = await followed(await sealed(new SigningDesk(), aGap('cam_1'), differ));
    expect(alarms).toEqual([
      {
        code: 'stored-object-differs',
        leaf: 1,
        says: 'leaf 1: segments/a.mp4 in store_1 is not what was stored',
      },
    ]);
  });

  it('names a site that is silent for more than three hours, and not one that is not', async () => {
    const desk = await sealed(new SigningDesk(), aBeat('ward'));
    const { monitor } = await followed(desk);
    const hours = (count: number) => desk.clock.nowMs() + count * 3_600_000;
    expect(monitor.silent(hours(2.9))).toEqual([]);
    expect(monitor.silent(hours(3.1)).map(({ code }) => code)).toEqual(['silent']);
  });
});

describe('when the memory of a monitor was changed', () => {
  it('is refused', () => {
    const whole = formatMonitorMemory(nothingMonitored(deskOrigin));
    for (const text of ['', '{', whole.replace('"size":0', '"size":-1'), whole.replace('"v":1', '"v":2')])
      expect(() => parseMonitorMemory(text)).toThrow(
        expect.objectContaining({ code: 'monitor-memory-damaged' }) as Error,
      );
  });
});
