import type { ApiDeps } from './api-deps.ts';
import type { Route } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { cameraRoutes } from './routes/cameras.ts';
import { consoleRoutes } from './routes/console.ts';
import { contributorRoutes } from './routes/contributors.ts';
import { custodyRoutes } from './routes/custody.ts';
import { custodyCheckRoutes } from './routes/custody-checks.ts';
import { deputyRoutes } from './routes/deputies.ts';
import { discoveryRoutes } from './routes/discoveries.ts';
import { draftRoutes } from './routes/drafts.ts';
import { enrolmentStillRoutes } from './routes/enrolment-still.ts';
import { exportRoutes } from './routes/exports.ts';
import { firstAdminRoutes } from './routes/first-admin.ts';
import { footageRoutes } from './routes/footage.ts';
import { healthRoutes } from './routes/health.ts';
import { healthListRoutes } from './routes/health-list.ts';
import { holdRoutes } from './routes/holds.ts';
import { importRoutes } from './routes/imports.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { lookRoutes } from './routes/looks.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { neighbourhoodRoutes } from './routes/neighbourhoods.ts';
import { noticeRoutes } from './routes/notices.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { pauseRoutes } from './routes/pauses.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { placeRoutes } from './routes/places.ts';
import { playbackRoutes } from './routes/playback.ts';
import { requestRoutes } from './routes/requests.ts';
import { retentionRoutes } from './routes/retention.ts';
import { secondFactorRoutes } from './routes/second-factor.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userAccountRoutes } from './routes/user-accounts.ts';
import { userRoutes } from './routes/users.ts';

/** Every route there is. Nothing else adds one. */
export const routesOf = (deps: ApiDeps): readonly Route[] => [
  ...healthRoutes(deps),
  ...metricsRoutes(deps),
  ...openApiRoutes(() => routesOf(deps)),
  ...firstAdminRoutes(deps),
  ...sessionRoutes(deps),
  ...secondFactorRoutes(deps),
  ...accountRoutes(deps),
  ...tokenRoutes(deps),
  ...consoleRoutes(deps),
  ...userRoutes(deps),
  ...userAccountRoutes(deps),
  ...neighbourhoodRoutes(deps),
  ...discoveryRoutes(deps),
  ...importRoutes(deps),
  ...cameraRoutes(deps),
  ...noticeRoutes(deps),
  ...contributorRoutes(deps),
  ...pauseRoutes(deps),
  ...lookRoutes(deps),
  ...healthListRoutes(deps),
  ...enrolmentStillRoutes(deps),
  ...placeRoutes(deps),
  ...footageRoutes(deps),
  ...requestRoutes(deps),
  ...draftRoutes(deps),
  ...inboxRoutes(deps),
  ...deputyRoutes(deps),
  ...playbackRoutes(deps),
  ...pictureRoutes(deps),
  ...exportRoutes(deps),
  ...holdRoutes(deps),
  ...retentionRoutes(deps),
  ...custodyRoutes(deps),
  ...custodyCheckRoutes(deps),
];
