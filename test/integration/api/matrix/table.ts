import { type Role, roles } from '../../../../src/access/index.ts';
import type { RouteName } from '../../../../src/client/index.ts';

/** Whom a route lets in. */
export type Admitted =
  | { readonly by: 'anyone' }
  /** `isHalf`: also a session that owes the set-up of a second factor. Neither is for programs. */
  | { readonly by: 'account'; readonly isHalf: boolean }
  /** `programs`: also by a token of one of these roles. */
  | { readonly by: 'role'; readonly roles: readonly Role[]; readonly programs: boolean };

const anyone: Admitted = { by: 'anyone' };
const account: Admitted = { by: 'account', isHalf: false };
const halfway: Admitted = { by: 'account', isHalf: true };
const people = (...named: Role[]): Admitted => ({ by: 'role', roles: named, programs: false });
const programs = (...named: Role[]): Admitted => ({ by: 'role', roles: named, programs: true });

interface Row {
  readonly who: Admitted;
  /** While the ward is being founded and afterwards, where these differ. */
  readonly answers?: readonly [founding: string, founded: string];
}

/** `unknown`: the answer about a thing of another ward, for every route with a thing in its path. */
type RowOf<Name extends RouteName> = Name extends `${string}/:${string}`
  ? Row & { readonly unknown: string }
  : Row & { readonly unknown?: never };

