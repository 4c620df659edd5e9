import type { Heartbeat } from './heartbeat.ts';
import type { Need } from './readiness.ts';

/** Who should do the jobs of which site. */
export interface SiteWorkers {
  /** The sites that need workers. */
  readonly sites: () => Promise<readonly string[]>;
  readonly alive: () => Promise<readonly Pick<Heartbeat, 'roles' | 'site'>[]>;
}

/** One need per role: that each site has a worker of it that lives. */
export const workerNeeds = (roles: readonly string[], { sites, alive }: SiteWorkers): Need[] =>
  roles.map((role) => ({
    name: `worker:${role}`,
    check: async () => {
      const [asked, workers] = await Promise.all([sites(), alive()]);
      const served = new Set(workers.flatMap((worker) => (worker.roles.includes(role) ? [worker.site] : [])));
      const without = asked.filter((site) => !served.has(site)).join(', ');
      return without === '' ? undefined : `no worker of this role is alive for the site ${without}`;
    },
  }));

/** No file of footage lies aside: nothing takes it away again but a person. */
export const quarantineNeed = (alive: () => Promise<readonly Pick<Heartbeat, 'quarantined'>[]>): Need => ({
  name: 'quarantine',
  check: async () => {
    const isEmpty = (await alive()).every(({ quarantined }) => !quarantined?.files);
    return isEmpty ? undefined : 'files that cannot be ingested were put aside';
  },
});

/** Every host that records has its reserve free. */
export const diskNeed = (alive: () => Promise<readonly Pick<Heartbeat, 'isDiskLow'>[]>): Need => ({
  name: 'disk',
  check: async () => {
    const hasRoom = (await alive()).every(({ isDiskLow }) => !isDiskLow);
    return hasRoom ? undefined : 'less than the reserve is free, and nothing is recorded below it';
  },
});

/** Of the cameras that should be recorded, at least one is. */
export const recordingNeed = (
  count: () => Promise<{ readonly wanted: number; readonly recorded: number }>,
): Need => ({
  name: 'recording',
  check: async () => {
    const { wanted, recorded } = await count();
    return wanted === 0 || recorded > 0 ? undefined : 'no camera is recorded';
  },
});

/** Nothing expires before somebody has set a retention policy. */
export const policyNeed = (isSet: () => Promise<boolean>): Need => ({
  name: 'policy',
  check: async () => ((await isSet()) ? undefined : 'no retention policy is set'),
});

/** Redis keeps every job until it is done. `policy` answers `undefined` where Redis does not tell it. */
export const redisMemoryNeed = (policy: () => Promise<string | undefined>): Need => ({
  name: 'redis:memory',
  check: async () => {
    const isKept = ['noeviction', undefined].includes(await policy());
    return isKept ? undefined : 'Redis may delete jobs';
  },
});
