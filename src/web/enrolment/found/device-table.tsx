import type { FoundDevice } from '../../api/shapes.ts';
import { Link } from '../../base/location.tsx';
import { useMessages } from '../../messages/language.tsx';
import { useCameraNames } from '../../names/camera-names.ts';
import { CardTable } from '../../parts/card-table.tsx';
import { AskedPorts } from '../asked-ports.tsx';
import { type Choice, isNew } from './choice.ts';

interface DeviceTableProps {
  readonly devices: readonly FoundDevice[];
  readonly discoveryId: string;
  readonly choice: Choice;
}

/** Devices that answered, and registered cameras that did not. */
export function DeviceTable({ devices, discoveryId, choice }: DeviceTableProps) {
  const names = useCameraNames();
  const { discovery: words, common } = useMessages();
  return (
    <div class="panel found">
      <CardTable columns={[words.device, words.address, words.streams, words.state]} acts={common.actions}>
        {inOrder(devices).map((device) => (
          <DeviceRow
            key={device.foundId}
            device={device}
            discoveryId={discoveryId}
            names={names}
            choice={choice}
          />
        ))}
      </CardTable>
    </div>
  );
}

interface DeviceRowProps {
  readonly device: FoundDevice;
  readonly discoveryId: string;
  /** Names of registered cameras by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly choice: Choice;
}

function DeviceRow({ device, discoveryId, names, choice }: DeviceRowProps) {
  const { discovery: words, cameras } = useMessages();
  const { foundId, state, address, mac, cameraId } = device;
  const mayEnrol = state === 'new' || state === 'ambiguous';
  const target = `/cameras/new?discovery=${discoveryId}&found=${encodeURIComponent(foundId)}`;
  return (
    <tr>
      <th scope="row">
        {isNew(device) ? (
          <label class="row choose">
            <input
              type="checkbox"
              checked={choice.isChosen(device)}
              onChange={(event) => choice.set([device], event.currentTarget.checked)}
            />
            {deviceName(device)}
          </label>
        ) : state === 'silent' ? (
          names.get(cameraId ?? '')
        ) : (
          deviceName(device)
        )}
        <div class="hint">
          {[device.manufacturer, device.model, device.serial].filter(Boolean).join(' · ')}
        </div>
      </th>
      <td data-label={words.address} class="number">
        <span>{address}</span>
        <div class="hint">{mac}</div>
      </td>
      <td data-label={words.streams} class="number">
        {device.streams?.map(({ role, width, height, fps, codec }) => (
          <div key={role}>
            {width}×{height} {fps && `${fps} fps`} {codec}
          </div>
        ))}
      </td>
      <td data-label={words.state}>
        <span class={`mark is-${state}`}>{words.states[state]}</span>
        {device.changes?.map(({ what, from, to }) => (
          <div key={what} class="hint">
            {words.changes[what]}: {from} → {to}
          </div>
        ))}
        {device.ports && <AskedPorts ports={device.ports} />}
      </td>
      <td>
        {mayEnrol && (
          <Link to={target} class="button">
            {words.enrol}
          </Link>
        )}
        {device.candidateIds?.map((id) => (
          <div key={id}>
            {words.candidates}: <Link to={`/cameras/${id}`}>{names.get(id) ?? id}</Link>
          </div>
        ))}
        {cameraId && <Link to={`/cameras/${cameraId}`}>{cameras.edit}</Link>}
      </td>
    </tr>
  );
}

const urgency = { new: 0, ambiguous: 1, changed: 2, silent: 3, known: 4 } as const;

/** Devices that need action first; then by address, in network order. */
const inOrder = (devices: readonly FoundDevice[]): FoundDevice[] =>
  [...devices].sort(
    (a, b) =>
      urgency[a.state] - urgency[b.state] ||
      (a.address ?? '').localeCompare(b.address ?? '', 'en', { numeric: true }),
  );

export const deviceName = ({ name, hardware, model, foundId }: FoundDevice): string =>
  name ?? hardware ?? model ?? foundId;
