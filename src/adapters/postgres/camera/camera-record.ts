import type { Selectable } from 'kysely';
import { formatInstant } from '../../../core/index.ts';
import type { CustodyEvent, CustodyEventName } from '../../../custody/index.ts';
import { type EvidenceRecord, type Fact, wordsDigest } from '../../../log/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';
import type { Tables } from '../tables/tables.ts';

type CameraRecord = Extract<EvidenceRecord, { type: 'cam' }>;

/** What a record says of the camera itself, and not of the act, the process or the chain. */
type CameraMembers = Omit<
  Extract<Fact, { type: 'cam' }>,
  'act' | 'changed' | 'actor' | 'role' | 'token' | 'at' | 'adopted'
>;

/** A camera in the catalogue, with the notice and the pause that are in force. */
export type WholeCamera = Selectable<Tables['camera']> & {
  readonly facts: Partial<Record<Tables['camera_identity']['kind'], string>> | null;
  readonly notice: Selectable<Tables['notice']> | null;
  readonly pause: Selectable<Tables['camera_pause']> | null;
};

/** The record of a camera after the act of an event. Errors: a defect, where none tells of it. */
export function cameraFact(camera: WholeCamera, event: CustodyEvent, { salt, nameOf }: RecordWords): Fact {
  const act = cameraActs[event.event];
  if (!act) throw new TypeError(`no record of a camera tells of ${event.event}`);
  const changed = event.detail?.changed;
  return {
    ...cameraMembers(camera, salt),
    ...actedBy(event, nameOf),
    act,
    ...(changed !== undefined && { changed: [...new Set(String(changed).split(' '))].sort() }),
  };
}

const cameraActs: Partial<Record<CustodyEventName, CameraRecord['act']>> = {
  'camera-enrolled': 'enrol',
  'camera-changed': 'change',
  'notice-recorded': 'notice',
  'notice-withdrawn': 'end-notice',
  'camera-paused': 'pause',
  'camera-resumed': 'resume',
  'camera-withdrawn': 'leave',
};

/** The members that the newest record of the camera has under this salt: row and record say the same, or one was changed. */
export const cameraMembers = (camera: WholeCamera, salt: string): CameraMembers => ({
  type: 'cam',
  cam: camera.id,
  site: camera.site_id,
  hood: camera.neighbourhood_id,
  enrolled: formatInstant(camera.enrolled_at_ms),
  recording: camera.enabled ? 'on' : 'off',
  name: wordsDigest(salt, camera.name),
  ...given('street', camera.street_address, (text) => wordsDigest(salt, text)),
  ...given('landmark', camera.landmark, (text) => wordsDigest(salt, text)),
  ...given('purpose', camera.purpose, (text) => wordsDigest(salt, text)),
  ...placeMember(camera),
  ...deviceMember(camera),
  ...given('aspect', camera.display_aspect, (aspect) => aspect),
  ...given('notice', camera.notice, (notice) => noticeMember(notice, salt)),
  ...given('pause', camera.pause, (pause) => pauseMember(pause, salt)),
});

function placeMember({ lat, lon, bearing_deg, field_of_view_deg }: WholeCamera): Pick<CameraMembers, 'loc'> {
  if (lat === null || lon === null) return {};
  const loc = { lat: degrees(lat), lon: degrees(lon) };
  return {
    loc: { ...loc, ...given('bearing', bearing_deg, degrees), ...given('view', field_of_view_deg, degrees) },
  };
}

/** What the camera said of itself: anybody's text. */
function deviceMember({ facts, firmware }: WholeCamera): Pick<CameraMembers, 'dev'> {
  const dev = {
    ...given('epr', facts?.['endpoint-uuid'], (uuid) => uuid),
    ...given('mac', facts?.mac, (mac) => mac),
    ...given('serial', facts?.serial, line),
    ...given('model', facts?.model, line),
    ...given('fw', firmware, line),
  };
  return Object.keys(dev).length === 0 ? {} : { dev };
}

const noticeMember = (
  { id, posted_on, text, recorded_at_ms }: Selectable<Tables['notice']>,
  salt: string,
): NonNullable<CameraMembers['notice']> => ({
  id,
  posted: posted_on,
  text: wordsDigest(salt, text),
  at: formatInstant(recorded_at_ms),
});

const pauseMember = (
  { id, contributor_id, kind, reason, from_ms, until_ms }: Selectable<Tables['camera_pause']>,
  salt: string,
): NonNullable<CameraMembers['pause']> => ({
  id,
  contributor: contributor_id,
  kind,
  reason: wordsDigest(salt, reason),
  t0: formatInstant(from_ms),
  ...given('t1', until_ms, formatInstant),
});

/** On one line, 512 characters at most. */
const line = (text: string): string | undefined =>
  [...text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')].slice(0, 512).join('') || undefined;

/** Six decimals, and never `-0`. */
const degrees = (number: number): string => (Math.round(number * 1e6) / 1e6 + 0).toFixed(6);

/** A member for a column that is not empty. */
function given<Name extends string, T, V>(
  name: Name,
  value: T | null | undefined,
  say: (value: T) => V | undefined,
): { readonly [K in Name]?: V } {
  const said = value === null || value === undefined ? undefined : say(value);
  return (said === undefined ? {} : { [name]: said }) as { readonly [K in Name]?: V };
}
