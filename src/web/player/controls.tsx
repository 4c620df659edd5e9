import { useLanguage } from '../messages/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import type { FootageOf } from './footage-of.ts';
import type { Playback } from './playback.ts';
import { rates } from './playing.ts';
import { StillButton } from './still.tsx';

const jumpMs = 10_000;

interface ControlsProps {
  readonly playback: Playback;
  readonly of: FootageOf;
  readonly cameraName: string;
  /** Called with the instant of a jump. */
  readonly jumped?: (wallMs: number) => void;
  /** Shown as large as the screen, and back. */
  readonly toggleFullScreen: () => void;
}

/** Play, frames, ten seconds, speed, still, full screen; each has a key too. */
export function Controls({ playback, of, cameraName, jumped, toggleFullScreen }: ControlsProps) {
  const { messages, language } = useLanguage();
  const { player: words } = messages;
  const { isPaused, play, pause, rate, setRate, frameMs, frame, seek, step } = playback;
  const jump = (ms: number) => {
    if (frameMs === undefined) return;
    seek(frameMs + ms);
    jumped?.(frameMs + ms);
  };
  const toggle = isPaused ? play : pause;
  const change = (steps: 1 | -1) => setRate(rates[rates.indexOf(rate as 1) + steps] ?? rate);
  const speedUp = () => {
    change(1);
    play();
  };
  useShortcut([' ', ',', '.', '<', '>', 'j', 'k', 'l', 'f', 'J', 'K', 'L', 'F'], (key) => {
    const acts: Readonly<Record<string, () => unknown>> = {
      ' ': toggle,
      ',': () => step(-1),
      '.': () => step(1),
      '<': () => change(-1),
      '>': () => change(1),
      j: () => jump(-jumpMs),
      k: pause,
      l: speedUp,
      f: toggleFullScreen,
    };
    acts[key.toLowerCase()]?.();
  });
  return (
    <div class="player-controls">
      <button type="button" onClick={toggle} aria-label={isPaused ? words.play : words.pause} class="primary">
        <Icon name={isPaused ? 'play' : 'pause'} />
      </button>
      <Key label={words.frameBack} act={() => step(-1)} icon="left" />
      <Key label={words.frameOn} act={() => step(1)} icon="right" />
      <Key label={words.back10} act={() => jump(-jumpMs)} text="−10" />
      <Key label={words.on10} act={() => jump(jumpMs)} text="+10" />
      <select
        class="number"
        aria-label={words.speedName}
        value={rate}
        onChange={({ currentTarget }) => setRate(Number(currentTarget.value))}
      >
        {rates.map((each) => (
          <option key={each} value={each}>
            {`×${new Intl.NumberFormat(language).format(each)}`}
          </option>
        ))}
      </select>
      <StillButton of={of} cameraName={cameraName} frame={frame} />
      <Key label={words.fullScreen} act={toggleFullScreen} icon="whole" />
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly act: () => void;
  /** Its face: a pictogram, or text that its label then begins with. */
  readonly icon?: 'left' | 'right' | 'whole';
  readonly text?: string;
}

function Key({ label, act, icon, text }: KeyProps) {
  const name = text === undefined || label.includes(text) ? label : `${text}: ${label}`;
  return (
    <button type="button" class="number" aria-label={name} title={label} onClick={act}>
      {icon && <Icon name={icon} />}
      {text}
    </button>
  );
}
