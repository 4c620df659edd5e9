import { type CameraNetworks, dayMs, minuteMs } from '../core/index.ts';
import type { Heartbeat } from './heartbeat.ts';
import { type Lack, lack, type Need } from './need.ts';

/** Who should do the jobs of which site. */
export interface SiteWorkers {
  /** The sites that need workers; the one that asks is the first. */
  readonly sites: () => Promise<readonly string[]>;
  readonly alive: () => Promise<readonly Pick<Heartbeat, 'roles' | 'site'>[]>;
}

/** One need per role: that each site has a worker of it that lives; for the signer, that the ward has one. */
export const workerNeeds = (
  roles: readonly ('record' | 'ingest' | 'maintain' | 'sign')[],
  { sites, alive }: SiteWorkers,
): Need[] =>
  roles.map((role) => ({
    name: `worker:${role}`,
    check: async () => {
      const [asked, workers] = await Promise.all([sites(), alive()]);
      const served = new Set(workers.flatMap((worker) => (worker.roles.includes(role) ? [worker.site] : [])));
      if (role === 'sign' && served.size > 0) return [];
      const concerned = role === 'sign' ? asked.slice(0, 1) : asked;
      return concerned.filter((site) => !served.has(site)).map(workerMissing);
    },
  }));

const workerMissing = (site: string): Lack =>
  lack('worker-missing', `no worker of this role is alive for the site ${site}`, { site });

/** No file of footage lies aside: nothing takes it away again but a person. */
export const quarantineNeed = (alive: () => Promise<readonly Pick<Heartbeat, 'quarantined'>[]>): Need => ({
  name: 'quarantine',
  check: async () => {
    const isEmpty = (await alive()).every(({ quarantined }) => !quarantined?.files);
    return isEmpty ? [] : [lack('files-aside', 'files that cannot be ingested were put aside')];
  },
});

/** No stored object of footage was met within a day that is not what was recorded. `altered`: how many were. */
export const footageNeed = (altered: () => Promise<number>): Need => ({
  name: 'footage',
  check: async () => {
    const count = await altered();
    if (count === 0) return [];
    return [lack('footage-altered', `stored objects of footage that are not what was recorded: ${count}`)];
  },
});

/** Every host that records has its reserve free. */
export const diskNeed = (alive: () => Promise<readonly Pick<Heartbeat, 'isDiskLow'>[]>): Need => ({
  name: 'disk',
  check: async () => {
    const hasRoom = (await alive()).every(({ isDiskLow }) => !isDiskLow);
    if (hasRoom) return [];
    return [lack('disk-low', 'less than the reserve is free, and nothing is recorded below it')];
  },
});

/** Of the cameras that should be recorded, at least one is. */
export const recordingNeed = (
  count: () => Promise<{ readonly wanted: number; readonly recorded: number }>,
): Need => ({
  name: 'recording',
  check: async () => {
    const { wanted, recorded } = await count();
    return wanted === 0 || recorded > 0 ? [] : [lack('nothing-recorded', 'no camera is recorded')];
  },
});

/** Segments have their pictures a minute or two after they end; this long after, they are late. */
const pictureLatestMs = 15 * minuteMs;

/** Stills and storyboards keep up with recording. `oldestMs`: start of the oldest segment that waits for its pictures. */
export const picturesNeed = (oldestMs: () => Promise<number | undefined>, nowMs: () => number): Need => ({
  name: 'pictures',
  check: async () => {
    const waitingMs = nowMs() - ((await oldestMs()) ?? nowMs());
    if (waitingMs <= pictureLatestMs) return [];
    return [lack('pictures-late', 'stills and storyboards are more than a quarter of an hour late')];
  },
});

/** What the settings and the admin say of retention. */
export interface RetentionStanding {
  readonly isSet: () => Promise<boolean>;
  readonly floorMs: number;
}

/** Nothing expires before somebody has set a retention policy; and a floor below a day protects no evidence. */
export const policyNeed = ({ isSet, floorMs }: RetentionStanding): Need => ({
  name: 'policy',
  check: async () => [
    ...((await isSet()) ? [] : [lack('no-policy', 'no retention policy is set')]),
    ...(floorMs < dayMs ? [lack('retention-floor-low', 'the retention floor is below one day')] : []),
  ],
});

/** Of every key there is a backup. `unsaved`: names of those of which there is none. */
export const keysNeed = (unsaved: () => Promise<readonly string[]>): Need => ({
  name: 'keys',
  check: async () =>
    (await unsaved()).length === 0
      ? []
      : [lack('keys-unsaved', 'there is no backup of the keys: minhchung keys backup FILE')],
});

/** Every registered camera lies in the camera networks, as far as its address tells. `hosts`: of their streams. */
export const networksNeed = (
  networks: Pick<CameraNetworks, 'isOutside'>,
  hosts: () => Promise<readonly string[]>,
): Need => ({
  name: 'networks',
  check: async () => {
    const outside = (await hosts()).filter((host) => networks.isOutside(host));
    return outside.length === 0 ? [] : [camerasOutside(outside.length)];
  },
});

const camerasOutside = (count: number): Lack =>
  lack('cameras-outside', `cameras outside MINHCHUNG_CAMERA_NETWORKS, which are not recorded: ${count}`);

/** Redis keeps every job until it is done. `policy` answers `undefined` where Redis does not tell it. */
export const redisMemoryNeed = (policy: () => Promise<string | undefined>): Need => ({
  name: 'redis:memory',
  check: async () => {
    const isKept = ['noeviction', undefined].includes(await policy());
    return isKept ? [] : [lack('redis-evicts', 'Redis may delete jobs')];
  },
});

/** What keeps footage from expiring. */
export interface ExpiryStanding {
  /** The doubt about the clock, in words for anyone. */
  readonly doubt: () => Promise<Lack | undefined>;
  /** The batch that lacks objects. */
  readonly stop: () => Promise<{ readonly missing: number; readonly expected: number } | undefined>;
  /** Deletions that began more than an hour ago and have not ended. */
  readonly late: () => Promise<number>;
}

/** Nothing expires under a doubtful clock, until somebody mends or confirms it; all else goes on. */
export const expiryNeed = ({ doubt, stop, late }: ExpiryStanding): Need => ({
  name: 'expiry',
  check: async () => {
    const inDoubt = await doubt();
    if (inDoubt) return [inDoubt];
    const stopped = await stop();
    if (stopped) return [objectsMissing(stopped)];
    const count = await late();
    return count === 0 ? [] : [deletionsLate(count)];
  },
});

const objectsMissing = ({ missing, expected }: { missing: number; expected: number }): Lack =>
  lack('objects-missing', `${missing} of ${expected} objects that expire are not in the store`);

const deletionsLate = (count: number): Lack =>
  lack('deletions-late', `deletions that began more than an hour ago and have not ended: ${count}`);
