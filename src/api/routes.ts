import { accountRoutes } from './accounts/account-routes.ts';
import { linkRoutes } from './accounts/link-routes.ts';
import { resetRoutes } from './accounts/reset-routes.ts';
import { rightsRoutes } from './accounts/rights-routes.ts';
import { secondFactorRoutes } from './accounts/second-factor-routes.ts';
import { sessionRoutes } from './accounts/session-routes.ts';
import { tokenRoutes } from './accounts/token-routes.ts';
import { userAccountRoutes } from './accounts/user-account-routes.ts';
import { userRoutes } from './accounts/user-routes.ts';
import type { ApiDeps } from './api-deps.ts';
import { cameraRoutes } from './cameras/camera-routes.ts';
import { discoveryRoutes } from './cameras/discovery-routes.ts';
import { enrolmentStillRoutes } from './cameras/enrolment-still-routes.ts';
import { livePictureRoutes } from './cameras/live-picture-routes.ts';
import { moveRoutes } from './cameras/move-routes.ts';
import { noticeRoutes } from './cameras/notice-routes.ts';
import { streamTrialRoutes } from './cameras/stream-trial-routes.ts';
import { contributorRoutes } from './contributors/contributor-routes.ts';
import { lookRoutes } from './contributors/look-routes.ts';
import { pauseRoutes } from './contributors/pause-routes.ts';
import { custodyCheckRoutes } from './custody/custody-check-routes.ts';
import { custodyRoutes } from './custody/custody-routes.ts';
import { lookingRoutes } from './custody/looking-routes.ts';
import { exportRoutes } from './exports/export-routes.ts';
import { handOverLinkRoutes } from './exports/hand-over-link-routes.ts';
import { handOverRoutes } from './exports/hand-over-routes.ts';
import { receiptRoutes } from './exports/receipt-routes.ts';
import { changeRoutes } from './footage/change-routes.ts';
import { copyRoutes } from './footage/copy-routes.ts';
import { footageRoutes } from './footage/footage-routes.ts';
import { frameRoutes } from './footage/frame-routes.ts';
import { negativeRoutes } from './footage/negative-routes.ts';
import { pictureRoutes } from './footage/picture-routes.ts';
import { playbackRoutes } from './footage/playback-routes.ts';
import { foundingRoutes } from './founding/founding-routes.ts';
import { healthListRoutes } from './health-list/health-list-routes.ts';
import { foundImportRoutes } from './imports/found-import-routes.ts';
import { importRoutes } from './imports/import-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { openApiRoutes } from './openapi/openapi-routes.ts';
import { consoleRoutes } from './operations/console-routes.ts';
import { firstStepsRoutes } from './operations/first-steps-routes.ts';
import { healthRoutes } from './operations/health-routes.ts';
import { metricsRoutes } from './operations/metrics-routes.ts';
import { systemRoutes } from './operations/system-routes.ts';
import { neighbourhoodRoutes } from './places/neighbourhood-routes.ts';
import { placeRoutes } from './places/place-routes.ts';
import { proposalRoutes } from './proposals/proposal-routes.ts';
import { reportRoutes } from './reports/report-routes.ts';
import { decisionLetterRoutes } from './requests/decision-letter-routes.ts';
import { deputyRoutes } from './requests/deputy-routes.ts';
import { draftRoutes } from './requests/draft-routes.ts';
import { emergencyRoutes } from './requests/emergency-routes.ts';
import { inboxRoutes } from './requests/inbox-routes.ts';
import { listRoutes } from './requests/list-routes.ts';
import { markRoutes } from './requests/mark-routes.ts';
import { requestRoutes } from './requests/request-routes.ts';
import { holdRoutes } from './retention/hold-routes.ts';
import { retentionRoutes } from './retention/retention-routes.ts';
import type { Route } from './route.ts';

/** Every route there is. Nothing else adds one. */
export const routesOf = (deps: ApiDeps): readonly Route[] => [
  ...healthRoutes(deps),
  ...metricsRoutes(deps),
  ...openApiRoutes(() => routesOf(deps)),
  ...linkRoutes(deps),
  ...sessionRoutes(deps),
  ...secondFactorRoutes(deps),
  ...accountRoutes(deps),
  ...tokenRoutes(deps),
  ...consoleRoutes(deps),
  ...listRoutes(deps),
  ...systemRoutes(deps),
  ...firstStepsRoutes(deps),
  ...rightsRoutes(),
  ...userRoutes(deps),
  ...userAccountRoutes(deps),
  ...resetRoutes(deps),
  ...foundingRoutes(deps),
  ...proposalRoutes(deps),
  ...neighbourhoodRoutes(deps),
  ...discoveryRoutes(deps),
  ...moveRoutes(deps),
  ...foundImportRoutes(deps),
  ...importRoutes(deps),
  ...streamTrialRoutes(deps),
  ...cameraRoutes(deps),
  ...noticeRoutes(deps),
  ...contributorRoutes(deps),
  ...pauseRoutes(deps),
  ...lookRoutes(deps),
  ...healthListRoutes(deps),
  ...enrolmentStillRoutes(deps),
  ...livePictureRoutes(deps),
  ...placeRoutes(deps),
  ...footageRoutes(deps),
  ...negativeRoutes(deps),
  ...requestRoutes(deps),
  ...emergencyRoutes(deps),
  ...draftRoutes(deps),
  ...inboxRoutes(deps),
  ...decisionLetterRoutes(deps),
  ...markRoutes(deps),
  ...deputyRoutes(deps),
  ...playbackRoutes(deps),
  ...frameRoutes(deps),
  ...copyRoutes(deps),
  ...pictureRoutes(deps),
  ...changeRoutes(deps),
  ...exportRoutes(deps),
  ...handOverRoutes(deps),
  ...receiptRoutes(deps),
  ...handOverLinkRoutes(deps),
  ...holdRoutes(deps),
  ...retentionRoutes(deps),
  ...custodyRoutes(deps),
  ...lookingRoutes(deps),
  ...reportRoutes(deps),
  ...custodyCheckRoutes(deps),
  ...jobRoutes(deps),
];
