import { useLanguage } from '../messages/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { zonedRangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import type { Range } from '../time/spoken-range.ts';
import type { LaneView } from './lane-view.ts';
import { useHeardView } from './use-lane-view.ts';
import { lengthOf, pannedView, viewAtLevel, zoomedView, zoomLevelOf } from './view.ts';

interface LaneControlsProps {
  readonly view: LaneView;
  /** Asks for the shown time instead of the whole range. */
  readonly select: ((range: Range) => void) | undefined;
}

const zoomStep = 2;
const panShare = 0.5;

/** The shown time in words, and buttons for those who have no wheel. */
export function LaneControls({ view, select }: LaneControlsProps) {
  const { messages, language } = useLanguage();
  const { timeline: words, units } = messages;
  useHeardView(view);
  const { range, bounds, reach, isAsked } = view;
  const { fromMs, toMs } = range;
  const pan = (share: number) => view.set(pannedView(range, reach, share));
  const zoom = (factor: number) => view.set(zoomedView(range, bounds, (fromMs + toMs) / 2, factor));
  const level = zoomLevelOf(range, bounds);
  return (
    <fieldset class="lanes-view">
      <legend class="hidden-text">{words.title}</legend>
      <div class="lanes-view-buttons">
        <button
          type="button"
          aria-label={words.earlier}
          title={words.earlier}
          disabled={fromMs <= reach.fromMs}
          onClick={() => pan(-panShare)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          aria-label={words.zoomOut}
          title={words.zoomOut}
          disabled={view.isWidest}
          onClick={() => zoom(1 / zoomStep)}
        >
          −
        </button>
        <input
          type="range"
          aria-label={words.length}
          aria-valuetext={lengthText(lengthOf(range), units, language)}
          min={0}
          max={1}
          step={0.01}
          value={level}
          onInput={({ currentTarget }) => view.set(viewAtLevel(range, bounds, currentTarget.valueAsNumber))}
        />
        <button
          type="button"
          aria-label={words.zoomIn}
          title={words.zoomIn}
          disabled={level >= 1}
          onClick={() => zoom(zoomStep)}
        >
          +
        </button>
        <button
          type="button"
          aria-label={words.later}
          title={words.later}
          disabled={toMs >= reach.toMs}
          onClick={() => pan(panShare)}
        >
          <Icon name="right" />
        </button>
        <button type="button" disabled={isAsked} onClick={() => view.set(view.asked)}>
          {words.whole}
        </button>
        {select && !isAsked && (
          <button type="button" class="primary" onClick={() => select(wholeSeconds(range))}>
            {words.take}
          </button>
        )}
      </div>
      <span class={isAsked ? 'lanes-hint small soft' : 'number small'}>
        {isAsked
          ? words.hint
          : `${zonedRangeText(fromMs, toMs)}, ${lengthText(lengthOf(range), units, language)}`}
        {!view.isInside && ` · ${words.hatched}`}
      </span>
    </fieldset>
  );
}

const wholeSeconds = ({ fromMs, toMs }: Range): Range => ({
  fromMs: Math.floor(fromMs / 1_000) * 1_000,
  toMs: Math.ceil(toMs / 1_000) * 1_000,
});
