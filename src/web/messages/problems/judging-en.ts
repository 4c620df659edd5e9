import type { problemsOfJudgingVi } from './judging-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';

export const problemsOfJudgingEn: Readonly<Record<keyof typeof problemsOfJudgingVi, Remedied>> = {
  'own-request': one(
    'Users cannot decide their own requests.',
    'Another custodian or their deputy must decide.',
  ),
  'month-invalid': one('The month is not valid.', 'Choose a month of the list.'),
  'month-future': one('The month has not begun.', 'Choose the running month or an earlier one.'),
  'request-not-waiting': one('The request no longer waits for a decision.', 'Load the inbox again.'),
  'request-undecided': one(
    'No custodian has decided this request yet.',
    'Print the decision once there is one.',
  ),
  'request-not-emergency': one('The request was no emergency.', 'Load the inbox again.'),
  'emergency-reviewed': one('This emergency was already reviewed.', 'Load the inbox again.'),
  'emergency-countersigned': one('Another person countersigned this emergency.', 'Load the page again.'),
  'emergency-not-opened': one(
    'This emergency has opened nothing yet, so there is nothing to review.',
    'Countersign it, or find it not justified.',
  ),
  'hold-of-request': one(
    'This hold belongs to a request.',
    'It ends only when the request is refused or closed.',
  ),
  'founding-over': one('The founding of the ward is over.', 'Load the page again.'),
  'founding-incomplete': one('The ward has no custodian yet.', 'Create a custodian first.'),
  'founding-not-offered': one('Nobody has offered to close the founding.', 'Load the page again.'),
  'founding-other-side': one(
    'The other side must confirm: an admin and a custodian close it together.',
    'Ask the other one to open this page.',
  ),
  'people-changed': one('The list of people has changed.', 'Load the page again and read the new list.'),
  'own-email-only': one(
    'Since the founding only this person changes the address.',
    'Ask the person to change it on the page Account.',
  ),
  'proposal-needed': one('This takes a second person.', 'Propose it; another custodian confirms.'),
  'proposal-unneeded': one('An admin does this alone.', 'Load the page again and do it directly.'),
  'proposal-waiting': one('The same is proposed already.', 'Wait for its answer, or withdraw it.'),
  'proposal-over': one('The proposal was answered, or has ended.', 'Load the page again.'),
  'proposal-not-found': one('There is no such proposal.', 'Load the page again.'),
  'proposal-not-yours': one('Another admin made this proposal.', 'Ask that admin.'),
  'proposal-without-link': one('The link was taken, or has ended.', 'Propose it again.'),
  'own-proposal': one('Neither the proposer nor the person it is about confirms.', 'Ask another custodian.'),
  'custodian-confirms': one('A custodian answers this proposal.', 'Ask a custodian.'),
  'confirmer-new': one('Who confirms has had the role for 72 hours.', 'Ask another custodian, or wait.'),
  'deputy-ended': one('The deputy has ended already.', 'Load the list again.'),
  'deputy-is-self': one('A custodian cannot be their own deputy.', 'Enter the sign-in name of another user.'),
  'deputy-not-found': one('There is no such deputy.', 'Load the list again.'),
  'deputy-not-yours': one('Another custodian named this deputy.', 'That custodian can end it.'),
  'deputy-range': one('The time range is not valid.', 'Choose a future time range of at most 92 days.'),
  'deputy-role': one(
    'This user cannot be a deputy: only technicians and other custodians can.',
    'Choose another user.',
  ),
  'unknown-user': one('There is no user with that name.', 'Check the sign-in name.'),
  'request-id-invalid': one('That is not a request id.', 'Copy the whole id; it begins with req_.'),
  'actor-invalid': one('That is not a pseudonym.', 'Copy the whole pseudonym; it begins with psn_.'),
  'actor-not-found': one('That pseudonym does not exist.', 'Copy it from the log again.'),
  'custody-head-invalid': one(
    'That is not a head of the chain.',
    'Paste the whole stored line: number, colon, hash.',
  ),
  'custody-too-many': one('The file would have more than 50,000 rows.', 'Choose a shorter time range.'),
  'camera-paused': one('The camera is already paused.', 'Resume it first, then pause it again.'),
  'camera-rests': one(
    'A contributor has this camera paused.',
    'No live picture is taken until it is resumed.',
  ),
  'camera-withdrawn': one('The camera was withdrawn.', 'It cannot be recorded again.'),
  'pause-end-past': one('That time has passed.', 'Choose a time later than now.'),
  'contributor-not-of-camera': one(
    'That person did not contribute to this camera.',
    'Choose a contributor of this camera.',
  ),
};
