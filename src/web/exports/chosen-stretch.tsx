import { useState } from 'preact/hooks';
import type { FootageRequest } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { localInputText } from '../time/format.ts';
import { localInputMs } from '../time/native-input.ts';
import type { Range } from '../time/spoken-range.ts';
import { useMarks } from '../watch/marks.tsx';
import type { ChosenPart } from './chosen-part.ts';

interface ChosenStretchProps {
  readonly request: Pick<FootageRequest, 'from' | 'to'>;
  readonly choose: (stretch: ChosenPart['stretch']) => void;
}

/** A part of the time that was asked for: first the stretch that is marked in the player, if there is one. */
export function ChosenStretch({ request, choose }: ChosenStretchProps) {
  const { exports: words } = useMessages();
  const marks = useMarks();
  const [typed, setTyped] = useState<Typed>();
  const whole = { fromMs: Date.parse(request.from), toMs: Date.parse(request.to) };
  const take = (next: Typed | undefined) => {
    setTyped(next);
    choose(next ? (rangeWithin(whole, next) ?? 'wrong') : 'whole');
  };
  const marked = {
    from: localInputText(marks.fromMs ?? whole.fromMs),
    to: localInputText(endMs(marks, whole)),
  };
  return (
    <fieldset>
      <legend class="small soft">{words.stretch}</legend>
      <label class="choice">
        <input
          type="checkbox"
          checked={typed !== undefined}
          onChange={() => take(typed ? undefined : marked)}
        />
        {words.onlyStretch}
      </label>
      {typed && (
        <div class="two-fields">
          <MomentField
            label={words.from}
            value={typed.from}
            change={(from) => take({ ...typed, from })}
            required
          />
          <MomentField label={words.to} value={typed.to} change={(to) => take({ ...typed, to })} required />
        </div>
      )}
      {typed && !rangeWithin(whole, typed) && <p class="fault">{words.stretchWrong}</p>}
    </fieldset>
  );
}

/** As the inputs give it, to the second. */
interface Typed {
  readonly from: string;
  readonly to: string;
}

/** To the end of that second. */
const endMs = ({ toMs }: Partial<Range>, whole: Range): number =>
  Math.ceil((toMs ?? whole.toMs) / 1000) * 1000;

/** Answers the stretch of the whole that was typed; `undefined` where none is. */
function rangeWithin(whole: Range, { from, to }: Typed): Range | undefined {
  const range = {
    fromMs: Math.max(localInputMs(from), whole.fromMs),
    toMs: Math.min(localInputMs(to), whole.toMs),
  };
  return range.fromMs < range.toMs ? range : undefined;
}
