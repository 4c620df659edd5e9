import { calendarDayOf } from '../../camera/index.ts';
import { dayMs, invalid, readForm } from '../../core/index.ts';
import { type AddedLetter, type FootageRequest, statedLetter } from '../request/request.ts';
import { begunLetter, letterForm, type RangeBounds, requestFaults } from '../request/request-form.ts';
import { type RequestActor, refuse, type Step, stepEvent } from '../request/step.ts';

/** Within which an emergency should have its written request. A rule of the ward: no law sets one. */
const letterWithinMs = 3 * dayMs;

/** Until when an emergency should have its written request. */
export const letterDueMs = ({ createdAtMs }: Pick<FootageRequest, 'createdAtMs'>): number =>
  createdAtMs + letterWithinMs;

/** How often a written request can be added to an emergency, corrections included. */
const mostLetters = 10;

export type WrittenLetter = Pick<AddedLetter, 'authority' | 'number' | 'day'>;

/** Reads `{authority, number, day}`. Errors, `invalid` with the field: `authority-invalid`, `letter-number-invalid`, `letter-day-invalid`. */
export function parseLetter(input: unknown, bounds: Pick<RangeBounds, 'nowMs' | 'timeZone'>): WrittenLetter {
  const letter = readForm(letterForm, input, requestFaults);
  begunLetter(letter, bounds, 'day');
  return letter;
}

/**
 * Adds the written request to an emergency, also after its time and its review; a further one corrects the one before, which
 * is kept. Errors: `letter-day-early` (invalid); conflict: `request-not-emergency`, `letter-unchanged`, `letters-most`.
 */
export function addLetter(
  before: FootageRequest,
  letter: WrittenLetter,
  actor: RequestActor,
  timeZone: string,
): Step {
  const { emergency, range } = before;
  if (!emergency) return refuse('request-not-emergency', 'The request was no emergency.');
  if (letter.day < calendarDayOf(range.fromMs, timeZone))
    throw invalid(
      'letter-day-early',
      'The written request is older than the footage: its day is that of the footage, or a later one.',
      'day',
    );
  const letters = emergency.letters ?? [];
  if (isSame(before, letter)) refuse('letter-unchanged', 'The emergency has this written request already.');
  if (letters.length >= mostLetters)
    refuse('letters-most', `A written request was added ${mostLetters} times, which is the maximum.`);
  const added = { ...letter, atMs: actor.nowMs, byId: actor.user.id };
  const after: FootageRequest = {
    ...before,
    revision: before.revision + 1,
    emergency: { ...emergency, letters: [...letters, added] },
  };
  return {
    before,
    after,
    events: [
      stepEvent(actor, 'letter-added', after, {
        detail: { caseNumber: after.caseNumber, letterDay: letter.day, letters: letters.length + 1 },
      }),
    ],
    notifications: [],
  };
}

function isSame(request: FootageRequest, { authority, number, day }: WrittenLetter): boolean {
  const stated = statedLetter(request);
  return stated.authority === authority && stated.letter?.number === number && stated.letter.day === day;
}
