import type { CameraMove, ShownAddress } from '../../client/index.ts';
import type { GapReason } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { zonedText } from '../time/format.ts';

interface MoveProps {
  readonly move: CameraMove;
}

/** The camera as it is registered, and under it the device that claims to be it: who they are and what they answer. */
export function BothDevices({ move }: MoveProps) {
  const { moves: words, discovery } = useMessages();
  const { changes } = discovery;
  const identity = [words.which, changes.address, changes['endpoint-uuid'], changes.mac, discovery.device];
  return (
    <CardTable columns={[...identity, words.answers]}>
      <RegisteredRow move={move} />
      <ClaimingRow move={move} />
    </CardTable>
  );
}

function RegisteredRow({ move: { camera, shown } }: MoveProps) {
  const { moves: words, discovery, gaps } = useMessages();
  const { changes } = discovery;
  const seenMac = shown?.registered.mac;
  return (
    <tr>
      <th scope="row">{words.registered}</th>
      <td data-label={changes.address} class="number">
        {camera.address}
      </td>
      <td data-label={changes['endpoint-uuid']} class="number">
        {camera.endpointUuid ?? '–'}
      </td>
      <td data-label={changes.mac} class="number">
        <span>{camera.mac ?? '–'}</span>
        {seenMac !== undefined && (
          <div class="hint">
            {words.seenMac}: {seenMac}
          </div>
        )}
      </td>
      <td data-label={discovery.device}>{joined(camera.model, camera.serial)}</td>
      <td data-label={words.answers}>
        <span>
          {words.stream}: {gaps[camera.reason as GapReason] ?? gaps.unknown}
        </span>
        <OnvifAnswer shown={shown?.registered} />
      </td>
    </tr>
  );
}

function ClaimingRow({ move: { device, shown, seenAt } }: MoveProps) {
  const { moves: words, discovery } = useMessages();
  const { changes } = discovery;
  const isOtherMac = device.statedMac !== undefined && device.statedMac !== device.mac;
  return (
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
        {isOtherMac && (
          <div class="hint">
            {words.stated}: {device.statedMac}
          </div>
        )}
      </td>
      <td data-label={discovery.device}>{joined(device.name, device.hardware)}</td>
      <td data-label={words.answers}>{shown ? <OnvifAnswer shown={shown.device} /> : '–'}</td>
    </tr>
  );
}

/** What an address tells anybody by ONVIF. */
function OnvifAnswer({ shown }: { readonly shown: ShownAddress | undefined }) {
  const { discovery } = useMessages();
  if (!shown) return null;
  const { onvif, model, serial } = shown;
  return (
    <div>
      {onvif === 'onvif' ? discovery.looks.onvif : `ONVIF: ${discovery.looks[onvif]}`}
      {(model ?? serial) !== undefined && <div class="hint">{joined(model, serial)}</div>}
    </div>
  );
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join(' · ') || '–';
