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
  'export-unsigned': one(
    'An earlier version built this export, without a signed manifest.',
    'Order it again, and hand over the new one.',
  ),
  'export-altered': one(
    'The stored manifest of this export is not the one that the evidence log names.',
    'Do not hand it over or confirm it; tell the auditor.',
  ),
  'hand-over-refused': one(
    'This link is wrong, was used, has ended, or was withdrawn.',
    'Ask the officer who gave you the bundle for another link.',
  ),
  'hand-over-links-many': one(
    'Too many links of this bundle wait for their recipients.',
    'Withdraw one, or wait until one ends.',
  ),
  'hand-over-not-found': one('This link waits for nobody any more.', 'Load the page again.'),
  'recipient-invalid': one(
    'Name, office or number of the paper is empty, or longer than 200 characters.',
    'Correct the marked field.',
  ),
  'signed-on-invalid': one(
    'A form is signed between the day on which the bundle was ready, and today.',
    'Look at the date on the form.',
  ),
  'manifest-digest-differs': one(
    'This is not the digest of the bundle’s manifest: another bundle was verified, or this one was altered.',
    'Do not confirm. Load the page and compare again; if it still differs, tell whoever gave you the bundle.',
  ),
  'manifest-digest-invalid': one(
    'A SHA-256 has 64 digits and letters from a to f.',
    'Copy what the verifier shows.',
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
  'letter-missing': one(
    'Number and date of the written request are missing.',
    'Write the number and date of the letter; save a draft while there is none.',
  ),
  'letter-invalid': one('The written request is not valid.', 'Write both its number and its date.'),
  'letter-number-invalid': one(
    'The number of the written request is not valid.',
    'Write 1 to 100 characters.',
  ),
  'letter-day-invalid': one(
    'The date of the written request is not valid.',
    'Choose the date on the letter, not after today.',
  ),
  'letter-day-early': one(
    'The date of the letter is earlier than the day of the footage.',
    'Check the date on the letter; the letter of another case does not belong here.',
  ),
  'letter-unchanged': one(
    'Number, date and authority are as before.',
    'Change what is wrong, or close this.',
  ),
  'letters-most': one(
    'The written request was added and corrected 10 times.',
    'Put the right one into the file of the case, and tell an administrator.',
  ),
  'request-lists-invalid': one('The lists are not valid.', 'Load the page and try again.'),
  'request-lists-changed': one(
    'Another person has just changed the lists.',
    'Load the page, then change them.',
  ),
  'listed-authority-invalid': one(
    'An authority of the list is not valid.',
    'Write 1 to 200 characters, fill every “…”; the first day is not after the last; 100 lines at most.',
  ),
  'listed-basis-invalid': one(
    'A legal basis of the list is not valid.',
    'Write 1 to 500 characters, fill every “…”; the first day is not after the last; 100 lines at most.',
  ),
  'report-invalid': one('The report is not valid.', 'Write 1000 characters at most, on one line.'),
  'emergency-reason-invalid': one(
    'The reason is too short or too long.',
    'Describe in 10 to 1000 characters why it cannot wait.',
  ),
  'log-key-not-here': one(
    'This server cannot check requests, so it opens none.',
    'An admin has to bring its key folder: minhchung keys restore FILE.',
  ),
  'request-altered': one(
    'This request is not what was recorded, so it opens nothing.',
    'Admins have been told, and it is in the log. File a new request if you need to look.',
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
