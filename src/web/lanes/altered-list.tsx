import type { CameraFootage } from '../api/shapes.ts';
import { useLanguage } from '../messages/language.tsx';
import { textWithin } from '../time/format.ts';
import type { Lane } from './lane.ts';

interface AlteredListProps {
  readonly cameras: readonly CameraFootage[];
  readonly lanes: readonly Lane[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** The table behind the lanes has all. */
const maxListed = 5;

/** Names the time that is not what was recorded, and says what to do; nothing where there is none. */
export function AlteredList({ cameras, lanes, fromMs, toMs }: AlteredListProps) {
  const { messages, language } = useLanguage();
  const { records: words } = messages;
  const textOf = textWithin(fromMs, toMs);
  const times = lanes.flatMap(({ id, records }, row) =>
    (records?.altered ?? []).map((time) => ({ ...time, id, name: cameras[row]?.name })),
  );
  if (times.length === 0) return null;
  return (
    <div class="fault" role="alert">
      <strong>{words.alteredTitle}</strong>
      <ul class="plain-list">
        {times.slice(0, maxListed).map(({ id, name, kind, ...time }) => (
          <li key={`${id} ${kind} ${time.fromMs}`}>
            {name}: <span class="number">{`${textOf(time.fromMs)} – ${textOf(time.toMs)}`}</span>,{' '}
            {words.kinds[kind]}
          </li>
        ))}
        {times.length > maxListed && (
          <li>{words.alteredMore(new Intl.NumberFormat(language).format(times.length - maxListed))}</li>
        )}
      </ul>
      {words.remedy}
    </div>
  );
}
