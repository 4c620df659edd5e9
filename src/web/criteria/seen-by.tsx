import type { CameraFootage } from '../../client/api.ts';
import { useLanguage } from '../messages/language.tsx';

/** A camera beside its lane: the digit that plays it, name, how far, and how it looks at the place. */
export function SeenBy({ camera, digit }: { readonly camera: CameraFootage; readonly digit?: number }) {
  const { messages, language } = useLanguage();
  const { distanceM, view, name } = camera;
  const metres = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const facts = [
    ...(distanceM === undefined ? [] : [messages.units.metres(metres.format(distanceM))]),
    ...(view === undefined ? [] : [messages.views[view]]),
  ];
  return (
    <>
      <span class="lane-name" title={name}>
        {digit !== undefined && digit < 10 && <kbd class="number">{digit}</kbd>} {name}
      </span>
      <span class="lane-name small soft">{facts.join(' · ')}</span>
    </>
  );
}
