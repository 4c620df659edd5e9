import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coverage, vantageOf } from '../../../src/footage/index.ts';
import { byRank, type Ranked, recordedShareOf } from '../../../src/footage/ranking.ts';
import { reachM } from '../../../src/places/index.ts';

const ranked = (name: string, standing: Ranked['standing'], over: Partial<Ranked> = {}): Ranked => ({
  camera: { id: name, name, place: { lat: 21, lon: 107, fieldOfViewDeg: 90 } },
  recordedShare: 1,
  ...(standing && { standing }),
  ...over,
});
const namesOf = (cameras: readonly Ranked[]) => [...cameras].sort(byRank).map(({ camera }) => camera.name);

const views = ['facing', 'oblique', 'unknown', 'away'] as const;
const aRanked = fc
  .record({
    id: fc.integer({ min: 0, max: 5 }).map((n) => `c${n}`),
    name: fc.constantFrom('Ngõ 2', 'Ngõ 10', 'Chợ'),
    view: fc.constantFrom(...views),
    distanceM: fc.double({ min: 0, max: 300, noNaN: true }),
    fieldOfViewDeg: fc.integer({ min: 1, max: 360 }),
    recordedShare: fc.constantFrom(0, 0.2, 0.5, 1),
  })
  .map(
    ({ id, name, view, distanceM, fieldOfViewDeg, recordedShare }): Ranked => ({
      camera: { id, name, place: { lat: 21, lon: 107, fieldOfViewDeg } },
      standing: { view, distanceM },
      recordedShare,
    }),
  );
const at = (camera: Ranked, distanceM: number): Ranked => ({
  ...camera,
  standing: { view: camera.standing?.view ?? 'facing', distanceM },
});

describe('when cameras are ranked by how they saw a place', () => {
  it('puts direction before distance, what is far behind both, and what recorded nothing last', () => {
    const cameras = [
      ranked('not recorded', { view: 'facing', distanceM: 10 }, { recordedShare: 0 }),
      ranked('away', { view: 'away', distanceM: 6 }),
      ranked('behind a building', { view: 'facing', distanceM: 10, isBlocked: true }),
      ranked('far', { view: 'facing', distanceM: 60 }),
      ranked('unknown', { view: 'unknown', distanceM: 8 }),
      ranked('aslant', { view: 'oblique', distanceM: 12 }),
      ranked('at it', { view: 'oblique', distanceM: 3 }),
      ranked('facing, a little of it', { view: 'facing', distanceM: 20 }, { recordedShare: 0.1 }),
      ranked('facing', { view: 'facing', distanceM: 30 }),
    ];
    expect(namesOf(cameras)).toEqual([
      'at it',
      'facing',
      'facing, a little of it',
      'aslant',
      'unknown',
      'far',
      'behind a building',
      'away',
      'not recorded',
    ]);
  });

  it('goes by name where an area has no middle', () => {
    expect(namesOf([ranked('Ngõ 10', undefined), ranked('Ngõ 2', undefined)])).toEqual(['Ngõ 2', 'Ngõ 10']);
  });

  it('is an order: the other way round turned, and through a third', () => {
    fc.assert(
      fc.property(aRanked, aRanked, aRanked, (a, b, c) => {
        if (a.camera.id !== b.camera.id) expect(Math.sign(byRank(a, b))).toBe(-Math.sign(byRank(b, a)));
        if (byRank(a, b) < 0 && byRank(b, c) < 0) expect(byRank(a, c)).toBeLessThan(0);
      }),
    );
  });

  it('never puts a camera behind the same one farther away', () => {
    fc.assert(
      fc.property(aRanked, fc.double({ min: 0, max: 300, noNaN: true }), (camera, otherM) => {
        const [nearM = 0, farM = 0] = [camera.standing?.distanceM ?? 0, otherM].sort((a, b) => a - b);
        fc.pre(nearM < farM);
        expect(byRank(at(camera, nearM), at(camera, farM))).toBeLessThan(0);
      }),
    );
  });

  it('never puts a camera that looks at a place behind the same one farther back, down to its pole', () => {
    const behindM = (metres: number): Ranked => {
      const place = { lat: 21 - metres / 111_195, lon: 107, bearingDeg: 0, fieldOfViewDeg: 60 };
      const standing = vantageOf(place, { kind: 'near', centre: { lat: 21, lon: 107 }, radiusM: 500 });
      return { camera: { id: 'c', name: 'c', place }, recordedShare: 1, ...(standing && { standing }) };
    };
    const metres = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(metres, metres, (one, other) => {
        fc.pre(one < other);
        expect(byRank(behindM(one), behindM(other))).toBeLessThan(0);
      }),
    );
  });

  it('never puts what recorded nothing before what recorded', () => {
    fc.assert(
      fc.property(aRanked, aRanked, (a, b) => {
        expect(byRank({ ...a, recordedShare: 0 }, { ...b, recordedShare: 0.01 })).toBeGreaterThan(0);
      }),
    );
  });
});

describe('when the recorded share of a range is told', () => {
  const none: Coverage = { spans: [], gaps: [], open: [], held: [] };
  const range = { fromMs: 0, toMs: 100 };
  it.each<[string, Partial<Coverage>, number, number | undefined]>([
    ['all', { spans: [{ fromMs: 0, toMs: 100 }] }, 200, 1],
    ['a part', { spans: [{ fromMs: 0, toMs: 25 }] }, 200, 0.25],
    ['all that has come', { spans: [{ fromMs: 0, toMs: 30 }], open: [{ fromMs: 30, toMs: 40 }] }, 40, 1],
    ['nothing', {}, 200, 0],
    ['what is yet to come', {}, 0, undefined],
  ])('says %s', (_, coverage, nowMs, share) => {
    expect(recordedShareOf({ ...none, ...coverage }, range, nowMs)).toBe(share);
  });
});

describe('when it is asked how far a camera sees', () => {
  it('goes by the field of view, and stays finite with a fisheye', () => {
    expect(reachM({ fieldOfViewDeg: 90 })).toBeCloseTo(38.4, 1);
    expect(reachM({ fieldOfViewDeg: 30 })).toBeCloseTo(143.3, 1);
    expect(reachM({})).toBe(reachM({ fieldOfViewDeg: 90 }));
    expect(reachM({ fieldOfViewDeg: 360 })).toBeGreaterThan(5);
  });
});
