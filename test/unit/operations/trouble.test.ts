import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../../src/core/index.ts';
import {
  type Lack,
  lack,
  letterOf,
  type NeedName,
  type Standing,
  type Trouble,
  troublesAfter,
} from '../../../src/operations/index.ts';

const startMs = Date.parse('2026-11-22T03:00:00Z');
const full = lack('store-full', 'is full');
const silent = lack('no-answer', 'does not answer');
const unknown = lack('not-known', 'cannot be determined now');

const standing = (name: NeedName, ...lacks: Lack[]): Standing => ({ name, lacks });
const storeIs = (...lacks: Lack[]): Standing[] => [standing('store', ...lacks)];

/** The watch of one site, as a worker keeps it from look to look. */
class Watch {
  known: readonly Trouble[] = [];
  readonly told: string[] = [];

  look(atMs: number, standings: readonly Standing[], site = 'ward'): void {
    const { kept, lasting, over } = troublesAfter(this.known, { site, standings, nowMs: startMs + atMs });
    this.known = kept;
    const tell = (what: string) => (trouble: Trouble) =>
      this.told.push(`${atMs / minuteMs} ${what} ${trouble.need} ${trouble.lack.code}`);
    lasting.forEach(tell('lasts'));
    over.forEach(tell('over'));
  }

  /** Looks each minute. */
  during(fromMinute: number, toMinute: number, standings: readonly Standing[]): this {
    for (let minute = fromMinute; minute < toMinute; minute++) this.look(minute * minuteMs, standings);
    return this;
  }
}

describe('when something is missing', () => {
  it('is told once when it has lasted for five minutes, and once when it has been over for five', () => {
    const watch = new Watch().during(0, 60, storeIs(full)).during(60, 120, storeIs());
    expect(watch.told).toEqual(['5 lasts store store-full', '65 over store store-full']);
  });

  it('is not told when it ends within five minutes', () => {
    const watch = new Watch().during(0, 5, storeIs(full)).during(5, 60, storeIs());
    expect(watch.told).toEqual([]);
    expect(watch.known).toEqual([]);
  });

  it('tells each reason for itself, and each site', () => {
    const missing = (site: string) => lack('worker-missing', `none for ${site}`, { site });
    const both = [standing('worker:record', missing('ward'), missing('market'))];
    const watch = new Watch()
      .during(0, 10, both)
      .during(10, 20, [standing('worker:record', missing('ward'))]);
    expect(watch.told).toEqual([
      '5 lasts worker:record worker-missing',
      '5 lasts worker:record worker-missing',
      '15 over worker:record worker-missing',
    ]);
    expect(watch.known.map(({ site }) => site)).toContain('ward');
  });

  it('tells another reason of the same need when it has lasted, too', () => {
    const watch = new Watch().during(0, 10, storeIs(full)).during(10, 20, storeIs(silent));
    expect(watch.told).toEqual([
      '5 lasts store store-full',
      '15 lasts store no-answer',
      '15 over store store-full',
    ]);
  });

  it('does not say that it is over while that cannot be determined', () => {
    const watch = new Watch().during(0, 10, storeIs(full)).during(10, 12, storeIs(unknown));
    watch.during(12, 14, storeIs(full)).during(14, 30, storeIs());
    expect(watch.told).toEqual(['5 lasts store store-full', '19 over store store-full']);
  });

  it('is told a few times when it comes and goes all day, and then counts as one', () => {
    const watch = new Watch();
    for (let minute = 0; minute < 24 * 60; minute += 20)
      watch.during(minute, minute + 10, storeIs(full)).during(minute + 10, minute + 20, storeIs());
    expect(watch.told).toEqual([
      '5 lasts store store-full',
      '15 over store store-full',
      '25 lasts store store-full',
    ]);
  });

  it('is told as the first time a day after it was over', () => {
    const later = 15 + 24 * 60;
    const watch = new Watch().during(0, 10, storeIs(full)).during(10, later, storeIs());
    watch.during(later, later + 6, storeIs(full)).during(later + 6, later + 12, storeIs());
    expect(watch.told.slice(2)).toEqual([
      `${later + 5} lasts store store-full`,
      `${later + 11} over store store-full`,
    ]);
  });

  it('waits five minutes by a clock that was set back', () => {
    const watch = new Watch();
    watch.look(hourMs, storeIs(full));
    watch.during(0, 10, storeIs(full));
    expect(watch.told).toEqual(['5 lasts store store-full']);
  });
});

describe('whatever comes and goes', () => {
  const turns = fc.array(
    fc.record({ minutes: fc.integer({ min: 1, max: 90 }), lacks: fc.constantFrom([full], [], [unknown]) }),
    { minLength: 1, maxLength: 60 },
  );

  it('is told in turn that it lasts and that it is over, and at most twenty times in a day', () => {
    fc.assert(
      fc.property(turns, (given) => {
        const watch = new Watch();
        let minute = 0;
        for (const { minutes, lacks } of given) {
          watch.during(minute, minute + minutes, storeIs(...lacks));
          minute += minutes;
        }
        const told = watch.told.filter((line) => line.endsWith('store-full'));
        for (const [i, line] of told.entries()) expect(line).toContain(i % 2 === 0 ? 'lasts' : 'over');
        for (const line of told) {
          const from = Number.parseInt(line, 10);
          const within = told.filter((other) => {
            const at = Number.parseInt(other, 10);
            return at >= from && at < from + dayMs / minuteMs;
          });
          expect(within.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

describe('when it is written to people', () => {
  const settings = { timeZone: 'Asia/Ho_Chi_Minh', publicUrl: 'https://ward.example' };
  const trouble = (need: NeedName, which: Lack, more: Partial<Trouble> = {}): Trouble => ({
    need,
    lack: which,
    site: 'ward',
    sinceMs: startMs,
    returns: 0,
    ...more,
  });

  it('says in both languages what, since when, and where to see what to do', () => {
    const over = [trouble('redis', silent, { overAtMs: startMs + 20 * minuteMs })];
    expect(letterOf({ lasting: [trouble('store', full)], over }, settings)).toEqual({
      subject: '[Minh Chứng] Cần xử lý: Kho lưu trữ; Đã hết: Hàng đợi công việc (Redis)',
      text: `Cần xử lý / Needs attention

Kho lưu trữ (ward): đã đầy
Object store (ward): is full
Từ / Since: 10 giờ 00 ngày 22/11/2026

Đã hết / Over

Hàng đợi công việc (Redis) (ward): không trả lời
Job queue (Redis) (ward): does not answer
Từ / From: 10 giờ 00 ngày 22/11/2026
Đến / To: 10 giờ 20 ngày 22/11/2026

Cách xử lý / What to do: https://ward.example/system
`,
    });
  });

  it('is no letter where there is nothing to tell', () => {
    expect(letterOf({ lasting: [], over: [] }, settings)).toBeUndefined();
  });
});
