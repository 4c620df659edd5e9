import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/adapters/onvif/soap/node-onvif.ts';
import { growth } from '../../support/growth.ts';

/** The length of an answer is bounded elsewhere; within it, none may hold the worker up for more than its share. */
describe('when a camera answers to hold us up', () => {
  it.each<[string, (size: number) => string]>([
    ['tags nested deep', (size) => '<a>'.repeat(size) + '</a>'.repeat(size)],
    ['tags side by side', (size) => `<a>${'<b/>'.repeat(size)}</a>`],
    ['angle brackets', (size) => '<'.repeat(size)],
    ['entities', (size) => `<a>${'&amp;'.repeat(size)}</a>`],
  ])('takes no more than its share of time for many %s', async (_, body) => {
    expect(await growth(body, (xml) => parseXml(xml).catch(() => undefined), 5_000)).toBeLessThan(64);
  });
});
