export { type EnrolmentDeps, enrolCamera } from './enrolment.ts';
export * from './import/index.ts';
export {
  type CameraRegistration,
  changesForm,
  parseRegistration,
  type RegistrationSource,
  registrationFields,
  registrationForm,
} from './registration.ts';
