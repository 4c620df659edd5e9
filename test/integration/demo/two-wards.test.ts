import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf, startDemoWard } from '../../../scripts/demo/demo-ward.ts';
import type { WardProcess } from '../../../scripts/ward/index.ts';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';

let wards: readonly WardProcess[];

beforeAll(async () => {
  wards = [await startDemoWard({ ward: { cameras: 2 } }), await startDemoWard({ ward: { cameras: 3 } })];
});

afterAll(() => Promise.all(wards.map((ward) => ward.stop())));

const addressesOf = (ward: WardProcess): string[] => ward.cameras.map(({ address }) => address);

/** As the service of that demo discovers. Wards of other tests may answer it: only the two are looked at. */
async function discoveredBy(ward: WardProcess): Promise<string[]> {
  const interfaceAddress = askerOf(addressesOf(ward)[0] ?? '');
  const found = await createCameraDirectory({ networks: testNetworks }).probe({
    interfaceAddress,
    waitMs: 1_600,
  });
  const both = wards.flatMap(addressesOf);
  return found.flatMap(({ address = '' }) => (both.includes(address) ? address : [])).sort();
}

describe('when two demos run on one machine', () => {
  it('gives each a network of its own', () => {
    const networks = wards.map(
      (ward) => new Set(addressesOf(ward).map((each) => each.replace(/\.\d+$/, ''))),
    );
    expect(networks.map(({ size }) => size)).toEqual([1, 1]);
    expect(networks[0]).not.toEqual(networks[1]);
  });

  it('shows each the cameras of its own ward alone, also when both ask at once', async () => {
    expect(await Promise.all(wards.map(discoveredBy))).toEqual(wards.map(addressesOf));
  });
});
