import type { FiledRequest } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { owesReview, waitsForSecondPerson } from './emergency-state.ts';

/** How a request stands, and that it was opened before anybody approved, if it was. */
export function RequestStateLabel({ request }: { readonly request: FiledRequest }) {
  const messages = useMessages();
  const { submitted: words } = messages;
  const { state, isExpired, emergency } = request;
  if (waitsForSecondPerson(request))
    return <span class="state is-emergency">{messages.emergencies.state}</span>;
  // An open emergency is not approved.
  const isPlain = !emergency || isExpired || state !== 'approved';
  return (
    <>
      {isPlain && <span class="state">{stateWord(isExpired ? 'expired' : state, messages)}</span>}{' '}
      {emergency && (
        <span class="state is-emergency">{owesReview(request) ? words.notReviewed : words.emergency}</span>
      )}
    </>
  );
}

/** A request's state in words; one that has none yet, as the service calls it. */
export const stateWord = (state: string, { states }: Messages): string =>
  (states as Readonly<Record<string, string>>)[state] ?? state;
