import { describe, expect, it } from 'vitest';
import type { Camera, RegisteredCamera } from '../../../src/camera/index.ts';
import { newId } from '../../../src/core/index.ts';
import { SearchTimer } from '../../../src/discovery/index.ts';
import { probeTargets } from '../../../src/discovery/probe-targets.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { aCamera } from '../camera/a-camera.ts';

const registeredAt = (address: string, reason?: string, but: Partial<Camera> = {}): RegisteredCamera => {
  const camera = aCamera({ address, ...but });
  return {
    camera,
    stream: { id: newId('stream', 0), cameraId: camera.id, role: 'main', url: 'rtsp://x/', recorded: true },
    hasCredentials: false,
    recording: {
      state: reason === undefined ? 'recording' : 'waiting',
      accountedUntilMs: 0,
      ...(reason !== undefined && { reason }),
    },
  };
};

describe('when cameras are silent, or another device may have their address', () => {
  it('searches at once for one more, and every minute for the same ones', () => {
    const timer = new SearchTimer();
    const rounds = [
      [0, 0],
      [1, 2_000],
      [1, 4_000],
      [2, 6_000],
      [2, 65_999],
      [2, 66_000],
      [0, 68_000],
      [1, 70_000],
    ] as const;
    const due = rounds.filter(([silent, atMs]) => timer.isDue(silent, atMs)).map(([, atMs]) => atMs);
    expect(due).toEqual([2_000, 6_000, 66_000, 70_000]);
  });

  it('searches once for cameras whose address answers strangely, then less often', () => {
    const timer = new SearchTimer(600_000);
    const due = [0, 60_000, 599_999, 600_000].filter((atMs) => timer.isDue(1, atMs));
    expect(due).toEqual([0, 600_000]);
  });

  it.each(['auth', 'unsupported'])(
    'probes the last network of one whose address answers with %s',
    (reason) => {
      expect(probeTargets([registeredAt('192.168.1.20', reason)], testNetworks)).toHaveLength(254);
    },
  );

  it('probes the networks of silent ones first', () => {
    const strange = Array.from({ length: 3 }, (_, i) => registeredAt(`10.0.${i}.7`, 'auth'));
    expect(probeTargets([...strange, registeredAt('192.168.1.20', 'offline')], testNetworks)).toContain(
      '192.168.1.254',
    );
  });

  it('probes the last network of a silent one, host by host', () => {
    const targets = probeTargets(
      [registeredAt('192.168.1.20', 'offline'), registeredAt('10.0.0.7')],
      testNetworks,
    );
    expect(targets).toHaveLength(255);
    expect(targets).toEqual(expect.arrayContaining(['192.168.1.1', '192.168.1.254', '10.0.0.7']));
  });

  it.each([
    ['its recorder failed', registeredAt('192.168.1.20', 'recorder')],
    ['its address lies outside the camera networks', registeredAt('8.8.8.8', 'offline')],
    ['it is known by a name', registeredAt('10.camera.example.net', 'offline')],
    ['it is switched off', registeredAt('192.168.1.20', 'offline', { enabled: false })],
  ])('probes its address alone when %s', (_, camera) => {
    expect(probeTargets([camera], testNetworks)).toEqual([camera.camera.address]);
  });

  it('sweeps a few networks at most', () => {
    const silent = Array.from({ length: 9 }, (_, i) => registeredAt(`10.0.${i}.7`, 'offline'));
    expect(probeTargets(silent, testNetworks).length).toBeLessThan(1_024);
  });
});
