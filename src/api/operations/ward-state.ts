import type { SiteId } from '../../core/index.ts';
import type { Heartbeat, Standing } from '../../operations/index.ts';
import type { Ward } from '../../ward/index.ts';
import type { WardStateJson } from './system-schemas.ts';

const workerNeed = 'worker:';

interface Fleet {
  readonly needs: readonly Standing[];
  readonly workers: readonly Heartbeat[];
  /** Of what does not tell its site. */
  readonly own: SiteId;
}

/** The ward, with the workers that each of its sites has and lacks. */
export const wardStateJson = ({ name, sites }: Ward, { needs, workers, own }: Fleet): WardStateJson => ({
  name,
  sites: sites.map((site) => ({
    site,
    workers: workers.filter((worker) => (worker.site ?? own) === site).length,
    missing: needs
      .filter((need) => isMissing(need, site, own))
      .map((need) => need.name.slice(workerNeed.length)),
  })),
});

const isMissing = ({ name, lacks }: Standing, at: SiteId, own: SiteId): boolean =>
  name.startsWith(workerNeed) &&
  lacks.some(({ code, site = own }) => code === 'worker-missing' && site === at);
