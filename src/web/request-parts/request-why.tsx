import type { ComponentChildren } from 'preact';
import type { FootageRequest } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import { PersonName } from '../names/person.tsx';
import { dayText } from '../time/day.ts';
import { LetterDue } from './letter-due.tsx';
import { shownLetter } from './shown-letter.ts';

/** Who asks, and why. */
export function RequestWhy({ request }: { readonly request: FootageRequest }) {
  const { inbox: words } = useMessages();
  const { requester, purpose, report, legalBasis, emergency } = request;
  const { authority, letter } = shownLetter(request);
  const owed = emergency?.letterDueAt === undefined ? undefined : <LetterDue request={request} />;
  const facts: readonly (readonly [name: string, value: ComponentChildren])[] = [
    [words.requester, <PersonName key={requester.pseudonym} person={requester} />],
    [words.authority, authority],
    [words.letter, letter ? words.letterOf(letter.number, dayText(letter.day)) : owed],
    [words.emergencyReason, emergency?.reason],
    [words.why, purpose],
    [words.report, report],
    [words.legalBasis, legalBasis],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
