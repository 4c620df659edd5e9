import type { ListedCamera } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { useLanguage } from '../messages/language.tsx';
import { useNeighbourhoodNames } from '../names/neighbourhood-names.ts';
import { CardTable } from '../parts/card-table.tsx';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { missingSinceMs, reasonOf, remedyOf } from './recording-state.ts';

/** Each camera with how recording goes now, and what helps. */
export function CameraTable({ cameras }: { readonly cameras: readonly ListedCamera[] }) {
  const { cameras: words } = useLanguage().messages;
  const names = useNeighbourhoodNames();
  return (
    <CardTable columns={[words.name, words.neighbourhood, words.state, words.remedy]}>
      {cameras.map((camera) => (
        <tr key={camera.id}>
          <th scope="row">
            <Link to={`/cameras/${camera.id}`}>{camera.name}</Link>
            <div class="hint">{camera.place ? camera.streetAddress : words.noPlace}</div>
          </th>
          <td data-label={words.neighbourhood}>{names.get(camera.neighbourhoodId) ?? ''}</td>
          <td data-label={words.state}>
            <State camera={camera} />
          </td>
          <td data-label={words.remedy}>
            <Remedy camera={camera} />
          </td>
        </tr>
      ))}
    </CardTable>
  );
}

function State({ camera }: { readonly camera: ListedCamera }) {
  const { messages, language } = useLanguage();
  const { cameras: words, gaps, units } = messages;
  const state = camera.recording?.state ?? 'waiting';
  const reason = reasonOf(camera, gaps);
  if (!reason) return <span class={`mark is-${state}`}>{words[state]}</span>;
  const sinceMs = missingSinceMs(camera);
  return (
    <>
      <span class="mark is-waiting">{gaps[reason]}</span>
      {sinceMs > 0 && (
        <div class="hint number">
          {words.since} {zonedText(sinceMs)} ·{' '}
          {lengthText(Math.max(0, Date.now() - sinceMs), units, language)}
        </div>
      )}
    </>
  );
}

function Remedy({ camera }: { readonly camera: ListedCamera }) {
  const { messages } = useLanguage();
  const reason = reasonOf(camera, messages.gaps);
  return <>{reason ? remedyOf(reason, camera.recording?.code, messages) : '–'}</>;
}
