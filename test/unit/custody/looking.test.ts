import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../../src/core/index.ts';
import { isBefore, longestPauseMs, looksIn, sessionsOf } from '../../../src/custody/index.ts';

const event = record({
  atMs: integer({ min: 0, max: 4 * 60 }).map((minutes) => minutes * minuteMs),
  actor: constantFrom('psn_a', 'psn_b'),
  requestId: option(constantFrom('req_1', 'req_2'), { nil: undefined }),
});
const events = array(event, { maxLength: 60 }).map((all) =>
  all.map(({ requestId, ...rest }, seq) => ({ ...rest, seq, ...(requestId && { requestId }) })),
);
const threadOf = ({ actor, requestId }: { actor: string; requestId?: string }) => `${actor} ${requestId}`;

describe('when looks are grouped into sessions', () => {
  it('puts each event into exactly one, of its own person and request', () => {
    assert(
      property(events, (all) => {
        const sessions = sessionsOf(all);
        expect(sessions.flat().toSorted((a, b) => a.seq - b.seq)).toEqual(all);
        for (const session of sessions) expect(new Set(session.map(threadOf)).size).toBe(1);
      }),
    );
  });

  it('keeps the order of events, and of sessions by their begin', () => {
    assert(
      property(events, (all) => {
        const sessions = sessionsOf(all);
        for (const run of [...sessions, sessions.flatMap((session) => session.slice(0, 1))])
          for (const [i, each] of run.entries()) {
            const before = run[i - 1];
            if (before) expect(isBefore(before, each)).toBe(true);
          }
      }),
    );
  });

  it('parts those of one person and request by more than the longest pause, and none within', () => {
    assert(
      property(events, (all) => {
        const lastOf = new Map<string, number>();
        for (const session of sessionsOf(all)) {
          const [first] = session;
          if (!first) throw new Error('a session is empty');
          const before = lastOf.get(threadOf(first));
          if (before !== undefined) expect(first.atMs - before).toBeGreaterThan(longestPauseMs);
          for (const [i, { atMs }] of session.entries())
            expect(atMs - (session[i - 1]?.atMs ?? atMs)).toBeLessThanOrEqual(longestPauseMs);
          lastOf.set(threadOf(first), session.at(-1)?.atMs ?? 0);
        }
      }),
    );
  });
});

describe('when looks of a session are counted', () => {
  const none = {
    playlists: 0,
    gops: 0,
    servedMs: 0,
    stills: 0,
    previews: 0,
    searches: 0,
    exports: 0,
    marks: 0,
    checks: 0,
  };

  it('counts all previews under the pointer as one', () => {
    expect(looksIn({ seen: { ...none, playlists: 2, stills: 1, previews: 37 } })).toBe(4);
    expect(looksIn({ seen: none })).toBe(0);
  });
});
