import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import { useLanguage } from '../messages/language.tsx';
import { useDraft } from '../parts/draft.ts';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { typed } from '../parts/typed.ts';
import { localInputText, rangeText, zonedRangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { localInputMs } from '../time/native-input.ts';
import { type Range, readRange } from '../time/spoken-range.ts';
import { zoneNameAt } from '../time/zone.ts';
import { setRange } from './find-state.ts';

/** When: typed as people say it, shown as understood; the picker comes second. */
export function TimeField({ range }: { readonly range: Range }) {
  const { messages, language } = useLanguage();
  const { find: words, units } = messages;
  const shown = rangeText(range.fromMs, range.toMs);
  const [text, setText] = useDraft(shown);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => setProblem(undefined), [shown]);
  const take = () => {
    if (text === shown) return;
    const read = readRange(text, Date.now());
    setProblem(read ? undefined : new Problem(400, 'instant-invalid', '', 'time'));
    if (read) setRange(read);
  };
  const lengthMs = range.toMs - range.fromMs;
  const shift = (times: number) =>
    setRange({ fromMs: range.fromMs + times * lengthMs, toMs: range.toMs + times * lengthMs });
  const length = lengthText(lengthMs, units, language);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <div class="find-time">
        <Field
          label={words.time}
          hint={words.timeHint(zoneNameAt(range.fromMs))}
          name="time"
          problem={problem}
        >
          {(wiring) => (
            <input {...wiring} class="number" value={text} onInput={typed(setText)} onBlur={take} />
          )}
        </Field>
        <button
          type="button"
          onClick={() => shift(-1)}
          aria-label={words.earlier(length)}
          title={words.earlier(length)}
        >
          <Icon name="left" />
        </button>
        <span class="small number length">{length}</span>
        <button
          type="button"
          onClick={() => shift(1)}
          aria-label={words.later(length)}
          title={words.later(length)}
        >
          <Icon name="right" />
        </button>
      </div>
      <Fault problem={problem} />
      <details class="small">
        <summary>
          {words.understood}: <span class="number">{zonedRangeText(range.fromMs, range.toMs)}</span>
        </summary>
        <TimePickers range={range} />
      </details>
    </form>
  );
}

function TimePickers({ range }: { readonly range: Range }) {
  const { find: words } = useLanguage().messages;
  const picker = (label: string, ms: number, take: (ms: number) => void) => (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          type="datetime-local"
          step={1}
          value={localInputText(ms)}
          onChange={typed((value) => take(localInputMs(value)))}
        />
      )}
    </Field>
  );
  const pick = (picked: Range) => {
    if (picked.fromMs < picked.toMs) setRange(picked);
  };
  return (
    <div class="row">
      {picker(words.from, range.fromMs, (fromMs) => pick({ fromMs, toMs: range.toMs }))}
      {picker(words.to, range.toMs, (toMs) => pick({ fromMs: range.fromMs, toMs }))}
    </div>
  );
}
