export { type AnswerFacts, contributorAnswer } from './answer.ts';
export { type AnswerWords, answerEn, answerVi } from './answer-words.ts';
export {
  type Contribution,
  type ContributionRepository,
  type ContributorForm,
  type ContributorIdentity,
  contributorForm,
  type LedgerLine,
  parseContributor,
  type SealedContribution,
} from './contributor.ts';
export { contributorsOf, keepContributor } from './kept-contributor.ts';
export {
  type LookKind,
  type LookRepository,
  lookEvents,
  lookKinds,
  type MonthOfLooks,
  pastMonths,
} from './looks.ts';
export {
  alreadyPaused,
  lasting,
  notPaused,
  type Pause,
  type PauseRepository,
  withdrawnForGood,
} from './pause.ts';
export { pauseCamera, resumeCamera, resumeDue, withdrawCamera } from './pause-acts.ts';
export { pauseForm, strangeContributor, withdrawalForm } from './pause-form.ts';
