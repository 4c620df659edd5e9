import type { Person } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ActorName, shortPseudonym } from './actor.tsx';

/** A person by name; to an auditor, by a pseudonym that can be opened. */
export function PersonName({ person }: { readonly person: Person }) {
  const messages = useMessages();
  const { pseudonym } = person;
  return pseudonym === undefined ? (
    <span>{personText(person, messages)}</span>
  ) : (
    <ActorName pseudonym={pseudonym} />
  );
}

/** Within a sentence. */
export const personText = ({ fullName, pseudonym }: Person, { submitted }: Messages): string =>
  fullName ?? (pseudonym && shortPseudonym(pseudonym)) ?? submitted.somebody;
