import type { CameraFootage } from '../api/shapes.ts';
import { useLanguage } from '../messages/language.tsx';

/** A camera beside its lane: name, how far, and how it looks at the place. */
export function SeenBy({ camera }: { readonly camera: CameraFootage }) {
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
        {name}
      </span>
      <span class="lane-name small soft">{facts.join(' · ')}</span>
    </>
  );
}
