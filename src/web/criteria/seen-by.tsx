import type { CameraFootage } from '../../client/api.ts';
import { useLanguage } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { isPlainlyOff, offsetText } from '../time/clock-offset.ts';

/** A camera beside its lane: the digit that plays it, name, and why it stands where it does; and a clock that is off. */
export function SeenBy({ camera, digit }: { readonly camera: CameraFootage; readonly digit?: number }) {
  const { messages, language } = useLanguage();
  const { distanceM, view, isFar = false, isBlocked = false, recordedShare, name, clock } = camera;
  const { ranks: words } = messages;
  const metres = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const facts = [
    ...(distanceM === undefined ? [] : [messages.units.metres(metres.format(distanceM))]),
    ...(clock && isPlainlyOff(clock)
      ? [messages.clocks.inPictures(offsetText(clock, messages, language))]
      : []),
    ...(view === undefined ? [] : [messages.views[view]]),
    ...(isFar ? [words.far] : []),
    ...(isBlocked ? [words.blocked] : []),
    ...(recordedShare === undefined ? [] : [recordedText(recordedShare, words)]),
  ];
  return (
    <>
      <span class="lane-name" title={name}>
        {digit !== undefined && digit < 10 && <kbd class="number">{digit}</kbd>} {name}
      </span>
      <span class="lane-name small soft" title={facts.join(' · ')}>
        {facts.join(' · ')}
      </span>
    </>
  );
}

/** Never `100 %` where something is missing, nor `0 %` where there is something. */
function recordedText(share: number, words: Messages['ranks']): string {
  if (share === 0) return words.notRecorded;
  return share === 1 ? words.recorded : words.partly(Math.min(99, Math.max(1, Math.round(100 * share))));
}
