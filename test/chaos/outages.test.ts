import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../../src/core/index.ts';
import { stopServer } from '../support/held-server.ts';
import { type InterferedStore, startInterferedStore } from '../support/interfered-store.ts';
import { honest, type Interference, send } from '../support/minio-proxy.ts';
import { ownMinioMissing } from '../support/minio-server.ts';
import { isLong, RecordedWard } from '../support/recorded-ward.ts';
import { storedFaults } from '../support/stored-originals.ts';
import { itUnless } from '../support/unless.ts';

const outageMs = isLong ? minuteMs : 20_000;
const storeOutageMs = isLong ? 5 * minuteMs : 20_000;
/** For two segments. */
const doubtMs = isLong ? 30_000 : 12_000;
/** Looked at before an outage. */
const asideMs = 5_000;
const patient = { timeout: storeOutageMs + 10 * minuteMs };

describe('when a server that the service needs is away, slow or lies', () => {
  let ward: RecordedWard;
  let store: InterferedStore | undefined;
  let runs: ReadonlyMap<string, string>;

  beforeAll(async () => {
    store = ownMinioMissing === undefined ? await startInterferedStore() : undefined;
    ward = await RecordedWard.raise({
      ward: { cameras: 2, firstAddress: '127.20.52.1' },
      env: store?.env ?? {},
    });
    runs = await ward.runs;
  });

  afterAll(async () => {
    await ward?.demo.stop();
    await store?.close();
  });

  it('records on while Redis is away, and says that it is', patient, async () => {
    await survives(outageMs, async () => {
      const redis = await stopServer(ward.demo, 'redis');
      await ward.misses('redis');
      return () => redis.comeBack();
    });
  });

  it('records on while PostgreSQL is away, and says that it is', patient, async () => {
    await survives(outageMs, async () => {
      const postgres = await stopServer(ward.demo, 'postgres');
      await ward.until('/readyz to miss PostgreSQL', async () => {
        const { status, missing } = await ward.ready();
        return status === 503 && missing.includes('postgresql');
      });
      return () => postgres.comeBack();
    });
  });

  itUnless(
    ownMinioMissing,
    'records on while the object store is away, and says that it is',
    async () => {
      await survives(storeOutageMs, async () => {
        await store?.proxy.goAway();
        await ward.misses('store');
        return () => store?.proxy.comeBack();
      });
    },
    patient,
  );

  itUnless(
    ownMinioMissing,
    'records on while the object store is slow',
    () => survives(doubtMs, interfering(slow)),
    patient,
  );

  itUnless(
    ownMinioMissing,
    'believes no store that says it has what it has not, or that an object ends early',
    () => survives(doubtMs, interfering(lying)),
    patient,
  );

  /** No second is lost, no run ends, nothing is put aside, and the store holds what the catalogue says. */
  async function survives(forMs: number, begin: () => Promise<() => unknown>): Promise<void> {
    const begunAtMs = Date.now();
    const end = await begin();
    await pause(Math.max(0, begunAtMs + forMs - Date.now()));
    await end();
    await ward.misses();
    const seen = await ward.accounted({ fromMs: begunAtMs - asideMs, toMs: Date.now() });
    expect(seen.map(({ gaps }) => gaps)).toEqual([[], []]);
    expect(await ward.runs).toEqual(runs);
    if (store) expect(await storedFaults(ward.databaseUrl, store.truth)).toEqual([]);
  }

  const interfering = (interference: Interference) => async () => {
    if (store) store.proxy.interfere = interference;
    return () => {
      if (store) store.proxy.interfere = honest;
    };
  };
});

/** Longer than a person waits, and shorter than any limit of ours. */
const slow: Interference = async (request, response, forward) => {
  await pause(1_500);
  return honest(request, response, forward);
};

/** An error with 200; an answer for an object that is not stored; an object that is stored, but ends early in HEAD. */
const lying: Interference = async (request, response, forward) => {
  const { method, body } = request;
  if (method === 'HEAD') return send(response, shortened(await forward(body)));
  if (method !== 'PUT') return honest(request, response, forward);
  const lie = puts++ % 3;
  if (lie === 0) return send(response, errorOn200);
  if (lie === 1) return send(response, storedNothing);
  return honest(request, response, forward);
};
let puts = 0;

const errorOn200 = {
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from('<?xml version="1.0"?><Error><Code>InternalError</Code><Message>no</Message></Error>'),
};

const storedNothing = {
  status: 200,
  headers: { etag: '"d41d8cd98f00b204e9800998ecf8427e"' },
  body: Buffer.alloc(0),
};

function shortened({ headers, ...answer }: Parameters<typeof send>[1]): Parameters<typeof send>[1] {
  const length = Number(headers['content-length'] ?? 0);
  return { ...answer, headers: { ...headers, 'content-length': String(Math.max(0, length - 1)) } };
}
