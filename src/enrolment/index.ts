export { type EnrolmentDeps, enrolCamera } from './enrolment.ts';
export * from './import/index.ts';
export {
  type CameraRegistration,
  changesForm,
  parseRegistration,
  parseStreamTrial,
  type RegistrationSource,
  registrationFields,
  registrationForm,
  streamTrialForm,
} from './registration.ts';
export { tryRegistration, tryStream } from './stream-trial.ts';
