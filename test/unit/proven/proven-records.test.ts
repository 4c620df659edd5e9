import { describe, expect, it } from 'vitest';
import { unavailable } from '../../../src/core/index.ts';
import { recordTag } from '../../../src/log/index.ts';
import { type CataloguedRecord, ProvenRecords } from '../../../src/proven/index.ts';
import type { PendingRecord } from '../../../src/signer/index.ts';
import { aLook, deskKey, deskStatementKey, SigningDesk } from '../../support/signing-desk.ts';

const chain = 'req/req_1';

/** A desk whose signer seals looks, and a process just started that reads them. */
class ReadingDesk extends SigningDesk {
  isStoreAway = false;
  readonly paths: string[] = [];
  readonly records = new ProvenRecords({
    log: {
      key: async () => deskKey.verifier,
      filesOf: (origin) => async (path) => {
        if (this.isStoreAway) throw unavailable('store-unavailable', 'away');
        this.paths.push(path);
        return this.store.objects.get(`log/${origin}/${path}`);
      },
    },
    statementKey: deskStatementKey,
  });

  stateLooks(count: number): PendingRecord[] {
    return Array.from({ length: count }, () => this.state(aLook('req_1')));
  }

  seal(): Promise<unknown> {
    return this.signer().seal();
  }

  leafOf = (seq: number): CataloguedRecord => {
    const leaf = this.outbox.leaves.get(`${chain} ${seq}`);
    return leaf === undefined ? {} : { at: { log: 1, leaf } };
  };

  async states(seqs: readonly number[], tell: (seq: number) => CataloguedRecord | undefined = this.leafOf) {
    const places = seqs.map((seq) => ({ chain, seq }));
    const found = await this.records.at(places, async (asked) => asked.map(({ seq }) => tell(seq)));
    return found.map((each) => each && (each.isSealed ? 'sealed' : 'pending'));
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('when records are read by their places', () => {
  it('believes one that waits by its tag, and by no other', async () => {
    const desk = new ReadingDesk();
    const [first, second] = desk.stateLooks(2);
    if (!first || !second) throw new Error('no records');
    const forged = { ...first, tag: recordTag(Buffer.alloc(32), first.body) };
    expect(await desk.states([1], () => ({ waiting: first }))).toEqual(['pending']);
    expect(await desk.states([1], () => ({ waiting: forged }))).toEqual([undefined]);
    expect(await desk.states([1], () => ({ waiting: second }))).toEqual([undefined]);
    expect(await desk.states([1], () => undefined)).toEqual([undefined]);
  });

  it('believes a sealed one by its proof, and by no other leaf', async () => {
    const desk = new ReadingDesk();
    desk.stateLooks(3);
    await desk.seal();
    expect(await desk.states([2], () => ({ at: { log: 1, leaf: 0 } }))).toEqual([undefined]);
    expect(await desk.states([2], () => ({ at: { log: 1, leaf: 9 } }))).toEqual([undefined]);
    expect(await desk.states([3, 1, 2])).toEqual(['sealed', 'sealed', 'sealed']);
  });

  it('reads each tile and each bundle once, also for those that ask at the same time', async () => {
    const desk = new ReadingDesk();
    desk.stateLooks(520);
    await desk.seal();
    const all = numbers(1, 520);
    await Promise.all([desk.states(all), desk.states(all)]);
    await desk.states(all);
    const lowest = desk.paths.filter((path) => path.startsWith('tile/0/'));
    const bundles = desk.paths.filter((path) => path.startsWith('tile/entries/'));
    expect(bundles).toHaveLength(3);
    expect(new Set(bundles).size).toBe(3);
    // Each tile for itself, and those that a proof needs: one of the tile above, and one of the newest tile.
    expect(lowest.length).toBeLessThanOrEqual(6);
    expect(desk.paths.filter((path) => path.startsWith('tile/1/'))).toHaveLength(2);
    expect(desk.paths.filter((path) => path === 'checkpoint')).toHaveLength(1);
  });

  it('reads the tile again for what was sealed later', async () => {
    const desk = new ReadingDesk();
    desk.stateLooks(3);
    await desk.seal();
    expect(await desk.states([1])).toEqual(['sealed']);
    desk.stateLooks(300);
    await desk.seal();
    expect(new Set(await desk.states(numbers(1, 303)))).toEqual(new Set(['sealed']));
  });

  it('knows what it met while the store is away, and says so of the rest', async () => {
    const desk = new ReadingDesk();
    desk.stateLooks(2);
    await desk.seal();
    await desk.states([1]);
    desk.isStoreAway = true;
    expect(await desk.states([1], () => undefined)).toEqual(['sealed']);
    desk.stateLooks(400);
    await expect(desk.states([401], () => ({ at: { log: 1, leaf: 400 } }))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('believes a bundle that was put right, after one with other bytes', async () => {
    const desk = new ReadingDesk();
    desk.stateLooks(2);
    await desk.seal();
    const [key, bytes] = [...desk.store.objects].find(([name]) => name.includes('tile/entries')) ?? [
      '',
      Buffer.alloc(0),
    ];
    const flipped = Buffer.from(bytes);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    desk.store.objects.set(key, flipped);
    expect(await desk.states([1])).toEqual([undefined]);
    desk.store.objects.set(key, bytes);
    expect(await desk.states([1])).toEqual(['sealed']);
  });
});
