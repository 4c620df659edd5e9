import type { SiteId } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';

/** The sites of the ward; ours alone before it has begun. Errors: `catalogue-unavailable`. */
export const sitesOf = async ({
  ward,
  settings,
}: Pick<ApiDeps, 'ward' | 'settings'>): Promise<readonly SiteId[]> =>
  (await ward.read())?.sites ?? [settings.site];
