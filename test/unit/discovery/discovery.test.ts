import { describe, expect, it } from 'vitest';
import {
  type CameraDescription,
  type DiscoveryResult,
  type FoundCamera,
  foundIdOf,
  listDiscovery,
} from '../../../src/discovery/index.ts';
import { aCamera, aFound } from '../camera/a-camera.ts';

const describedAs = (but: Partial<CameraDescription>): CameraDescription => ({
  onvifUrl: 'http://10.0.0.7/onvif/device_service',
  address: '10.0.0.7',
  identity: {},
  clockSource: 'unknown',
  authScheme: 'none',
  profiles: [],
  ...but,
});

const states = (results: readonly DiscoveryResult[]) => results.map((result) => result.state);
const found = (...all: FoundCamera[]) => all.map((each) => ({ found: each }));

describe('when a discovery is listed', () => {
  it('calls an unchanged camera known and a stranger new, in the order they were seen', () => {
    const stranger = aFound({ endpointUuid: '5f5a69c2-e0ae-504f-829b-00fc8a1b0009', address: '10.0.0.9' });
    expect(states(listDiscovery(found(stranger, aFound()), [aCamera()]))).toEqual(['new', 'known']);
  });

  it('names the address that changed', () => {
    const moved = aFound({ address: '10.0.0.8', xaddrs: ['http://10.0.0.8/onvif/device_service'] });
    expect(listDiscovery(found(moved), [aCamera()])).toMatchObject([
      { state: 'changed', changes: [{ what: 'address', from: '10.0.0.7', to: '10.0.0.8' }] },
    ]);
  });

  it('does not mind a wrong host in the XAddr when the camera itself is where it was (quirk 2)', () => {
    const odd = aFound({ xaddrs: ['http://127.0.0.1/onvif/device_service'] });
    expect(states(listDiscovery(found(odd), [aCamera()]))).toEqual(['known']);
  });

  it('names the service URL that changed, unless the old one is still among several (quirk 1)', () => {
    const xaddrs = ['https://10.0.0.7/onvif/device_service', 'http://10.0.0.7:8000/onvif/device_service'];
    const results = listDiscovery(found(aFound({ xaddrs })), [aCamera()]);
    expect(results).toMatchObject([{ state: 'changed', changes: [{ what: 'onvif-url', to: xaddrs[0] }] }]);
    const both = aFound({ xaddrs: [...xaddrs, 'http://10.0.0.7/onvif/device_service'] });
    expect(states(listDiscovery(found(both), [aCamera()]))).toEqual(['known']);
  });

  it('names firmware and identity facts that changed', () => {
    const description = describedAs({
      firmware: '2.0',
      identity: { mac: '02:00:00:00:00:07', serial: 'S8', model: 'M' },
    });
    const [result] = listDiscovery([{ found: aFound(), description }], [aCamera()]);
    expect(result).toMatchObject({
      state: 'changed',
      changes: [
        { what: 'firmware', from: '1.0', to: '2.0' },
        { what: 'serial', from: 'S7', to: 'S8' },
      ],
    });
  });

  it('lists an enabled ONVIF camera that was not heard as silent, and no other', () => {
    const { onvifUrl: _, ...rtspOnly } = aCamera({ identity: {} });
    const cameras = [aCamera(), aCamera({ enabled: false }), rtspOnly];
    expect(listDiscovery([], cameras)).toEqual([{ state: 'silent', camera: cameras[0] }]);
  });

  it('asks about a stranger at the address of a camera registered by its stream alone', () => {
    const rtspOnly = aCamera({ identity: {} });
    expect(listDiscovery(found(aFound()), [rtspOnly])).toMatchObject([
      { state: 'ambiguous', candidates: [rtspOnly] },
    ]);
  });

  it('keeps a known camera known when another device claims its identity, and asks about the other', () => {
    const impostor = aFound({ address: '10.0.0.66' });
    expect(states(listDiscovery(found(impostor, aFound()), [aCamera()]))).toEqual(['ambiguous', 'known']);
  });

  it('asks about both when two moved devices claim one identity', () => {
    const claims = found(aFound({ address: '10.0.0.65' }), aFound({ address: '10.0.0.66' }));
    expect(states(listDiscovery(claims, [aCamera()]))).toEqual(['ambiguous', 'ambiguous']);
  });
});

describe('when a found camera is named', () => {
  it('prefers what lasts: endpoint, MAC, address, service', () => {
    const { endpointUuid, address, ...bare } = aFound();
    expect(foundIdOf(aFound())).toBe(endpointUuid);
    expect(foundIdOf({ ...bare, address: '10.0.0.7', mac: '02:00:00:00:00:07' })).toBe('02:00:00:00:00:07');
    expect(foundIdOf({ ...bare, address: '10.0.0.7' })).toBe(address);
    expect(foundIdOf(bare)).toBe('http://10.0.0.7/onvif/device_service');
  });
});
