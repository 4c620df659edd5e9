import {
  type AppError,
  type Clock,
  invalid,
  isId,
  newId,
  type SiteId,
  unavailable,
  type WardId,
} from '../core/index.ts';
import type { Ward } from './ward.ts';
import type { WardBook } from './ward-book.ts';

/** Which ward a process or a command means. */
export interface MeantWard {
  /** Id or name, of the settings. */
  readonly named?: string | undefined;
  /** The one that this data directory served before. */
  readonly remembered?: WardId | undefined;
}

/**
 * The ward of the catalogue, begun where there is none yet, for a process of that site.
 * Errors: those of `refuseOtherWard` and the book; `site-unknown` (invalid) for a site that is not one of the ward's.
 */
export async function joinWard(
  book: WardBook,
  site: SiteId,
  { clock, ...meant }: MeantWard & { readonly clock: Clock },
): Promise<Ward> {
  const there = await book.read();
  refuseOtherWard(there, meant);
  const ward = there ?? (await beginWard(book, site, meant.named, clock.nowMs()));
  // Two processes may begin it at once: one does, and both go by it.
  refuseOtherWard(ward, meant);
  if (!ward.sites.includes(site)) throw siteUnknown(ward, site);
  return ward;
}

const beginWard = (book: WardBook, site: SiteId, name: string = site, nowMs: number): Promise<Ward> =>
  book.begin({ id: newId('ward', nowMs), name, begunAtMs: nowMs }, site);

/** Errors: `ward-not-ours` (unavailable) when the catalogue is another ward than the one that is meant. */
export function refuseOtherWard(
  there: Pick<Ward, 'id' | 'name'> | undefined,
  { named, remembered }: MeantWard,
): void {
  if (remembered !== undefined && there?.id !== remembered) throw wardNotOurs(there?.id, remembered);
  if (named === undefined) return;
  const isNamed = there ? [there.id, there.name].includes(named) : !isId('ward', named);
  if (!isNamed) throw wardNotNamed(there, named);
}

/** Ids are no secret: anyone may read this. */
export function wardNotOurs(there: WardId | undefined, meant: WardId): AppError {
  if (there === undefined)
    return unavailable('ward-not-ours', `the catalogue names no ward, and ${meant} is meant`);
  return unavailable(
    'ward-not-ours',
    `the catalogue is another ward: ${there} is there, and ${meant} is meant`,
  );
}

function wardNotNamed(there: Pick<Ward, 'id' | 'name'> | undefined, named: string): AppError {
  const says = there ? `is ${there.name} (${there.id})` : 'names no ward';
  return unavailable(
    'ward-not-ours',
    `MINHCHUNG_WARD is ${named}, and the catalogue ${says}: correct it, or DATABASE_URL`,
  );
}

function siteUnknown({ name, sites }: Ward, site: SiteId): AppError {
  const known = sites.join(', ');
  return invalid(
    'site-unknown',
    `MINHCHUNG_SITE is ${site}, and the ward ${name} has the sites ${known}: correct it, or DATABASE_URL; ` +
      `if it is a new site of that ward, run minhchung site add ${site} first`,
  );
}
