import { describe, expect, it } from 'vitest';
import { circleAround } from '../../../src/web/criteria/circle.ts';

const market = { lat: 21.01, lon: 107.35 };
const metreDeg = 1 / 111_320;
const camera = (id: string, northM: number) => ({
  id,
  place: { ...market, lat: market.lat + northM * metreDeg },
});

describe('when the cameras of a draft are looked for again', () => {
  const cameras = [
    ...[camera('a', -80), camera('b', 80), camera('between', 10), camera('far', 400)],
    { id: 'nowhere' },
  ];

  it('takes the smallest circle that is offered, and leaves out who else stands in it', () => {
    const circle = circleAround(['a', 'b'], cameras);
    expect(circle?.radiusM).toBe(100);
    expect(circle?.middle.lat).toBeCloseTo(market.lat, 6);
    expect(circle?.others).toEqual(['between']);
  });

  it('reaches them all where no circle on offer does', () => {
    const apart = [camera('a', -3_000), camera('b', 3_000)];
    expect(circleAround(['a', 'b'], apart)?.radiusM).toBeGreaterThan(3_000);
    expect(circleAround(['nowhere'], cameras)).toBeUndefined();
  });
});
