import { describe, expect, it } from 'vitest';
import {
  type CameraOrder,
  type CameraRepository,
  type CredentialCipher,
  changeCamera,
  type Stream,
} from '../../../src/camera/index.ts';
import type { StreamId } from '../../../src/core/index.ts';
import type { CustodyEvent } from '../../../src/custody/index.ts';
import { aCamera } from './a-camera.ts';

const camera = aCamera({ name: 'Cột 14', purpose: 'The market', enabled: true });
const stream = { id: 'str_1' as StreamId } as Stream;

/** What a change did to the register, in order, and whether the stream is due. */
async function changed(order: CameraOrder) {
  const done: string[] = [];
  const events: CustodyEvent[] = [];
  const cameras: Partial<CameraRepository> = {
    update: async (_, changes, event) => {
      events.push(event);
      return done.push(Object.keys(changes).join(' ')) > 0;
    },
    retryNow: async (id) => void done.push(`retry ${id}`),
  };
  const cipher: Partial<CredentialCipher> = { seal: () => new Uint8Array([1]) };
  const tools = { cameras: cameras as CameraRepository, cipher: cipher as CredentialCipher };
  const isDue = await changeCamera(tools, { nowMs: 7 }, { camera, stream }, order);
  return { done, events, isDue };
}

describe('when a camera is changed', () => {
  it('records what is different by name, without its value', async () => {
    const { events, isDue } = await changed({ name: 'Cột 15', purpose: 'The market' });
    expect(events.map(({ event, detail }) => [event, detail])).toEqual([
      ['camera-changed', { changed: 'name' }],
    ]);
    expect(isDue).toBe(false);
  });

  it('changes and records nothing where a form says again what is so', async () => {
    expect(await changed({ name: 'Cột 14', enabled: true })).toMatchObject({ events: [], isDue: true });
    expect((await changed({ purpose: 'The market' })).done).toEqual([]);
  });

  it('takes a word away', async () => {
    expect((await changed({ purpose: null })).events[0]?.detail).toEqual({ changed: 'purpose' });
  });

  it('seals other credentials, and tries the stream at once', async () => {
    const { done, events, isDue } = await changed({ credentials: { user: 'admin', password: 'secret' } });
    expect(done).toEqual(['sealed', 'retry str_1']);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(isDue).toBe(true);
  });

  it('records that Basic is allowed, and tries the stream at once', async () => {
    const { events, isDue } = await changed({ allowsBasic: true });
    expect(events[0]?.detail).toEqual({ changed: 'basic-on' });
    expect(isDue).toBe(true);
    expect(await changed({ allowsBasic: false })).toEqual({ done: [], events: [], isDue: false });
  });

  it('tries no stream of a camera that is switched off', async () => {
    const { events, isDue } = await changed({ enabled: false });
    expect(events[0]?.detail).toEqual({ changed: 'recording-off' });
    expect(isDue).toBe(false);
  });
});
