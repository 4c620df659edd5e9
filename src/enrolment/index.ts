export { type EnrolmentDeps, enrolCamera } from './enrolment.ts';
export { tryFound } from './found-trial.ts';
export * from './import/index.ts';
export { type LivePicture, takeLivePicture } from './live-picture.ts';
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
