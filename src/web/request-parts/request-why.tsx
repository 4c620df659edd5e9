import type { ComponentChildren } from 'preact';
import type { FootageRequest } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import { PersonName } from '../names/person.tsx';
import { dayText } from '../time/day.ts';

/** Who asks, and why. */
export function RequestWhy({ request }: { readonly request: FootageRequest }) {
  const { inbox: words } = useMessages();
  const { requester, authority, purpose, report, legalBasis, letter, emergency } = request;
  const facts: readonly (readonly [name: string, value: ComponentChildren])[] = [
    [words.requester, <PersonName key={requester.pseudonym} person={requester} />],
    [words.authority, authority],
    [words.letter, letter && words.letterOf(letter.number, dayText(letter.day))],
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
