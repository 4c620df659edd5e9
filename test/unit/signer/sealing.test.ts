import { describe, expect, it } from 'vitest';
import { AppError, unavailable } from '../../../src/core/index.ts';
import { openChainEnd, parseRecord } from '../../../src/log/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import {
  aBeat,
  aGap,
  aLook,
  aPicture,
  aRelease,
  aRequest,
  deskKey,
  deskOrigin,
  SigningDesk,
} from '../../support/signing-desk.ts';

describe('when records are pending', () => {
  it('makes them leaves in their order, marks them, and keeps no body in the catalogue', async () => {
    const desk = new SigningDesk();
    const bodies = [aGap('cam_1'), aPicture('cam_1', 1), aGap('cam_1'), aBeat()].map(
      (fact) => desk.state(fact).body,
    );
    expect(await desk.signer().seal()).toEqual({ size: 4, sealed: 4, refused: [] });
    expect(await desk.leaves()).toEqual(bodies);
    expect(desk.outbox.rows).toEqual([]);
    expect([...desk.outbox.leaves]).toEqual([
      ['stream/cam_1/main 1', 0],
      ['pic/cam_1/main 1', 1],
      ['stream/cam_1/main 2', 2],
      ['site/ward 1', 3],
    ]);
    expect(desk.outbox.size).toBe(4);
  });

  it('signs nothing anew when there is nothing', async () => {
    const desk = new SigningDesk();
    const signer = desk.signer();
    expect(await signer.seal()).toEqual({ size: 0, sealed: 0, refused: [] });
    expect(desk.store.objects.size).toBe(0);
    desk.state(aBeat());
    await signer.seal();
    const before = new Map(desk.store.objects);
    expect(await signer.seal()).toEqual({ size: 1, sealed: 0, refused: [] });
    expect(desk.store.objects).toEqual(before);
  });

  it('takes many in batches, and leaves no partial tile whose tile is full', async () => {
    const desk = new SigningDesk();
    const signer = desk.signer(100);
    for (let n = 1; n <= 300; n++) desk.state(aGap(`cam_${n % 7}`));
    expect(await signer.seal()).toMatchObject({ size: 300, sealed: 300 });
    desk.state(aBeat());
    await signer.seal();
    expect(await desk.leaves()).toHaveLength(301);
    const paths = [...desk.store.objects.keys()].map((key) => key.replace(`log/${deskOrigin}/`, ''));
    expect(paths.toSorted()).toEqual(
      [
        'checkpoint',
        'tile/0/000',
        'tile/0/001.p/44',
        'tile/0/001.p/45',
        'tile/1/000.p/1',
        'tile/entries/000',
        'tile/entries/001.p/44',
        'tile/entries/001.p/45',
      ].toSorted(),
    );
  });

  it('signs the newest number and digest of a request and of a hold, and of no other chain', async () => {
    const desk = new SigningDesk();
    for (const fact of [aRelease('hold_1'), aGap('cam_1'), aRelease('hold_1')]) desk.state(fact);
    await desk.signer().seal();
    const note = await desk.object('chains/hold/hold_1');
    expect(openChainEnd(note, deskKey.verifier, 'hold/hold_1')).toEqual({
      chain: 'hold/hold_1',
      ...desk.memory.state.ends.get('hold/hold_1'),
    });
    expect(() => openChainEnd(note, deskKey.verifier, 'hold/hold_2')).toThrow('not about the chain');
    expect([...desk.store.objects.keys()].filter((key) => key.includes('/chains/'))).toHaveLength(1);
  });

  it('names the newest step of a request, however many looks stand behind it', async () => {
    const desk = new SigningDesk();
    const newest = async () => {
      await desk.signer().seal();
      return openChainEnd(await desk.object('chains/req/req_1'), deskKey.verifier, 'req/req_1');
    };
    for (const fact of [aRequest('req_1', 'file'), aRequest('req_1', 'approve'), aLook('req_1')])
      desk.state(fact);
    expect(await newest()).toMatchObject({ seq: 3, req: 2 });
    desk.state(aLook('req_1'));
    expect(await newest()).toMatchObject({ seq: 4, req: 2 });
    desk.state(aRequest('req_1', 'close'));
    expect(await newest()).toMatchObject({ seq: 5, req: 5 });
  });
});

