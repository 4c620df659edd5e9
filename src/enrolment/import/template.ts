import type { Neighbourhood, RegisteredCamera } from '../../camera/index.ts';
import { hasBlanks, withPath } from '../../camera/index.ts';
import { csvText } from '../../core/index.ts';
import type { ListedDevice } from '../../discovery/index.ts';
import { type Cells, columns } from './columns.ts';
import { reachedCells, statedNameCells } from './found-cells.ts';

const example: Cells = {
  name: 'Cột 14',
  neighbourhood: 'Khu phố 7',
  lat: '21.0123',
  lon: '107.3456',
  bearing_deg: '90',
  field_of_view_deg: '90',
  street_address: '12 đường Hoa Sim',
  landmark: 'Cổng chợ',
  purpose: 'An ninh trật tự khu phố',
  stream: 'main',
  onvif: '192.0.2.14',
  user: 'admin',
  notice_text:
    'Khu vực có camera giám sát an ninh. Đơn vị quản lý: UBND phường …; ĐT …; mục đích: bảo đảm an ninh, trật tự',
  notice_posted_on: '2026-11-01',
  owner_name: 'Nguyễn Văn A',
  owner_amount_vnd: '1.500.000',
  owner_consent_on: '2026-11-01',
};

const rowOf = (cells: Cells): string[] => columns.map((column) => cells[column] ?? '');

/** A template to fill in; its one row is an example in an address range for documentation (RFC 5737). */
export const importTemplate = (): string => csvText(columns, [rowOf(example)]);

/** The devices of a discovery that are not registered, each as a row to fill in: with what it says of itself, which is only a hint. */
export const exportFound = (devices: readonly ListedDevice[]): string =>
  csvText(
    columns,
    devices
      .filter(({ state }) => state === 'new' || state === 'ambiguous')
      .map((device) => rowOf({ ...statedNameCells(device), ...reachedCells(device), stream: 'main' })),
  );

/** Every camera as an import would read it, without credentials and without who paid. */
export function exportCameras(
  cameras: readonly RegisteredCamera[],
  neighbourhoods: readonly Neighbourhood[],
): string {
  const names = new Map(neighbourhoods.map(({ id, name }) => [id, name]));
  return csvText(
    columns,
    cameras.map((registered) => rowOf(cellsOf(registered, names.get(registered.camera.neighbourhoodId)))),
  );
}

function cellsOf({ camera, stream, notice }: RegisteredCamera, neighbourhood: string | undefined): Cells {
  const { place } = camera;
  const cells: Record<string, string | number | undefined> = {
    name: camera.name,
    neighbourhood,
    lat: place?.lat,
    lon: place?.lon,
    bearing_deg: place?.bearingDeg,
    field_of_view_deg: place?.fieldOfViewDeg,
    street_address: camera.streetAddress,
    landmark: camera.landmark,
    purpose: camera.purpose,
    stream: stream.role,
    ...(camera.onvifUrl === undefined ? { stream_url: sharedUrl(stream.url) } : { onvif: camera.onvifUrl }),
    mac: camera.identity.mac,
    notice_text: notice?.text,
    notice_posted_on: notice?.postedOn,
  };
  const given = Object.entries(cells).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([column, value]) => [column, String(value)]));
}

/** A path with credentials is cut off: only the address of the camera may be shown. */
const sharedUrl = (url: string): string => (hasBlanks(url) ? withPath(url, '') : url);
