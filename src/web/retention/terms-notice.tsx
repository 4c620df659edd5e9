import type { Retention } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';

const daySeconds = 86_400;

/** What no admin can change here: the floor, and how long a shorter policy waits. */
export function TermsNotice({ floorSeconds, delaySeconds }: Retention) {
  const { messages, language } = useLanguage();
  const { policies: words, units } = messages;
  const [floor, delay] = [floorSeconds, delaySeconds].map((each) =>
    lengthText(each * 1_000, units, language),
  );
  return (
    <>
      <p class="soft">{words.terms(floor ?? '', delay ?? '')}</p>
      {floorSeconds < daySeconds && <p class="fault">{words.lowFloor(floor ?? '')}</p>}
    </>
  );
}

/** Who set what is shown, and when; a stop puts back what counted before. */
export function PolicyOrigin({ cause, setAt }: Retention) {
  const { policies: words } = useLanguage().messages;
  if (!cause || !setAt) return null;
  return <p class="soft number">{words.origins[cause](zonedText(Date.parse(setAt)))}</p>;
}
