import { remedied as one, type Remedied } from './remedied.ts';
import type { problemsOfRequestsVi } from './requests-vi.ts';

export const problemsOfRequestsEn: Readonly<Record<keyof typeof problemsOfRequestsVi, Remedied>> = {
  'emergency-repeated': one(
    'An emergency has opened this footage before, and nobody has reviewed it yet.',
    'Ask a custodian to review it, or file an urgent request.',
  ),
  'emergency-rest': one(
    'Your last emergency was found to be none.',
    'File an urgent request; emergencies can be opened again a day after that review.',
  ),
  'range-in-future': one(
    'The time lies in the future.',
    'A request is about what has happened: choose an earlier time.',
  ),
  'held-bytes-cap': one(
    'Requests that wait for approval hold as much as they may, so none is taken just now.',
    'Keep it as a draft, ask a custodian to answer those that wait, then send it; or take less time or fewer cameras.',
  ),
  'authority-invalid': one('The authority is not valid.', 'Write 1 to 200 characters.'),
  'report-invalid': one('The report is not valid.', 'Write 1000 characters at most, on one line.'),
  'emergency-reason-invalid': one(
    'The reason is too short or too long.',
    'Say in 10 to 1000 characters why it cannot wait.',
  ),
  'request-changed': one(
    'Somebody else has just acted on this request.',
    'Load the page again to see how it stands.',
  ),
  'request-not-draft': one('This request has been sent.', 'File another one to ask for something else.'),
  'request-not-open': one('This request has ended.', 'Load the page again to see how it stands.'),
  'outcome-not-yours': one('That outcome is not yours to record.', 'Choose another one.'),
  'polygon-too-few-corners': one('An area needs three corners or more.', 'Add corners, then finish.'),
  'polygon-too-many-corners': one('The area has too many corners.', 'Draw a simpler one.'),
  'export-under-way': one('Another take-away of this request is being built.', 'Wait for it, or cancel it.'),
  'export-settled': one('This take-away is finished or was cancelled.', 'Load the page again.'),
  'export-not-ready': one(
    'This take-away cannot be downloaded.',
    'Wait until it is ready, or build another.',
  ),
  'export-not-found': one('There is no such take-away.', 'Load the page again.'),
};
