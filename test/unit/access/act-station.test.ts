import { describe, expect, it } from 'vitest';
import { actStation, withMark } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';

const key = new Uint8Array(32).fill(7);
const [a, b] = ['usr_a', 'usr_b'] as UserId[] as [UserId, UserId];
const at = (marks: string, address = '192.0.2.1') => actStation({ marks, address }, key, 1_000);

describe('when two people act', () => {
  it('shares a mark of the browser in which one signed in after the other, and none of two browsers', () => {
    const ofA = withMark('', a, key, 0);
    const ofBoth = withMark(ofA, b, key, 0);
    const shared = at(ofBoth).browser.filter((mark) => at(ofA).browser.includes(mark));
    expect(shared).toHaveLength(1);
    expect(at(withMark('', b, key, 0)).browser.some((mark) => at(ofA).browser.includes(mark))).toBe(false);
  });

  it('believes no mark that the browser made up', () => {
    const [user, id, , mac] = withMark('', a, key, 0).split('.');
    expect(at(`${user}.other.0.${mac}~${user}.${id}.1.${mac}~~usr_x`).browser).toEqual([]);
  });

  it('shows nothing of browser and address without the key', () => {
    const marks = withMark('', a, key, 0);
    const id = marks.split('.')[1] ?? '';
    const station = at(marks, '192.0.2.77');
    expect(JSON.stringify(station)).not.toMatch(new RegExp(`192\\.0|77|${id}|usr`));
    const other = actStation({ marks, address: '192.0.2.77' }, new Uint8Array(32), 1_000);
    expect(other.address).not.toBe(station.address);
    expect(station.address).toHaveLength(22);
  });

  it('has no address of a connection that is gone', () => {
    expect(at('', '')).toEqual({ browser: [] });
  });
});
