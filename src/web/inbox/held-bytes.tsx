import type { Inbox } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { shareText, sizeText } from '../parts/amount.ts';

/** What requests that nobody approved hold; near the most it is an alarm, for beyond it none is taken. */
export function HeldBytes({ heldBytes, mostBytes, isNearMost }: Inbox['unapproved']) {
  const { messages, language } = useLanguage();
  const { inbox: words } = messages;
  const held = words.held(sizeText(heldBytes, language), sizeText(mostBytes, language));
  if (!isNearMost) return <p class="soft number">{held}</p>;
  return (
    <p class="fault number" role="alert">
      <strong>{held}</strong> {words.heldNear(shareText(heldBytes / mostBytes, language))}
    </p>
  );
}
