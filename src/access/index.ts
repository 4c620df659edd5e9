export * from './accounts/index.ts';
export { type Disclosed, type Disclosure, discloseTo } from './disclosure.ts';
export { type Issued, issue, issueAll, issuedBefore } from './issue.ts';
export type { MessageSettings } from './notification/message.ts';
export type {
  Mail,
  Mailer,
  Notification,
  NotificationId,
  NotificationOutbox,
  Webhook,
  WebhookEvent,
} from './notification/notification.ts';
export { remindCustodians } from './notification/remind-custodians.ts';
export { type SendDeps, sendNotifications } from './notification/send-notifications.ts';
export { close } from './request/closing.ts';
export { decide, type Judge, mayJudge, reviewEmergency } from './request/decision.ts';
export { type Deputies, type Deputy, type DeputyId, endDeputy, nameDeputy } from './request/deputy.ts';
export {
  emergencyRestMs,
  newDraft,
  openEmergency,
  redrafted,
  requireDraft,
  submit,
} from './request/filing.ts';
export {
  type FootageRequest,
  isExpired,
  isLive,
  isOverdue,
  outcomes,
  type RequestDraft,
  type RequestState,
  requestStates,
} from './request/request.ts';
export {
  emergencyForm,
  formatArea,
  parseEmergency,
  parseRequest,
  type RangeBounds,
  requestArea,
  requestForm,
} from './request/request-form.ts';
export type { RequestFilter, Requests, Taken } from './request/requests.ts';
export { seenBy, sees, seesEveryRequest } from './request/sight.ts';
export type { HoldStep, Step, Telling } from './request/step.ts';
export { type Urgency, urgencies } from './request/urgency.ts';
export { type Action, actions, isDeputised, may, type Role, roles, rolesThatMay } from './roles.ts';
export {
  effectiveScope,
  type Look,
  type Permit,
  permitLook,
  type Wanted,
} from './scope.ts';
export {
  checkPassword,
  checkUserName,
  type NewUser,
  type PasswordHasher,
  type User,
  type UserChanges,
  type Users,
} from './users.ts';
