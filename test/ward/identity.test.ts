import { describe, expect, it } from 'vitest';
import { addressAfter } from '../../scripts/ward/address.ts';
import { inventIdentity } from '../../scripts/ward/identity.ts';

const city = Array.from({ length: 790 }, (_, number) => inventIdentity('127.20.0.1', number));

describe('when a ward of 790 cameras is invented', () => {
  it.each(['mac', 'endpointUuid', 'serial', 'name'] as const)('gives each its own %s', (key) => {
    expect(new Set(city.map((identity) => identity[key])).size).toBe(city.length);
  });

  it('is the same city each time, and another from another seed', () => {
    expect(inventIdentity('127.20.0.1', 42)).toEqual(city[42]);
    expect(inventIdentity('127.20.9.1', 42).mac).not.toBe(city[42]?.mac);
  });

  it('spreads over eleven neighbourhoods a few kilometres across', () => {
    expect(new Set(city.map(({ neighbourhood }) => neighbourhood)).size).toBe(11);
    const northKm = city.map(({ lat }) => (lat - 21.01) * 111.2);
    const eastKm = city.map(({ lon }) => (lon - 107.35) * 103.8);
    for (const km of [northKm, eastKm]) expect(Math.max(...km) - Math.min(...km)).toBeGreaterThan(1.5);
    for (const km of [northKm, eastKm]) expect(Math.max(...km.map(Math.abs))).toBeLessThan(2.5);
    expect(city.every(({ bearingDeg }) => bearingDeg >= 0 && bearingDeg < 360)).toBe(true);
  });
});

describe('when cameras are given addresses', () => {
  it('passes over 0 and 255', () => {
    expect([0, 253, 254].map((count) => addressAfter('127.20.0.1', count))).toEqual([
      '127.20.0.1',
      '127.20.0.254',
      '127.20.1.1',
    ]);
  });

  it('does not leave loopback', () => {
    expect(() => addressAfter('127.255.255.254', 1)).toThrow('stays on loopback');
  });
});
