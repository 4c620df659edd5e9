import type { Neighbourhood, RegisteredCamera } from '../../camera/index.ts';
import { formatStreamUrl, partStreamUrl } from '../../camera/index.ts';
import type { NeighbourhoodId } from '../../core/index.ts';
import type { FoundCamera, ListedDevice } from '../../discovery/index.ts';
import type { RegistrationSource } from '../registration.ts';
import type { RowFault, RowForm } from './row-form.ts';

/** The site's cameras and the ward's neighbourhoods, to compare rows with. */
export interface WardNow {
  readonly cameras: readonly RegisteredCamera[];
  readonly neighbourhoods: readonly Neighbourhood[];
  /** Devices of the latest discovery. */
  readonly devices: readonly ListedDevice[];
  /** Cameras that ever had a notice: one that was withdrawn is not put up again by the same file. */
  readonly noticed: ReadonlySet<string>;
  readonly mayCreateNeighbourhoods: boolean;
}

/** The plan of an import for one row. */
export type RowPlan =
  | { readonly state: 'new'; readonly source: RegistrationSource; readonly neighbourhoodId?: NeighbourhoodId }
  /** Registered; gains what it lacks. */
  | { readonly state: 'amend'; readonly camera: RegisteredCamera }
  /** Registered, and nothing to add: the same file twice changes nothing. */
  | { readonly state: 'known'; readonly camera: RegisteredCamera }
  | { readonly state: 'bad'; readonly faults: readonly RowFault[] };

const faults = {
  neighbourhood: [
    'unknown-neighbourhood',
    'There is no such neighbourhood; the import can create it if you allow it.',
  ],
  name: ['camera-name-taken', 'Another camera has that name.'],
  mac: ['camera-not-discovered', 'No discovery found a camera with that MAC: give onvif or stream_url.'],
} as const satisfies Record<string, readonly [code: string, message: string]>;

export function planRow(form: RowForm, ward: WardNow): RowPlan {
  const device = deviceOf(form, ward.devices);
  const camera = cameraOf(form, device, ward.cameras);
  if (camera) return { state: lacks(form, camera, ward.noticed) ? 'amend' : 'known', camera };
  const neighbourhood = ward.neighbourhoods.find(({ name }) => sameName(name, form.neighbourhood));
  const source = sourceOf(form, device);
  const found: RowFault[] = [];
  if (!neighbourhood && !ward.mayCreateNeighbourhoods) {
    const [code, message] = faults.neighbourhood;
    found.push({ column: 'neighbourhood', code, message });
  }
  if (ward.cameras.some((other) => other.camera.name === form.name)) {
    const [code, message] = faults.name;
    found.push({ column: 'name', code, message });
  }
  if (!source) {
    const [code, message] = faults.mac;
    found.push({ column: 'mac', code, message });
  }
  if (!source || found.length > 0) return { state: 'bad', faults: found };
  return { state: 'new', source, ...(neighbourhood && { neighbourhoodId: neighbourhood.id }) };
}

/** As people write them: in any case, and composed either way. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase();

function deviceOf({ mac, onvif }: RowForm, devices: readonly ListedDevice[]): ListedDevice | undefined {
  const seen = devices.filter(({ sighting }) => sighting);
  const byMac = mac === undefined ? undefined : only(seen, ({ sighting }) => sighting?.found.mac === mac);
  return byMac ?? (onvif && only(seen, ({ sighting }) => isAt(sighting?.found, onvif)));
}

/** Two devices that fit are none: a person decides. */
function only<T>(all: readonly T[], fits: (one: T) => boolean): T | undefined {
  const fitting = all.filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isAt(found: FoundCamera | undefined, onvif: NonNullable<RowForm['onvif']>): boolean {
  if (found?.address !== onvif.host) return false;
  return !onvif.isExact || found.xaddrs.some((url) => portOf(url) === portOf(onvif.url));
}

const portOf = (url: string): string => (URL.canParse(url) ? new URL(url).port : '');

function cameraOf(
  form: RowForm,
  device: ListedDevice | undefined,
  cameras: readonly RegisteredCamera[],
): RegisteredCamera | undefined {
  const { mac, url, onvif } = form;
  const text = url && partStreamUrl(formatStreamUrl(url)).url;
  return cameras.find(
    ({ camera, stream }) =>
      (device?.cameraId !== undefined && camera.id === device.cameraId) ||
      (mac !== undefined && camera.identity.mac === mac) ||
      (text !== undefined && stream.url === text) ||
      (onvif !== undefined && camera.onvifUrl !== undefined && isServiceOf(camera.onvifUrl, onvif)),
  );
}

function isServiceOf(onvifUrl: string, { url, host, isExact }: NonNullable<RowForm['onvif']>): boolean {
  if (!URL.canParse(onvifUrl)) return false;
  const known = new URL(onvifUrl);
  return known.hostname === host && (!isExact || known.port === new URL(url).port);
}

function lacks(form: RowForm, { camera }: RegisteredCamera, noticed: ReadonlySet<string>): boolean {
  const about = ['place', 'streetAddress', 'landmark', 'purpose'] as const;
  return (
    about.some((field) => form[field] !== undefined && camera[field] === undefined) ||
    (form.notice !== undefined && !noticed.has(camera.id))
  );
}

function sourceOf(
  { url, onvif, mac }: RowForm,
  device: ListedDevice | undefined,
): RegistrationSource | undefined {
  if (url) return { kind: 'rtsp', url, ...(mac === undefined ? {} : { mac }) };
  if (device) return { kind: 'found', foundId: device.foundId };
  if (onvif) return { kind: 'onvif', contact: { xaddrs: [onvif.url], address: onvif.host } };
  return undefined;
}
