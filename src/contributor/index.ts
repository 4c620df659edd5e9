export { type AnswerFacts, contributorAnswer } from './answer.ts';
export { type AnswerWords, answerEn, answerVi } from './answer-words.ts';
export {
  type LookKind,
  type LookMeter,
  lookEvents,
  lookKinds,
  type MonthOfLooks,
  monthOf,
  told,
} from './looks.ts';
export {
  alreadyPaused,
  lasting,
  notPaused,
  type Pause,
  type PauseBook,
  withdrawnForGood,
} from './pause.ts';
export { newPause, newWithdrawal, pauseForm, strangeContributor, withdrawalForm } from './pause-form.ts';
export { resumeDue } from './resume-due.ts';
