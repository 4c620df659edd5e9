import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import { setRange } from '../criteria/find-state.ts';
import { useLanguage } from '../messages/language.tsx';
import { useDraft } from '../parts/draft.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { typed } from '../parts/typed.ts';
import { localInputText, rangeText, zonedRangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { localInputMs } from '../time/native-input.ts';
import { type Range, readSpokenRange } from '../time/spoken-range.ts';
import { zoneNameAt } from '../time/zone.ts';
import { TimeChoices } from './time-choices.tsx';

/** When: typed as people say it, shown as understood, asked where two times are possible; the picker comes second. */
export function TimeField({ range }: { readonly range: Range }) {
  const { messages, language } = useLanguage();
  const { find: words, units } = messages;
  const shown = rangeText(range.fromMs, range.toMs);
  const [text, setText] = useDraft(shown);
  const [problem, setProblem] = useState<Problem>();
  const [choices, setChoices] = useState<readonly Range[]>([]);
  const [isAwaited, setAwaited] = useState(false);
  useEffect(() => {
    setProblem(undefined);
    setChoices([]);
  }, [shown]);
  const choose = (chosen: Range) => {
    setChoices([]);
    setText(rangeText(chosen.fromMs, chosen.toMs));
    setRange(chosen);
  };
  const take = () => {
    if (text === shown) return;
    const read = readSpokenRange(text, Date.now());
    const [only, ...others] = read;
    setProblem(only ? undefined : new Problem(400, 'instant-invalid', '', 'time'));
    setChoices(others.length > 0 ? read : []);
    if (only && others.length === 0) setRange(only);
  };
  const edit = typed((value) => {
    setChoices([]);
    setAwaited(false);
    setText(value);
  });
  const lengthMs = range.toMs - range.fromMs;
  const shift = (times: number) =>
    setRange({ fromMs: range.fromMs + times * lengthMs, toMs: range.toMs + times * lengthMs });
  const length = lengthText(lengthMs, units, language);
  return (
    <div class="stack">
      <form
        class="find-time"
        onSubmit={(event) => {
          event.preventDefault();
          setAwaited(true);
          take();
        }}
      >
        <Field
          label={words.time}
          hint={words.timeHint(zoneNameAt(range.fromMs))}
          name="time"
          problem={problem}
          takesFocus={false}
        >
          {(wiring) => <input {...wiring} class="number" value={text} onInput={edit} onBlur={take} />}
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
      </form>
      <ProblemNotice problem={problem} />
      {choices.length > 0 ? (
        <TimeChoices choices={choices} isAwaited={isAwaited} choose={choose} />
      ) : (
        <details class="small">
          <summary>
            {words.understood}: <span class="number">{zonedRangeText(range.fromMs, range.toMs)}</span>
          </summary>
          <TimePickers range={range} />
        </details>
      )}
    </div>
  );
}

/** Both ends are taken together, once one leaves them: in between they may lie the wrong way round. */
function TimePickers({ range }: { readonly range: Range }) {
  const { find: words } = useLanguage().messages;
  const form = useRef<HTMLFormElement>(null);
  const shown = { from: localInputText(range.fromMs), to: localInputText(range.toMs) };
  const [from, setFrom] = useDraft(shown.from);
  const [to, setTo] = useDraft(shown.to);
  const [problem, setProblem] = useState<Problem>();
  const take = () => {
    setProblem(undefined);
    if (from === shown.from && to === shown.to) return;
    const picked = { fromMs: localInputMs(from), toMs: localInputMs(to) };
    if (picked.fromMs < picked.toMs) setRange(picked);
    else setProblem(new Problem(400, from && to ? 'range-empty' : 'instant-invalid', '', 'to'));
  };
  return (
    <form
      ref={form}
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (!form.current?.contains(relatedTarget as Node | null)) take();
      }}
    >
      <div class="two-columns">
        <MomentField label={words.from} value={from} change={setFrom} required />
        <MomentField
          label={words.to}
          name="to"
          problem={problem}
          takesFocus={false}
          value={to}
          change={setTo}
          required
        />
      </div>
      <ProblemNotice problem={problem} />
      <div class="actions">
        <button type="submit">{words.pickTimes}</button>
      </div>
    </form>
  );
}
