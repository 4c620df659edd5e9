import { describe, expect, it } from 'vitest';
import type { WardState } from '../../../src/client/index.ts';
import { discoveryOf, sitesToChoose } from '../../../src/web/enrolment/search-place.ts';

const wardOf = (...sites: string[]): WardState => ({
  name: 'Phường 7',
  sites: sites.map((site) => ({ site, workers: 1, missing: [] })),
});

describe('when a search for cameras is begun', () => {
  it('offers the sites of a ward that has several, and none where there is nothing to choose', () => {
    expect(sitesToChoose(wardOf('hoa-sim', 'khu-pho-7'))).toEqual(['hoa-sim', 'khu-pho-7']);
    expect(sitesToChoose(wardOf('hoa-sim'))).toEqual([]);
    expect(sitesToChoose(undefined)).toEqual([]);
  });

  it('names the site and the address that were given, and nothing else', () => {
    expect(discoveryOf({ host: ' 192.168.1.20 ', site: 'khu-pho-7' })).toEqual({
      host: '192.168.1.20',
      site: 'khu-pho-7',
    });
    expect(discoveryOf({ host: ' ', site: '' })).toEqual({});
  });
});
