import { AppError, invalid, printable, type SiteId } from '../core/index.ts';
import { type Actor, custodyEvent } from '../custody/index.ts';
import type { WardBook, WardChanges } from './ward-book.ts';

/** Whoever changes a ward, on the host itself, where nobody is signed in. */
export interface WardKeeper extends Actor {
  /** Name of the user of the operating system. */
  readonly hostAccount: string;
}

/** As MINHCHUNG_SITE takes it. */
const siteForm = /^[a-z][a-z0-9-]{0,31}$/;

/** Adds a site: its workers may start from now on. Errors: `site-form` (invalid), `ward-absent`, `site-known` (conflict). */
export async function addSite(book: WardChanges, by: WardKeeper, named: string): Promise<SiteId> {
  if (!siteForm.test(named))
    throw invalid(
      'site-form',
      'The name of a site is 1 to 32 of a-z, 0-9 and "-", starting with a letter.',
      'site',
    );
  await refuseAbsent(book);
  const detail = { site: named, hostAccount: by.hostAccount };
  await book.addSite(named as SiteId, custodyEvent(by, 'site-added', { detail }));
  return named as SiteId;
}

/** Changes the name by which people know the ward. Errors: `ward-name-form` (invalid), `ward-absent` (conflict). */
export async function renameWard(book: WardChanges, by: WardKeeper, written: string): Promise<string> {
  const name = written.trim().normalize();
  if (name === '' || name.length > 200 || !printable.test(name))
    throw invalid('ward-name-form', 'A ward has a name of 1 to 200 characters on one line.', 'name');
  await refuseAbsent(book);
  const detail = { name, hostAccount: by.hostAccount };
  await book.rename(name, custodyEvent(by, 'ward-renamed', { detail }));
  return name;
}

async function refuseAbsent(book: WardBook): Promise<void> {
  if (await book.read()) return;
  throw new AppError('conflict', 'ward-absent', 'There is no ward yet: start the service once.');
}
