import { useLanguage } from '../messages/language.tsx';
import { isChanged, type PictureView, wholePicture, zoomed } from './picture-view.ts';

interface ViewControlsProps {
  readonly view: PictureView;
  readonly change: (view: PictureView) => void;
}

/** Zoom, brightness and contrast of what is shown; says that it is the view alone, and how to undo it. */
export function ViewControls({ view, change }: ViewControlsProps) {
  const { messages, language } = useLanguage();
  const { player: words } = messages;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const slider = (name: 'brightness' | 'contrast', most: number) => (
    <label>
      {words[name]} <span class="number">{percent.format(view[name])}</span>
      <input
        type="range"
        min={0.25}
        max={most}
        step={0.05}
        value={view[name]}
        onInput={({ currentTarget }) => change({ ...view, [name]: currentTarget.valueAsNumber })}
      />
    </label>
  );
  return (
    <details class="player-view">
      <summary>
        {words.view}
        {isChanged(view) && <span class="player-changed"> · {words.viewChanged}</span>}
      </summary>
      <div class="player-view-controls">
        <div class="actions">
          <button type="button" onClick={() => change(zoomed(view, 1.25))} aria-label={words.zoomIn}>
            +
          </button>
          <button type="button" onClick={() => change(zoomed(view, 0.8))} aria-label={words.zoomOut}>
            −
          </button>
          <span class="number">{percent.format(view.zoom)}</span>
        </div>
        {slider('brightness', 4)}
        {slider('contrast', 4)}
        <button type="button" disabled={!isChanged(view)} onClick={() => change(wholePicture)}>
          {words.viewReset}
        </button>
        <p>{words.viewOnly}</p>
      </div>
    </details>
  );
}