describe('when a record is not what one of our processes stated', () => {
  const withOthers = async (spoil: (desk: SigningDesk) => void) => {
    const desk = new SigningDesk();
    desk.state(aGap('cam_1'));
    await desk.signer().seal();
    spoil(desk);
    desk.state(aGap('cam_1'));
    desk.state(aGap('cam_2'));
    const { sealed, refused } = await desk.signer().seal();
    return { desk, sealed, refused };
  };
  const replaceLast = (desk: SigningDesk, change: object) => {
    const row = desk.outbox.rows.at(-1);
    if (row) desk.outbox.rows[desk.outbox.rows.length - 1] = { ...row, ...change };
  };

  it('refuses one without a right tag by chain and number, stops its chain alone, and leaves its row', async () => {
    const { desk, sealed, refused } = await withOthers((it) => {
      it.state(aGap('cam_1'));
      replaceLast(it, { tag: Buffer.alloc(32) });
    });
    expect(refused).toEqual([{ chain: 'stream/cam_1/main', seq: 2, fault: 'tag' }]);
    expect(sealed).toBe(1);
    expect(desk.outbox.rows.map(({ chain, seq }) => `${chain} ${seq}`)).toEqual([
      'stream/cam_1/main 2',
      'stream/cam_1/main 3',
    ]);
  });

  it.each([
    ['whose body was changed', 'tag', (desk: SigningDesk) => replaceLast(desk, { body: Buffer.from('{}') })],
    ['which is kept under another number', 'place', (desk: SigningDesk) => replaceLast(desk, { seq: 9 })],
    [
      'which has no form, though a right tag',
      'form',
      (desk: SigningDesk) => desk.pend('stream/cam_1/main', Buffer.from('{"v":1}')),
    ],
  ])('refuses one %s', async (_, fault, spoil) => {
    const { refused } = await withOthers((desk) => {
      if (fault !== 'form') desk.state(aGap('cam_1'));
      spoil(desk);
    });
    expect(refused).toMatchObject([{ chain: 'stream/cam_1/main', fault }]);
  });

  it('refuses one that was stated for another chain', async () => {
    const { refused } = await withOthers((desk) => {
      desk.state(aGap('cam_9'));
      replaceLast(desk, { chain: 'stream/cam_1/main', seq: 2 });
    });
    expect(refused).toEqual([{ chain: 'stream/cam_1/main', seq: 2, fault: 'place' }]);
  });

  it('refuses what follows a row that was taken away', async () => {
    const { refused } = await withOthers((desk) => {
      desk.state(aGap('cam_1'));
      desk.outbox.rows = [];
    });
    expect(refused).toEqual([{ chain: 'stream/cam_1/main', seq: 3, fault: 'hole' }]);
  });

  it('refuses a chain that the catalogue continues from an older record, also one written again', async () => {
    const desk = new SigningDesk();
    const first = desk.state(aGap('cam_1'));
    await desk.signer().seal();
    const other = new SigningDesk();
    other.clock.advance(1);
    other.state(aGap('cam_1'));
    desk.outbox.rows = [...other.outbox.rows, { ...first, id: 7, seq: 2 }].map((row, id) => ({
      ...row,
      id: id + 5,
    }));
    const { refused, size } = await desk.signer().seal();
    expect(refused).toEqual([{ chain: 'stream/cam_1/main', seq: 1, fault: 'fork' }]);
    expect(size).toBe(1);
  });

  it('lets the rows of a stopped chain keep nobody waiting, however many they are', async () => {
    const desk = new SigningDesk();
    for (let n = 0; n < 50; n++) desk.state(aGap('cam_1'));
    desk.outbox.rows.shift();
    for (let n = 0; n < 3; n++) desk.state(aGap('cam_2'));
    expect(await desk.signer(4).seal()).toMatchObject({ sealed: 3, refused: [{ seq: 2, fault: 'hole' }] });
  });
});

