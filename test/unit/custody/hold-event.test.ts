import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { holdPlaced, holdReleased, holdReviewed } from '../../../src/custody/index.ts';
import { noonMs } from '../../support/hand-clock.ts';

const by = { user: { id: newId('user', noonMs), role: 'custodian' }, nowMs: noonMs };
const range = { fromMs: noonMs - 60_000, toMs: noonMs };
const holdId = newId('hold', noonMs);
const request = { id: newId('request', noonMs), range };
const cameraIds = [newId('camera', noonMs), newId('camera', noonMs)];
const placed = { id: holdId, cameraIds, range, caseNumber: 'A-7' };
const reviewAtMs = Date.UTC(2026, 10, 29);
const reviewAt = '2026-11-29T00:00:00.000Z';
const acted = { id: expect.any(String) as string, atMs: noonMs, actor: by.user.id, actorRole: 'custodian' };

describe('what the custody log holds of a hold', () => {
  it('names the hold itself where a person places, reviews or releases it', () => {
    const cameras = cameraIds.join(' ');
    const detail = { holdId, cameras, caseNumber: 'A-7' };
    expect(holdPlaced(by, placed)).toEqual({ ...acted, event: 'hold-placed', range, detail });
    const reviewed = { ...acted, event: 'hold-reviewed', detail: { holdId, reviewAt } };
    expect(holdReviewed(by, { holdId }, reviewAtMs)).toEqual(reviewed);
    expect(holdReleased(by, { holdId })).toEqual({ ...acted, event: 'hold-released', detail: { holdId } });
  });

  it('names the request and its time where a step of the request does', () => {
    const requestId = request.id;
    const of = { ...acted, requestId, range };
    const event = holdPlaced(by, { ...placed, requestId });
    expect(event).toEqual({ ...of, event: 'hold-placed', detail: { holdId } });
    const reviewed = { ...of, event: 'hold-reviewed', detail: { reviewAt } };
    expect(holdReviewed(by, { request }, reviewAtMs)).toEqual(reviewed);
    const reason = 'Closed: found.';
    expect(holdReleased(by, { request }, reason)).toEqual({
      ...of,
      event: 'hold-released',
      detail: { reason },
    });
  });
});
