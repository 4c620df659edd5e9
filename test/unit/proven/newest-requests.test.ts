import { describe, expect, it } from 'vitest';
import { type RequestId, unavailable } from '../../../src/core/index.ts';
import { keyFingerprint, type NoteKey, noteKey, recordTag } from '../../../src/log/index.ts';
import { type CataloguedRequest, NewestRequests } from '../../../src/proven/index.ts';
import type { PendingRecord } from '../../../src/signer/index.ts';
import { keysOf } from '../../support/log-files.ts';
import {
  aLook,
  aRequest,
  deskKey,
  deskOrigin,
  deskStatementKey,
  SigningDesk,
} from '../../support/signing-desk.ts';

const id = 'req_1' as RequestId;

/** A desk with one request, and a process just started that checks it. */
class CheckedDesk extends SigningDesk {
  isStoreAway = false;
  keys: (typeof deskKey.verifier)[] = [deskKey.verifier];
  readonly newest = this.process();

  process(): NewestRequests {
    return new NewestRequests({
      log: {
        key: async (mustBeNew) => this.keys.at(mustBeNew ? -1 : 0),
        filesOf: (origin) => async (path) => {
          if (this.isStoreAway) throw unavailable('store-unavailable', 'away');
          expect(origin).toBe(deskOrigin);
          return this.store.objects.get(`log/${origin}/${path}`);
        },
      },
      statementKey: deskStatementKey,
      clock: this.clock,
    });
  }

  async seal(): Promise<void> {
    await this.signer().seal();
  }

  async of(over: Partial<CataloguedRequest> = {}, by = this.newest): Promise<string> {
    const leafOf = async (seq: number) => {
      const leaf = this.outbox.leaves.get(`req/${id} ${seq}`);
      return leaf === undefined ? undefined : { log: 1, leaf };
    };
    const found = await by.of({ id, leafOf, ...over }, true);
    return typeof found === 'string' ? found : `${found.act} ${found.rseq}`;
  }

  /** A new key takes the place of the log's, and signs alone. */
  async turnKey(): Promise<NoteKey> {
    const next = noteKey(deskOrigin, keysOf('b6'.repeat(32)).privateKey);
    const row = this.stateKeyChange({ old: deskKey, next });
    await this.folder.keepKeyChange(row.seq, row.body);
    this.outbox.rows = this.outbox.rows.filter(({ id }) => id !== row.id);
    await this.signer(512, next).seal();
    return next;
  }

  stateAll(...acts: readonly ('file' | 'approve' | 'close' | 'look')[]): PendingRecord[] {
    return acts.map((act) => this.state(act === 'look' ? aLook(id) : aRequest(id, act)));
  }
}

describe('when the newest record of a request is asked for', () => {
  it('is the one that waits, and after its sealing the same, behind looks too', async () => {
    const desk = new CheckedDesk();
    expect(await desk.of()).toBe('none');
    const [, waiting] = desk.stateAll('file', 'approve');
    expect(await desk.of({ ...(waiting && { waiting }) })).toBe('approve 2');
    desk.stateAll('look', 'look');
    await desk.seal();
    expect(await desk.of()).toBe('approve 2');
    expect(await desk.of({}, desk.process())).toBe('approve 2');
  });

  it('is proved in a later tile, and from a process that proved an earlier one', async () => {
    const desk = new CheckedDesk();
    desk.stateAll('file', ...Array.from({ length: 300 }, () => 'look' as const), 'approve');
    await desk.seal();
    expect(await desk.of()).toBe('approve 302');
    desk.stateAll('close');
    await desk.seal();
    expect(await desk.of()).toBe('close 303');
  });
});

describe('when the catalogue says something else', () => {
  it('is forged without a right tag, and under another number or request', async () => {
    const desk = new CheckedDesk();
    const [filed] = desk.stateAll('file');
    const other = desk.state(aRequest('req_2', 'approve'));
    if (!filed) throw new Error('nothing was stated');
    expect(await desk.of({ waiting: { ...filed, tag: recordTag(Buffer.alloc(32), filed.body) } })).toBe(
      'forged',
    );
    expect(await desk.of({ waiting: { ...filed, seq: 2 } })).toBe('forged');
    expect(await desk.of({ waiting: other })).toBe('forged');
  });

  it('is the sealed one, whatever older record waits again', async () => {
    const desk = new CheckedDesk();
    const [, approved] = desk.stateAll('file', 'approve', 'close');
    await desk.seal();
    expect(await desk.of({ ...(approved && { waiting: approved }) }, desk.process())).toBe('close 3');
  });

  it('is forged where the sealed one is not where it says', async () => {
    const desk = new CheckedDesk();
    desk.stateAll('file', 'approve');
    await desk.seal();
    expect(await desk.of({ leafOf: async () => ({ log: 1, leaf: 0 }) })).toBe('forged');
    expect(await desk.of({ leafOf: async () => ({ log: 1, leaf: 7 }) })).toBe('forged');
    expect(await desk.of({ leafOf: async () => undefined })).toBe('forged');
  });

  it('is no older one than this process met, though no store tells', async () => {
    const desk = new CheckedDesk();
    const [, approved, closed] = desk.stateAll('file', 'approve', 'close');
    expect(await desk.of({ ...(closed && { waiting: closed }) })).toBe('close 3');
    expect(await desk.of({ ...(approved && { waiting: approved }) })).toBe('close 3');
    expect(await desk.of()).toBe('close 3');
  });
});

describe('when the store is not what it was', () => {
  it('is forged with a signed end of another chain', async () => {
    const desk = new CheckedDesk();
    desk.stateAll('file');
    desk.state(aRequest('req_2', 'file'));
    await desk.seal();
    const path = (req: string) => `log/${deskOrigin}/chains/req/${req}`;
    desk.store.objects.set(path(id), desk.store.objects.get(path('req_2')) ?? Buffer.alloc(0));
    expect(await desk.of()).toBe('forged');
  });

  it('goes on by the key that took the place of the one it had read', async () => {
    const desk = new CheckedDesk();
    desk.stateAll('file');
    const next = await desk.turnKey();
    desk.keys = [deskKey.verifier, next.verifier];
    expect(await desk.of()).toBe('file 1');
  });

  it('says that the key of this host was replaced, not that a request was altered', async () => {
    const desk = new CheckedDesk();
    const [waiting] = desk.stateAll('file');
    const next = await desk.turnKey();
    await expect(desk.of({ ...(waiting && { waiting }) })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'log-key-not-here',
      message: expect.stringContaining(keyFingerprint(next.verifier)) as string,
    });
    desk.store.objects.delete(`log/${deskOrigin}/keys/1.json`);
    expect(await desk.of()).toBe('forged');
  });

  it('counts what waits, or was met, while the store is away, and else knows nothing', async () => {
    const desk = new CheckedDesk();
    const [waiting] = desk.stateAll('file');
    desk.isStoreAway = true;
    await expect(desk.of()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await desk.of({ ...(waiting && { waiting }) })).toBe('file 1');
    expect(await desk.of()).toBe('file 1');
    await expect(desk.of({}, desk.process())).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