describe('when the stored log is not the one that was signed', () => {
  const key = (path: string) => `log/${deskOrigin}/${path}` as ObjectKey;
  const grown = async () => {
    const desk = new SigningDesk();
    const signer = desk.signer();
    for (let n = 0; n < 3; n++) {
      desk.state(aGap('cam_1'));
      await signer.seal();
    }
    return desk;
  };

  it.each<[string, string, (desk: SigningDesk) => void]>([
    ['it was rolled back', 'log-differs', (desk) => desk.store.objects.delete(key('checkpoint'))],
    ['a tile is gone', 'log-differs', (desk) => desk.store.objects.delete(key('tile/0/000.p/3'))],
    [
      'a leaf has other bytes',
      'log-differs',
      (desk) => {
        const bundle = Buffer.from(desk.store.objects.get(key('tile/entries/000.p/3')) ?? []);
        bundle.writeUInt8(0x20, 40);
        desk.store.objects.set(key('tile/entries/000.p/3'), bundle);
      },
    ],
    [
      'its checkpoint is signed by another key',
      'log-key-refused',
      (desk) => {
        const note = Buffer.from(desk.store.objects.get(key('checkpoint')) ?? []).toString();
        desk.store.objects.set(key('checkpoint'), Buffer.from(note.replace(/— (\S+) \S{4}/, '— $1 AAAA')));
      },
    ],
    [
      'the memory of the signer was set back',
      'log-memory-lost',
      (desk) => {
        desk.memory.state = { ...desk.memory.state, head: desk.memory.state.before };
        desk.outbox.size = 0;
      },
    ],
    [
      'the memory of the signer is gone',
      'log-memory-lost',
      (desk) => {
        desk.memory.state = new SigningDesk().memory.state;
      },
    ],
  ])('signs nothing when %s, and says which it is', async (_, code, spoil) => {
    const desk = await grown();
    spoil(desk);
    desk.state(aGap('cam_2'));
    const before = new Map(desk.store.objects);
    await expect(desk.signer().seal()).rejects.toMatchObject({ kind: 'conflict', code });
    expect(desk.store.objects).toEqual(before);
    expect(desk.outbox.rows).toHaveLength(1);
  });

  it.each([
    ['is away', unavailable('store-unavailable', 'the disk failed')],
    ['refuses us', new AppError('forbidden', 'store-denied', 'the disk refuses')],
  ])('does not take a store that %s for a changed log, and goes on afterwards', async (_, outage) => {
    const desk = await grown();
    const get = desk.store.get;
    desk.store.get = () => Promise.reject(outage);
    const signer = desk.signer();
    await expect(signer.seal()).rejects.toBe(outage);
    desk.store.get = get;
    desk.state(aGap('cam_2'));
    expect(await signer.seal()).toMatchObject({ size: 4, sealed: 1 });
  });

  it('signs nothing on a fork of the same size', async () => {
    const [desk, other] = [await grown(), new SigningDesk()];
    other.clock.advance(5);
    for (let n = 0; n < 3; n++) other.state(aGap('cam_1'));
    await other.signer().seal();
    desk.store.objects.clear();
    for (const [name, bytes] of other.store.objects) desk.store.objects.set(name, bytes);
    await expect(desk.signer().seal()).rejects.toMatchObject({ code: 'log-differs' });
  });
});

describe('when the clock went back', () => {
  const back = async (ms: number) => {
    const desk = new SigningDesk();
    desk.state(aGap('cam_1'));
    await desk.signer().seal();
    desk.clock.step(-ms);
    desk.state(aGap('cam_1'));
    return desk;
  };

  it('goes on after two seconds', async () => {
    expect(await (await back(2_000)).signer().seal()).toMatchObject({ sealed: 1 });
  });

  it('signs nothing after more, until a record says so; the records wait meanwhile', async () => {
    const desk = await back(3_600_000);
    const signer = desk.signer();
    await expect(signer.seal()).rejects.toMatchObject({ code: 'log-clock-back' });
    expect(desk.outbox.rows).toHaveLength(1);
    const declared = desk.state({ type: 'clk', site: 'ward', act: 'step', step_ms: -3_600_000 });
    expect(parseRecord(declared.body).type).toBe('clk');
    expect(await signer.seal()).toMatchObject({ sealed: 2 });
    desk.state(aGap('cam_1'));
    expect(await signer.seal()).toMatchObject({ sealed: 1 });
  });

  it('believes no declaration that is sealed already, is of the time before, or has no right tag', async () => {
    const desk = new SigningDesk();
    const old = desk.state({ type: 'clk', site: 'ward', act: 'step', step_ms: 1 });
    await desk.signer().seal();
    const stale = desk.state({ type: 'clk', site: 'market', act: 'step', step_ms: 1 });
    desk.clock.step(-60_000);
    const forged = desk.state({ type: 'clk', site: 'dike', act: 'step', step_ms: 1 });
    desk.outbox.rows = [old, stale, { ...forged, tag: Buffer.alloc(32) }];
    await expect(desk.signer().seal()).rejects.toMatchObject({ code: 'log-clock-back' });
  });
});
