import type { CameraMove } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { BothDevices } from './both-devices.tsx';

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
      <BothDevices move={move} />
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

async function decided(decision: Promise<void>): Promise<void> {
  await decision;
  for (const key of ['moves', 'cameras', 'camera', 'health']) invalidate(key);
}
