import { describe, expect, it } from 'vitest';
import { type SiteId, silentLog, unavailable } from '../../../src/core/index.ts';
import { lapseOfDead } from '../../../src/recording/index.ts';

const site = 'site' as SiteId;

/** Workers that hold leases: those named `dead` are. */
function aNode(holders: readonly string[], isGone = async (worker: string) => worker.startsWith('dead')) {
  const lapsed: string[] = [];
  const forgotten: string[] = [];
  const deps = {
    leases: { holders: async () => [...holders], lapse: async (worker: string) => lapsed.push(worker) },
    workers: { isGone, forget: async (worker: string) => void forgotten.push(worker) },
    log: silentLog,
  };
  return { deps, lapsed, forgotten };
}

describe('when a worker of this node is dead', () => {
  it('frees its leases at once, and those of no other', async () => {
    const { deps, lapsed, forgotten } = aNode(['alive-a', 'dead-b', 'dead-c']);
    await lapseOfDead(deps, site);
    expect(lapsed).toEqual(['dead-b', 'dead-c']);
    expect(forgotten).toEqual(lapsed);
  });

  it('frees them also when the disk cannot tell of another whether it lives', async () => {
    const { deps, lapsed } = aNode(['odd', 'dead-b'], async (worker) => {
      if (worker === 'odd') throw unavailable('lock-unknown', 'flock could not take the lock');
      return true;
    });
    await lapseOfDead(deps, site);
    expect(lapsed).toEqual(['dead-b']);
  });

  it('leaves an outage of the catalogue to who asked', async () => {
    const { deps } = aNode(['dead-b']);
    const away = {
      ...deps.leases,
      lapse: () => Promise.reject(unavailable('catalogue-unavailable', 'away')),
    };
    await expect(lapseOfDead({ ...deps, leases: away }, site)).rejects.toMatchObject({
      code: 'catalogue-unavailable',
    });
  });
});
