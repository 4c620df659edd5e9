import type { OneTimeLink } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';

interface HandedLinkProps {
  readonly link: OneTimeLink;
  readonly fullName: string;
}

/** A one-time link, to be handed over: shown once. */
export function HandedLink({ link: { token, endsAt }, fullName }: HandedLinkProps) {
  const { link: words } = useMessages();
  return (
    <div class="notice stack tight" role="status">
      <strong>{words.handOver(fullName)}</strong>
      <code class="secret">{`${window.location.origin}/setup#${token}`}</code>
      <span class="hint">{words.worksUntil(zonedText(Date.parse(endsAt)))}</span>
    </div>
  );
}
