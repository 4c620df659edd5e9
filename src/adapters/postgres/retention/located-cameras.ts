import type { SiteId } from '../../../core/index.ts';
import type { Located } from '../../../retention/index.ts';
import type { Database } from '../database.ts';

export const locatedCameras = (db: Database, siteId: SiteId): Promise<Located[]> =>
  db
    .selectFrom('camera')
    .select(['id as cameraId', 'neighbourhood_id as neighbourhoodId'])
    .where('site_id', '=', siteId)
    .execute();
