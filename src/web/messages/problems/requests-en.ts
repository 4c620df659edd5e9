import { remedied as one, type Remedied } from './remedied.ts';
import type { problemsOfRequestsVi } from './requests-vi.ts';

export const problemsOfRequestsEn: Readonly<Record<keyof typeof problemsOfRequestsVi, Remedied>> = {
  'emergency-repeated': one(
    'An emergency of yours over this footage is open, or waits for a countersignature.',
    'Use that one. Once it has ended you can call another, which a second person countersigns.',
  ),
  'emergency-rest': one(
    'Your last emergency was not justified.',
    'File an urgent request; you can open emergencies again a day after that review.',
  ),
  'emergency-cameras': one(
    'An emergency cannot be that wide: too many cameras stand in this area.',
    'Choose a smaller area or fewer cameras; for the whole area, file an urgent request.',
  ),
  'countersignature-awaited': one(
    'An emergency of yours already waits for a countersignature.',
    'Call another officer, a custodian or a deputy to countersign it, or withdraw it.',
  ),
  'emergency-stills-spent': one(
    'This emergency has given all the stills that it may before its review.',
    'Call another officer, a custodian or a deputy to countersign it, then go on; playback still works.',
  ),
  'emergency-bytes-spent': one(
    'This emergency has served all the footage that it may before its review.',
    'Call a custodian or a deputy to review it now, or file an urgent request for the rest.',
  ),
  'export-needs-second-person': one(
    'No bundle yet: nobody has countersigned this emergency.',
    'Call another officer, a custodian or a deputy to countersign it on the page Requests or Inbox.',
  ),
  'range-in-future': one(
    'The time lies in the future.',
    'Requests and holds cover past events: choose an earlier time.',
  ),
  'held-bytes-cap': one(
    'Waiting requests and holds by hand hold the maximum of footage, so no new one is accepted at the moment.',
    'Save it as a draft until a custodian has decided waiting requests or released holds, then submit it; or choose less time or fewer cameras.',
  ),
  'authority-invalid': one('The authority is not valid.', 'Write 1 to 200 characters.'),
  'report-invalid': one('The report is not valid.', 'Write 1000 characters at most, on one line.'),
  'emergency-reason-invalid': one(
    'The reason is too short or too long.',
    'Describe in 10 to 1000 characters why it cannot wait.',
  ),
  'request-changed': one(
    'Another user has just changed this request.',
    'Load the page again to see its state.',
  ),
  'request-not-draft': one('This request was submitted.', 'File a new request for other footage.'),
  'request-not-open': one('This request has ended.', 'Load the page again to see its state.'),
  'outcome-not-yours': one('Your role cannot record that outcome.', 'Choose another one.'),
  'polygon-too-few-corners': one('An area needs at least three corners.', 'Add corners, then finish.'),
  'polygon-too-many-corners': one('The area has too many corners.', 'Draw a simpler one.'),
  'export-under-way': one('Another export of this request is being built.', 'Wait for it, or cancel it.'),
  'export-settled': one('This export is finished or was cancelled.', 'Load the page again.'),
  'export-not-ready': one(
    'This export has no bundle to download yet.',
    'Wait until it is ready, or build another.',
  ),
  'export-not-found': one('There is no such export.', 'Load the page again.'),
};
