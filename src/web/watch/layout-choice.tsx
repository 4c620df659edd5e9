import { useMessages } from '../messages/language.tsx';
import { type Layout, layouts } from './screen.ts';

interface LayoutChoiceProps {
  readonly layout: Layout;
  /** The number of cameras of the request. */
  readonly cameras: number;
  readonly choose: (layout: Layout) => void;
}

/** How many pictures at once; nothing where there is one camera. */
export function LayoutChoice({ layout: chosen, cameras, choose }: LayoutChoiceProps) {
  const { watch: words } = useMessages();
  if (cameras < 2 && chosen === 1) return null;
  const offered = layouts.filter((_, i) => (layouts[i - 1] ?? 0) < cameras);
  return (
    <fieldset class="watch-layouts">
      <legend class="hidden-text">{words.layout}</legend>
      {offered.map((layout) => (
        <button
          key={layout}
          type="button"
          class="number"
          aria-pressed={layout === chosen}
          aria-label={words.layoutOf(layout)}
          title={words.layoutOf(layout)}
          onClick={() => choose(layout)}
        >
          <i class={`watch-layout is-${layout}`} aria-hidden="true">
            {Array.from({ length: layout }, (_, cell) => (
              <i key={cell} />
            ))}
          </i>
          {layout}
        </button>
      ))}
    </fieldset>
  );
}
