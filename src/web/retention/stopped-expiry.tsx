import type { ExpiryStop } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { zonedText } from '../time/format.ts';

/** Nothing is deleted until the objects are there again, or a person says that they are lost. */
export function StoppedExpiry({ at, missing, expected }: ExpiryStop) {
  const { messages, language } = useLanguage();
  const { receipts: words } = messages;
  return (
    <div class="fault stack" role="alert">
      <p>
        <strong>{words.stopped}</strong>{' '}
        {words.missing(countText(missing, language), countText(expected, language))}{' '}
        <span class="number">{zonedText(Date.parse(at))}</span>
      </p>
    </div>
  );
}
