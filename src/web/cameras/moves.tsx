import type { CameraMove } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { zonedText } from '../time/format.ts';

const everyMs = 15_000;

/** Devices that claim to be a camera at another address: a technician sees both and decides. Nothing while there is none. */
export function Moves() {
  const { moves: words } = useMessages();
  const { data, problem, reload } = useQuery('moves', (signal) => api.listMoves({ signal }), { everyMs });
  if (problem) return <ProblemNotice problem={problem} retry={reload} />;
  if (!data || data.moves.length === 0) return null;
  return (
    <section class="stack panel" aria-labelledby="moves">
      <h2 id="moves">{words.title(data.moves.length)}</h2>
      <p class="hint">{words.about}</p>
      {data.moves.map((move) => (
        <Decision key={move.id} move={move} />
      ))}
    </section>
  );
}

function Decision({ move }: { readonly move: CameraMove }) {
  const { moves: words, discovery } = useMessages();
  const { id, camera, doubt, differences } = move;
  const accept = useSubmit(() => decided(api.acceptMove({ id })));
  const refuse = useSubmit(() => decided(api.refuseMove({ id })));
  return (
    <div class="stack list-line">
      <h3>
        <Link to={`/cameras/${camera.id}`}>{camera.name}</Link>
      </h3>
      <p class={doubt === 'differs' ? 'fault' : 'notice'}>{words.doubts[doubt]}</p>
      {differences.map(({ what, from, to }) => (
        <p key={what} class="fault">
          {discovery.changes[what]}: {from} → {to}
        </p>
      ))}
      <Both move={move} />
      <Act
        label={words.refuse}
        spoken={words.refuseOf(camera.name)}
        problem={accept.problem ?? refuse.problem}
        isBusy={accept.isBusy || refuse.isBusy}
        run={() => void refuse.run()}
      >
        <button
          type="button"
          class="danger"
          aria-label={words.acceptOf(camera.name)}
          disabled={accept.isBusy || refuse.isBusy}
          onClick={() => void accept.run()}
        >
          {words.accept}
        </button>
      </Act>
    </div>
  );
}

/** The camera as it is registered, and the device under it. */
function Both({ move: { camera, device, seenAt } }: { readonly move: CameraMove }) {
  const { moves: words, discovery } = useMessages();
  const { changes } = discovery;
  const columns = [words.which, changes.address, changes['endpoint-uuid'], changes.mac, discovery.device];
  const stated = device.statedMac !== undefined && device.statedMac !== device.mac;
  return (
    <CardTable columns={columns}>
      <tr>
        <th scope="row">{words.registered}</th>
        <td data-label={changes.address} class="number">
          {camera.address}
        </td>
        <td data-label={changes['endpoint-uuid']} class="number">
          {camera.endpointUuid ?? '–'}
        </td>
        <td data-label={changes.mac} class="number">
          {camera.mac ?? '–'}
        </td>
        <td data-label={discovery.device}>
          {[camera.model, camera.serial].filter(Boolean).join(' · ') || '–'}
        </td>
      </tr>
      <tr>
        <th scope="row">
          {words.claims}
          <div class="hint number">{zonedText(Date.parse(seenAt))}</div>
        </th>
        <td data-label={changes.address} class="number">
          {device.address}
        </td>
        <td data-label={changes['endpoint-uuid']} class="number">
          {device.endpointUuid ?? '–'}
        </td>
        <td data-label={changes.mac} class="number">
          <span>{device.mac ?? words.macUnknown}</span>
          {stated && (
            <div class="hint">
              {words.stated}: {device.statedMac}
            </div>
          )}
        </td>
        <td data-label={discovery.device}>
          {[device.name, device.hardware].filter(Boolean).join(' · ') || '–'}
        </td>
      </tr>
    </CardTable>
  );
}

async function decided(decision: Promise<void>): Promise<void> {
  await decision;
  for (const key of ['moves', 'cameras', 'camera', 'health']) invalidate(key);
}
