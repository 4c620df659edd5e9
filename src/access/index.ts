export type { AccountLink, FirstAdminLink, LinkPurpose, UserLink } from './account-link.ts';
export * from './accounts/index.ts';
export { type Disclosed, type Disclosure, discloseTo } from './disclosure.ts';
export { addLetter, letterDueMs, parseLetter } from './emergency/adding-letter.ts';
export {
  type AllowanceUse,
  EmergencyAllowance,
  type Spent,
  type SpentRepository,
} from './emergency/allowance.ts';
export { countersign } from './emergency/countersigning.ts';
export {
  addLetterTo,
  callEmergency,
  countersignableBy,
  countersignRequest,
  type EmergencyTools,
} from './emergency/emergency-acts.ts';
export type { EmergencyLimits } from './emergency/limits.ts';
export { openEmergency } from './emergency/opening.ts';
export {
  actionOfStep,
  type FirstStep,
  type FirstStepName,
  firstStepNames,
  firstSteps,
  rolesWithoutPeople,
  type SetUpFacts,
} from './first-steps.ts';
export { searchFootage } from './footage-search.ts';
export * from './founding/index.ts';
export { type Issued, issue, issueDownload, issuedBefore, type Transfer } from './issue.ts';
export { type DecisionFacts, decisionLetter } from './letter/decision-letter.ts';
export { type DecisionWords, decisionEn, decisionVi } from './letter/decision-words.ts';
export { requestSheet } from './letter/request-sheet.ts';
export { requestSheetEn, requestSheetVi } from './letter/request-sheet-words.ts';
export * from './lists/index.ts';
export { type Mark, mostMarks, mostPictured } from './mark/mark.ts';
export { changeMark, type MarkTools, markInstant, removeMark } from './mark/mark-acts.ts';
export { markForm, markWordsForm, parseMark, parseMarkWords } from './mark/mark-form.ts';
export type { MarkRepository, MarkStep } from './mark/mark-repository.ts';
export { mailState } from './notification/mail-state.ts';
export type { MessageSettings } from './notification/message.ts';
export type {
  LetterNotification,
  Mail,
  Mailer,
  Notification,
  NotificationId,
  NotificationRepository,
  Webhook,
  WebhookEvent,
} from './notification/notification.ts';
export { remindCustodians } from './notification/remind-custodians.ts';
export { type SendDeps, sendNotifications } from './notification/send-notifications.ts';
export { openActor } from './opened-actor.ts';
export { compareOpened, type OpenedCoverage } from './opened-coverage.ts';
export { type OpenedCamera, openedScope } from './opened-scope.ts';
export * from './proposal/index.ts';
export {
  type CheckedRequest,
  type CheckedRequests,
  checkedRequest,
  refuseAltered,
} from './request/checked-request.ts';
export { close } from './request/closing.ts';
export { decide, type Judge, mayJudge, reviewEmergency } from './request/decision.ts';
export {
  appointDeputy,
  type Deputy,
  type DeputyId,
  type DeputyRepository,
  dismissDeputy,
  endDeputy,
  nameDeputy,
} from './request/deputy.ts';
export { changeDraft, dropDraft, saveDraft } from './request/draft-acts.ts';
export {
  newDraft,
  redrafted,
  submit,
} from './request/filing.ts';
export { negativeForm, parseNegative } from './request/negative-form.ts';
export {
  type AddedLetter,
  type FootageRequest,
  isExpired,
  isLive,
  isOverdue,
  type Judgement,
  outcomes,
  owesLetter,
  type RequestDraft,
  type RequestLetter,
  type RequestState,
  requestStates,
  type SecondPerson,
  statedLetter,
} from './request/request.ts';
export {
  closeRequest,
  decideRequest,
  type Filed,
  fileRequest,
  isNearMost,
  type RequestTools,
  reviewRequest,
  submitDraft,
} from './request/request-acts.ts';
export {
  emergencyForm,
  formatArea,
  letterForm,
  parseEmergency,
  parseRequest,
  type RangeBounds,
  requestArea,
  requestForm,
} from './request/request-form.ts';
export type {
  EmergenciesOf,
  RequestFilter,
  RequestRepository,
  Taken,
  TakenEmergency,
} from './request/request-repository.ts';
export { awaitsAnswerOf, ownRequest, sees, seesEveryRequest, unalteredRequest } from './request/sight.ts';
export type { HoldStep, NotificationOrder, Step } from './request/step.ts';
export { type Urgency, urgencies } from './request/urgency.ts';
export {
  type Action,
  actions,
  deputyRoles,
  isDeputised,
  may,
  type Role,
  roles,
  rolesThatMay,
} from './roles.ts';
export {
  type Look,
  type Permit,
  permitLook,
  type Wanted,
} from './scope.ts';
export * from './station/index.ts';
export {
  type AccountLetter,
  type ChangeTerms,
  checkPassword,
  checkUserName,
  type EmailTerms,
  type MakingTerms,
  type NewUser,
  type PasswordHasher,
  type User,
  type UserChanges,
  type UserRepository,
  userOfId,
} from './users.ts';
export { ownEmailOnly, proposalNeeded } from './weighty.ts';
