import type { problemsOfJudgingVi } from './judging-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';

export const problemsOfJudgingEn: Readonly<Record<keyof typeof problemsOfJudgingVi, Remedied>> = {
  'own-request': one(
    'Nobody decides a request of their own.',
    'Another custodian has to, or a deputy of theirs.',
  ),
  'request-not-waiting': one('The request waits for a decision no longer.', 'Load the inbox anew.'),
  'request-not-emergency': one('The request was no emergency.', 'Load the inbox anew.'),
  'emergency-reviewed': one('Somebody has reviewed this emergency already.', 'Load the inbox anew.'),
  'hold-of-request': one(
    'This hold belongs to a request.',
    'It ends when the request is refused or closed, and not by itself.',
  ),
  'deputy-ended': one('The deputy has ended already.', 'Load the list anew.'),
  'deputy-is-self': one('Nobody is their own deputy.', 'Enter the sign-in name of somebody else.'),
  'deputy-not-found': one('There is no such deputy.', 'Load the list anew.'),
  'deputy-not-yours': one('Somebody else named this deputy.', 'Ask them to end it.'),
  'deputy-range': one('The stretch of time is not valid.', 'Choose a time to come, of 92 days at most.'),
  'deputy-role': one(
    'This user cannot be a deputy: an officer, an auditor, or disabled.',
    'Choose somebody else.',
  ),
  'unknown-user': one('There is no user of that name.', 'Check the sign-in name.'),
  'request-id-invalid': one('That is no id of a request.', 'Copy all of it; it begins with req_.'),
  'actor-invalid': one('That is no pseudonym.', 'Copy all of it; it begins with psn_.'),
  'actor-not-found': one('Nobody has that pseudonym.', 'Copy it from the log once more.'),
  'custody-head-invalid': one(
    'That is no head of the chain.',
    'Paste the whole line that was kept: number, colon, hash.',
  ),
  'custody-too-many': one('The file would have more than 50 000 rows.', 'Choose a shorter stretch of time.'),
  'camera-paused': one('The camera rests already.', 'Have it recorded again first, then let it rest anew.'),
  'camera-withdrawn': one('The camera was withdrawn.', 'It is recorded no more.'),
  'pause-end-past': one('That time has passed.', 'Choose a time later than now.'),
  'contributor-not-of-camera': one('They did not contribute to this camera.', 'Choose who asks once more.'),
};
