import type { SiteId } from '../../../core/index.ts';
import type { Located } from '../../../retention/index.ts';
import type { Database } from '../database.ts';

/** Those of the site, or of the ward. */
export const locatedCameras = (db: Database, siteId?: SiteId): Promise<Located[]> =>
  db
    .selectFrom('camera')
    .select(['id as cameraId', 'neighbourhood_id as neighbourhoodId'])
    .$if(siteId !== undefined, (of) => of.where('site_id', '=', siteId ?? ''))
    .execute();
