import type { SiteId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { Ward } from './ward.ts';

/** What a catalogue knows of its ward. Errors: `unavailable` `catalogue-unavailable`. */
export interface WardBook {
  /** `undefined` before a ward has begun. */
  read(): Promise<Ward | undefined>;
  /**
   * Begins the ward with that site; with those of an upgraded catalogue where it has some. A ward that is there already
   * stays. Answers the ward that is there then.
   */
  begin(ward: Omit<Ward, 'sites'>, site: SiteId): Promise<Ward>;
}

/** The same, to be changed. */
export interface WardChanges extends WardBook {
  /** One transaction with the event. Errors: `site-known` (conflict). */
  addSite(site: SiteId, event: CustodyEvent): Promise<void>;
  /** One transaction with the event. */
  rename(name: string, event: CustodyEvent): Promise<void>;
}