/** Every route of the API: one without a row does not compile. */
export const matrix: { readonly [Name in RouteName]: RowOf<Name> } = {
  'get /healthz': { who: anyone },
  'get /readyz': { who: anyone },
  'get /metrics': { who: anyone },
  'get /api/openapi.json': { who: anyone },
  'get /api/docs': { who: anyone },
  'get /api/docs.css': { who: anyone },
  'post /api/first-admin': { who: anyone },
  'post /api/link': { who: anyone },
  'post /api/link/use': { who: anyone },
  'post /api/session': { who: anyone },
  'get /api/session': { who: halfway },
  'delete /api/session': { who: halfway },
  'get /api/account/second-factor': { who: account },
  'post /api/account/second-factor': { who: halfway },
  'post /api/account/second-factor/confirm': { who: halfway },
  'post /api/account/password': { who: account },
  'put /api/account/email': { who: account },
  'get /api/account/sessions': { who: account },
  // Before all of them end.
  'delete /api/account/sessions/:id': { who: account, unknown: 'session-not-found' },
  'delete /api/account/sessions': { who: account },
  'get /api/account/tokens': { who: account },
  'post /api/account/tokens': { who: account },
  'delete /api/account/tokens/:id': { who: account, unknown: 'token-not-found' },
  'get /api/users': { who: people('admin') },
  'post /api/users': { who: people('admin'), answers: ['taken', 'proposal-needed'] },
  'put /api/users/:id/email': {
    who: people('admin'),
    unknown: 'user-not-found',
    answers: ['taken', 'own-email-only'],
  },
  'get /api/resets': { who: people('custodian', 'auditor', 'admin') },
  'delete /api/resets/:id': { who: people('custodian', 'auditor', 'admin'), unknown: 'reset-not-found' },
  'post /api/users/:id/password-reset': {
    who: people('admin'),
    unknown: 'user-not-found',
    answers: ['taken', 'proposal-needed'],
  },
  'post /api/users/:id/second-factor-reset': {
    who: people('admin'),
    unknown: 'user-not-found',
    answers: ['taken', 'proposal-needed'],
  },
  'get /api/users/:id/sessions': { who: people('admin'), unknown: 'user-not-found' },
  'delete /api/users/:id/sessions': { who: people('admin'), unknown: 'user-not-found' },
  'delete /api/users/:id/sessions/:sessionId': { who: people('admin'), unknown: 'user-not-found' },
  'get /api/users/:id/tokens': { who: people('admin'), unknown: 'user-not-found' },
  'delete /api/users/:id/tokens/:tokenId': { who: people('admin'), unknown: 'user-not-found' },
  'get /api/founding': { who: people('custodian', 'admin') },
  'post /api/founding/offer': { who: people('custodian', 'admin'), answers: ['taken', 'founding-over'] },
  'post /api/founding/closing': {
    who: people('custodian', 'admin'),
    answers: ['people-changed', 'founding-over'],
  },
  'get /api/founding/paper': { who: people('custodian', 'admin') },
  'get /api/proposals': { who: people('custodian', 'auditor', 'admin') },
  'post /api/proposals': { who: people('admin'), answers: ['proposal-unneeded', 'taken'] },
  'post /api/proposals/:id/answer': { who: people('custodian', 'auditor'), unknown: 'proposal-not-found' },
  'delete /api/proposals/:id': { who: people('admin'), unknown: 'proposal-not-found' },
  'post /api/proposals/:id/link': { who: people('admin'), unknown: 'proposal-not-found' },
  'get /api/console': { who: account },
  'get /api/request-lists': { who: programs('admin') },
  'put /api/request-lists': { who: programs('admin') },
  'get /api/first-steps': { who: people('admin') },
  'get /api/rights': { who: account },
  'get /api/system': { who: programs('technician', 'admin') },
  'patch /api/users/:id': {
    who: people('admin'),
    unknown: 'user-not-found',
    answers: ['taken', 'proposal-needed'],
  },
  'get /api/neighbourhoods': { who: programs(...roles) },
  'post /api/neighbourhoods': { who: programs('technician', 'admin') },
  'post /api/discoveries': { who: programs('technician') },
  'get /api/discoveries/:id': { who: programs('technician'), unknown: 'discovery-not-found' },
  'get /api/discoveries/:id/devices.csv': { who: programs('technician'), unknown: 'discovery-not-found' },
  'post /api/discoveries/:id/import': { who: programs('technician'), unknown: 'discovery-not-found' },
  'get /api/moves': { who: programs('technician') },
  'post /api/moves/:id/accept': { who: programs('technician'), unknown: 'move-not-found' },
  'post /api/moves/:id/refuse': { who: programs('technician'), unknown: 'move-not-found' },
  'get /api/cameras': { who: programs(...roles) },
  'post /api/stream-trials': { who: people('technician') },
  'post /api/cameras': { who: programs('technician') },
  'get /api/cameras/:id': { who: programs('technician'), unknown: 'camera-not-found' },
  'patch /api/cameras/:id': { who: programs('technician'), unknown: 'camera-not-found' },
  'post /api/cameras/:id/retry': { who: programs('technician'), unknown: 'camera-not-found' },
  'get /api/cameras.csv': { who: programs('technician') },
  'get /api/imports/template.csv': { who: programs('technician') },
  'post /api/imports/columns': { who: programs('technician') },
  'post /api/imports': { who: programs('technician') },
  'get /api/imports/:id': { who: programs('technician'), unknown: 'import-not-found' },
  'patch /api/imports/:id/rows/:line': { who: programs('technician'), unknown: 'import-not-found' },
  'patch /api/imports/:id/rows': { who: programs('technician'), unknown: 'import-not-found' },
  'post /api/imports/:id/run': { who: programs('technician'), unknown: 'import-not-found' },
  'delete /api/imports/:id/run': { who: programs('technician'), unknown: 'import-not-found' },
  'get /api/cameras/:id/notices': { who: programs(...roles), unknown: 'camera-not-found' },
  'post /api/cameras/:id/notices': { who: programs('technician'), unknown: 'camera-not-found' },
  'delete /api/cameras/:id/notices/current': { who: programs('technician'), unknown: 'camera-not-found' },
  'put /api/cameras/:id/notices/current/photo': { who: programs('technician'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/notices/current/photo': { who: programs(...roles), unknown: 'camera-not-found' },
  'get /api/ledger': { who: programs('technician', 'custodian', 'auditor', 'admin') },
  'post /api/cameras/:id/contributors': { who: programs('technician'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/contributors': { who: people('admin'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/pauses': {
    who: programs('technician', 'custodian', 'auditor'),
    unknown: 'camera-not-found',
  },
  'post /api/cameras/:id/pauses': { who: programs('custodian'), unknown: 'camera-not-found' },
  'delete /api/cameras/:id/pauses/current': { who: programs('custodian'), unknown: 'camera-not-found' },
  'post /api/cameras/:id/withdrawal': { who: programs('custodian'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/looks': { who: programs('custodian', 'auditor'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/contributor-answer': { who: programs('custodian'), unknown: 'camera-not-found' },
  'get /api/health/cameras': { who: programs('technician') },
  'get /api/to-do': { who: programs('technician') },
  'put /api/cameras/:id/password-exception': { who: programs('technician'), unknown: 'camera-not-found' },
  'get /api/cameras/:id/enrolment-still': { who: people('technician'), unknown: 'camera-not-found' },
  'post /api/cameras/:id/enrolment-still': { who: people('technician'), unknown: 'camera-not-found' },
  'post /api/cameras/:id/live-picture': { who: people('technician'), unknown: 'camera-not-found' },
  'get /api/places': { who: programs(...roles) },
  'get /api/map': { who: programs(...roles) },
  'get /api/map/sample.geojson': { who: programs('technician', 'admin') },
  'get /api/gazetteer/sample.csv': { who: programs('technician', 'admin') },
  'post /api/map': { who: programs('technician', 'admin') },
  'post /api/gazetteer': { who: programs('technician', 'admin') },
  'get /api/footage': { who: programs('officer', 'custodian', 'auditor') },
  'post /api/negative-answers': { who: programs('officer', 'custodian') },
  'get /api/negative-answers/:id/paper.pdf': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'negative-not-found',
  },
  'get /api/negative-answers/:id/statement.json': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'negative-not-found',
  },
  'get /api/negative-answers/:id/proof.zip': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'negative-not-found',
  },
  'post /api/requests': { who: programs('officer') },
  'get /api/requests': { who: programs('officer', 'custodian', 'auditor') },
  'get /api/requests/:id': { who: programs('officer', 'custodian', 'auditor'), unknown: 'request-not-found' },
  'get /api/requests/:id/footage': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/closing': { who: programs('officer', 'custodian'), unknown: 'request-not-found' },
  'post /api/emergencies': { who: people('officer') },
  'get /api/emergencies': { who: people('officer', 'custodian') },
  'post /api/requests/:id/countersignature': {
    who: people('officer', 'custodian'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/letters': { who: people('officer'), unknown: 'request-not-found' },
  'post /api/drafts': { who: programs('officer') },
  'put /api/drafts/:id': { who: programs('officer'), unknown: 'request-not-found' },
  'delete /api/drafts/:id': { who: programs('officer'), unknown: 'request-not-found' },
  'post /api/drafts/:id/submission': { who: programs('officer'), unknown: 'request-not-found' },
  'get /api/inbox': { who: people('custodian') },
  'post /api/requests/:id/decision': { who: people('custodian'), unknown: 'request-not-found' },
  'get /api/requests/:id/sheet': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/decision-letter': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/marks': {
    who: programs('officer', 'custodian', 'auditor'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/marks': { who: people('officer'), unknown: 'request-not-found' },
  'patch /api/requests/:id/marks/:markId': { who: people('officer'), unknown: 'request-not-found' },
  'delete /api/requests/:id/marks/:markId': { who: people('officer'), unknown: 'request-not-found' },
  'post /api/requests/:id/review': { who: people('custodian'), unknown: 'request-not-found' },
  'get /api/deputies': { who: programs('officer', 'custodian', 'auditor') },
  'post /api/deputies': { who: people('custodian') },
  'delete /api/deputies/:id': { who: people('custodian'), unknown: 'deputy-not-found' },
  'get /api/requests/:id/cameras/:cameraId/playlist.m3u8': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/variants.m3u8': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/copy.m3u8': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/frames/:frame.jpg': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/init.mp4': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number.m4s': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/init.mp4': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number.m4s': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/keyframe.m4s': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/frames/:frame.jpg': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/cameras/:cameraId/still': { who: people('officer'), unknown: 'request-not-found' },
  'get /api/requests/:id/cameras/:cameraId/storyboard': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/cameras/:cameraId/changes': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/exports': { who: people('officer'), unknown: 'request-not-found' },
  'get /api/requests/:id/exports': { who: people('officer'), unknown: 'request-not-found' },
  'get /api/requests/:id/export-sizes': { who: people('officer'), unknown: 'request-not-found' },
  'get /api/requests/:id/exports/:exportId': { who: people('officer'), unknown: 'request-not-found' },
  'post /api/requests/:id/exports/:exportId/cancel': { who: people('officer'), unknown: 'request-not-found' },
  'get /api/requests/:id/exports/:exportId/archive.zip': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/exports/:exportId/hand-over-links': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'delete /api/requests/:id/exports/:exportId/hand-over-links/:handOverId': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/exports/:exportId/receipt': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'get /api/requests/:id/exports/:exportId/hand-over.pdf': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'post /api/requests/:id/exports/:exportId/hand-overs': {
    who: people('officer'),
    unknown: 'request-not-found',
  },
  'post /api/hand-over': { who: anyone },
  'post /api/hand-over/confirm': { who: anyone },
  'get /api/custody': { who: programs('auditor') },
  'get /api/custody/sessions': { who: programs('auditor') },
  'get /api/custody/sessions/:eventId': { who: programs('auditor'), unknown: 'looking-session-not-found' },
  'get /api/month-report': { who: programs('auditor') },
  'get /api/month-report/sheet': { who: programs('auditor') },
  'get /api/custody.csv': { who: programs('auditor') },
  'post /api/custody/actors/:pseudonym/open': { who: people('auditor'), unknown: 'actor-not-found' },
  'get /api/custody/verify': { who: programs('auditor') },
  'get /api/custody/coverage': { who: programs('auditor') },
  'get /api/holds': { who: programs('officer', 'custodian', 'auditor', 'admin') },
  'post /api/holds': { who: programs('officer', 'custodian') },
  'post /api/holds/:id/review': { who: programs('custodian'), unknown: 'hold-not-found' },
  'post /api/holds/:id/release': { who: programs('custodian'), unknown: 'hold-not-found' },
  'get /api/retention': { who: programs('custodian', 'auditor', 'admin') },
  'put /api/retention': { who: programs('admin') },
  'get /api/retention/forecast': { who: programs('custodian', 'auditor', 'admin') },
  'post /api/retention/forecast': { who: programs('admin') },
  'get /api/retention/receipts': { who: programs('custodian', 'auditor', 'admin') },
  'post /api/retention/clock': { who: programs('admin') },
  'post /api/retention/stop': { who: programs('custodian', 'admin') },
  'get /api/queues': { who: programs('admin') },
  'get /api/queues/:queue/jobs': { who: programs('admin'), unknown: 'queue-not-found' },
  'post /api/queues/:queue/failed/:jobId/retry': { who: programs('admin'), unknown: 'queue-not-found' },
  'post /api/queues/:queue/retry': { who: programs('admin'), unknown: 'queue-not-found' },
};
