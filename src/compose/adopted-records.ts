import { setTimeout as rest } from 'node:timers/promises';
import { PostgresAdoptionBook } from '../adapters/postgres/adoption/adoption-book.ts';
import type { SiteId } from '../core/index.ts';
import { type AdoptionDeps, type AdoptionMark, type AdoptionMarks, originOf } from '../log/index.ts';
import { logFileKey, readLogFile } from '../objects/index.ts';
import type { Services } from './services.ts';

/** States records of what an earlier version left in this site. */
export const composeAdoption = (base: Services): Omit<AdoptionDeps, 'clock' | 'log'> => ({
  book: new PostgresAdoptionBook(base.db, base),
  marks: storedMarks(base),
  rest: (ms) => rest(ms),
});

/** In the store, beside the files of the log, where no file is ever replaced. */
function storedMarks(base: Services): AdoptionMarks {
  const { store, wardId, siteId } = base;
  const marks = adoptionOf(base);
  return {
    read: () => marks(siteId),
    write: async (mark) => {
      const key = logFileKey(originOf(wardId, 1), pathOf(siteId, mark.isDone ? 'done' : 'begun'));
      await store.put(key, Buffer.from(JSON.stringify(mark)), 'application/json');
    },
  };
}

const pathOf = (site: SiteId, step: 'begun' | 'done') => `adopted/${site}-${step}`;

/** Reads how far the adoption of a site is; what is done stays so. Errors: those of the store. */
export function adoptionOf({
  store,
  wardId,
}: Pick<Services, 'store' | 'wardId'>): (site: SiteId) => Promise<AdoptionMark | undefined> {
  const read = readLogFile(store, originOf(wardId, 1));
  const done = new Map<SiteId, AdoptionMark>();
  return async (site) => {
    const known = done.get(site);
    if (known) return known;
    const found = (await read(pathOf(site, 'done'))) ?? (await read(pathOf(site, 'begun')));
    const mark = found && (JSON.parse(Buffer.from(found).toString()) as AdoptionMark);
    if (mark?.isDone) done.set(site, mark);
    return mark;
  };
}
