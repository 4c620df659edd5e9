import { describe, expect, it } from 'vitest';
import { hourMs, newId } from '../../../src/core/index.ts';
import { type CustodyEvent, ShownCoverage } from '../../../src/custody/index.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const user = { id: newId('user', nowMs), role: 'officer' };
const request = {
  id: newId('request', nowMs),
  cameraIds: [newId('camera', nowMs)],
  range: { fromMs: nowMs - hourMs, toMs: nowMs },
};

/** How many events each of these looks, one after another, appends. */
async function appended(
  ...looks: readonly { readonly atMs?: number; readonly tokenId?: ReturnType<typeof newId<'token'>> }[]
) {
  const events: CustodyEvent[] = [];
  const shown = new ShownCoverage({ append: async (...told) => void events.push(...told) });
  const counts: number[] = [];
  for (const { atMs = nowMs, tokenId } of looks) {
    await shown.note({ user: { ...user, ...(tokenId && { tokenId }) }, nowMs: atMs }, [request]);
    counts.push(events.length);
  }
  return counts;
}

describe('when coverage is shown again and again', () => {
  it('is recorded again after an hour, and when the clock was set back', async () => {
    expect(await appended({}, { atMs: nowMs + hourMs - 1 }, { atMs: nowMs + hourMs })).toEqual([1, 1, 2]);
    expect(await appended({}, { atMs: nowMs - 1 })).toEqual([1, 2]);
  });

  it('is recorded for a program apart from its owner', async () => {
    expect(await appended({}, { tokenId: newId('token', nowMs) }, {})).toEqual([1, 2, 2]);
  });
});
