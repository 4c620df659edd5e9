import { useLanguage } from '../messages/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import type { FootageOf } from './footage-of.ts';
import type { Playback } from './playback.ts';
import { StillButton } from './still.tsx';

const rates = [1, 2, 4] as const;
const jumpMs = 10_000;

/** Play, frames, ten seconds, speed, still; each has a key too. */
export function Controls({ playback, of }: { readonly playback: Playback; readonly of: FootageOf }) {
  const { messages, language } = useLanguage();
  const { player: words } = messages;
  const { isPaused, play, pause, rate, setRate, frameMs, seek, step } = playback;
  const jump = (ms: number) => frameMs !== undefined && seek(frameMs + ms);
  const toggle = isPaused ? play : pause;
  const speedUp = () => {
    setRate(rates[(rates.indexOf(rate as 1) + 1) % rates.length] ?? 1);
    play();
  };
  useShortcut([' ', ',', '.', 'j', 'k', 'l', 'J', 'K', 'L'], (key) => {
    const acts: Readonly<Record<string, () => unknown>> = {
      ' ': toggle,
      ',': () => step(-1),
      '.': () => step(1),
      j: () => jump(-jumpMs),
      k: pause,
      l: speedUp,
    };
    acts[key.toLowerCase()]?.();
  });
  const speed = `×${new Intl.NumberFormat(language).format(rate)}`;
  return (
    <div class="player-controls">
      <button type="button" onClick={toggle} aria-label={isPaused ? words.play : words.pause} class="primary">
        <Icon name={isPaused ? 'play' : 'pause'} />
      </button>
      <Key label={words.frameBack} act={() => step(-1)} icon="left" />
      <Key label={words.frameOn} act={() => step(1)} icon="right" />
      <Key label={words.back10} act={() => jump(-jumpMs)} text="−10" />
      <Key label={words.on10} act={() => jump(jumpMs)} text="+10" />
      <Key label={words.speed(speed)} act={speedUp} text={speed} />
      <StillButton of={of} atMs={frameMs} />
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly act: () => void;
  /** Its face: a pictogram, or text that its label then begins with. */
  readonly icon?: 'left' | 'right';
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
