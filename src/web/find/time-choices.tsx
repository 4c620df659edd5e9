import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import { rangeText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';

interface TimeChoicesProps {
  readonly choices: readonly Range[];
  /** Whether who typed waits for them: the first then has the focus. */
  readonly isAwaited: boolean;
  readonly choose: (range: Range) => void;
}

/** What a typed time may mean, where that is open: nothing is looked up until one is pressed. */
export function TimeChoices({ choices, isAwaited, choose }: TimeChoicesProps) {
  const { find: words } = useMessages();
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isAwaited) group.current?.querySelector('button')?.focus();
  }, [isAwaited]);
  return (
    <fieldset ref={group} class="notice">
      <legend role="alert">{words.whichTime}</legend>
      <div class="time-choices">
        {choices.map((range) => (
          <button
            key={`${range.fromMs} ${range.toMs}`}
            type="button"
            class="number"
            onClick={() => choose(range)}
          >
            {rangeText(range.fromMs, range.toMs)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
