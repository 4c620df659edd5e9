import { describe, expect, it } from 'vitest';
import { hourMs, newId, silentLog } from '../../../src/core/index.ts';
import { type CustodyEvent, Denials, ServedFootage } from '../../../src/custody/index.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const user = { id: newId('user', nowMs), role: 'officer' };
const [requestId, cameraId] = [newId('request', nowMs), newId('camera', nowMs)];

/** A log in memory that can be away. */
class FakeLog {
  readonly events: CustodyEvent[] = [];
  isAway = false;

  append = async (...events: readonly CustodyEvent[]): Promise<void> => {
    if (this.isAway) throw new Error('away');
    this.events.push(...events);
  };
}

const aServed = (custody: FakeLog, maxNotes = 1_000) =>
  new ServedFootage({ custody, log: silentLog, delayMs: hourMs, maxNotes });
const aGop = (number: number, by = { user, nowMs }) => ({
  by,
  requestId,
  cameraId,
  sizeBytes: 10,
  range: { fromMs: number * 2_000, toMs: (number + 1) * 2_000 },
});
const told = ({ events }: FakeLog) =>
  events.map(({ range, detail }) => [range?.fromMs, range?.toMs, detail?.gops]);

describe('when GOPs are served', () => {
  it('tells neighbours as one stretch, and a jump as another', async () => {
    const custody = new FakeLog();
    const served = aServed(custody);
    for (const number of [0, 1, 2, 7, 8, 2]) served.note(aGop(number));
    expect(custody.events).toEqual([]);
    await served.flush();
    expect(told(custody)).toEqual([
      [0, 6_000, 4],
      [14_000, 18_000, 2],
    ]);
    expect(custody.events[0]).toMatchObject({ event: 'gops-served', actor: user.id, requestId, cameraId });
    await served.flush();
    expect(custody.events).toHaveLength(2);
  });

  it('tells copies apart from originals, and that they were made before that they left', async () => {
    const custody = new FakeLog();
    const served = aServed(custody);
    const copy = { ...aGop(1), copyBy: 'libx264' };
    served.note(aGop(0));
    served.note(copy);
    served.noteCopy(copy);
    served.noteCopy({ ...aGop(2), copyBy: 'libx264' });
    await served.flush();
    const marked = { copy: 'h264', encoder: 'libx264' };
    expect(custody.events.map(({ event, detail }) => [event, detail])).toEqual([
      ['copies-made', { gops: 2, sizeBytes: 20, ...marked }],
      ['gops-served', { gops: 1, sizeBytes: 10 }],
      ['gops-served', { gops: 1, sizeBytes: 10, ...marked }],
    ]);
  });

  it('keeps users apart', async () => {
    const custody = new FakeLog();
    const served = aServed(custody);
    served.note(aGop(0));
    served.note(aGop(1, { user: { ...user, id: newId('user', nowMs) }, nowMs }));
    await served.flush();
    expect(custody.events).toHaveLength(2);
  });

  it('does not wait once there are many', async () => {
    const custody = new FakeLog();
    const served = aServed(custody, 3);
    for (const number of [0, 1, 2]) served.note(aGop(number));
    await served.flush();
    expect(told(custody)).toEqual([[0, 6_000, 3]]);
  });

  it('keeps what the catalogue did not take, and tells it later, before what came since', async () => {
    const custody = new FakeLog();
    const served = aServed(custody);
    served.note(aGop(0));
    custody.isAway = true;
    await served.flush();
    served.note(aGop(5));
    custody.isAway = false;
    await served.flush();
    expect(told(custody)).toEqual([
      [0, 2_000, 1],
      [10_000, 12_000, 1],
    ]);
  });
});

const aDenial = (changed: object = {}) => ({
  by: { user, nowMs },
  operation: 'getGop',
  code: 'time-outside-request',
  requestId,
  cameraId,
  ...changed,
});
const aDenials = (custody: FakeLog) => new Denials({ custody, log: silentLog, delayMs: hourMs });

describe('when somebody is refused', () => {
  it('tells who, what and under which request at once', async () => {
    const custody = new FakeLog();
    await aDenials(custody).note(aDenial());
    const detail = { operation: 'getGop', code: 'time-outside-request' };
    expect(custody.events).toMatchObject([{ event: 'denied', actor: user.id, requestId, cameraId, detail }]);
  });

  it('tells a thousand tries as twenty events and a count for each kind', async () => {
    const custody = new FakeLog();
    const denials = aDenials(custody);
    for (let i = 0; i < 1_000; i++) {
      const random = {
        cameraId: newId('camera', nowMs),
        code: i % 2 === 0 ? 'role-refused' : 'request-expired',
      };
      await denials.note(aDenial(random));
    }
    await denials.flush();
    expect(custody.events).toHaveLength(20 + 2);
    expect(custody.events.slice(20).map(({ detail }) => detail?.count)).toEqual([490, 490]);
    expect(custody.events.at(-1)).not.toHaveProperty('cameraId');
  });

  it('has a new twenty after a minute, and twenty for each user', async () => {
    const custody = new FakeLog();
    const denials = aDenials(custody);
    for (let i = 0; i < 30; i++) await denials.note(aDenial());
    await denials.note(aDenial({ by: { user: { ...user, id: newId('user', nowMs) }, nowMs } }));
    await denials.note(aDenial({ by: { user, nowMs: nowMs + 60_000 } }));
    expect(custody.events).toHaveLength(22);
  });

  it('refuses all the same while the catalogue is away, and tells afterwards', async () => {
    const custody = new FakeLog();
    const denials = aDenials(custody);
    custody.isAway = true;
    await denials.note(aDenial());
    custody.isAway = false;
    await denials.flush();
    expect(custody.events).toMatchObject([{ event: 'denied', detail: { count: 1 } }]);
  });
});
