import type { CameraFootage } from '../../client/api.ts';
import { useLanguage } from '../messages/language.tsx';
import { isPlainlyOff, offsetText } from '../time/clock-offset.ts';

/** A camera beside its lane: the digit that plays it, name, how far, how it looks at the place, and a clock that is off. */
export function SeenBy({ camera, digit }: { readonly camera: CameraFootage; readonly digit?: number }) {
  const { messages, language } = useLanguage();
  const { distanceM, view, name, clock } = camera;
  const metres = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const facts = [
    ...(distanceM === undefined ? [] : [messages.units.metres(metres.format(distanceM))]),
    ...(clock && isPlainlyOff(clock)
      ? [messages.clocks.inPictures(offsetText(clock, messages, language))]
      : []),
    ...(view === undefined ? [] : [messages.views[view]]),
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
