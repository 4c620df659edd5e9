import type { Credentials } from '../../camera/index.ts';
import { normaliseMac, parseRecordableUrl, postedNotice, type StreamUrl } from '../../camera/index.ts';
import { type ContributorForm, parseContributor } from '../../contributor/index.ts';
import { AppError } from '../../core/index.ts';
import { type CameraRegistration, registrationFields, registrationForm } from '../registration.ts';
import type { Cells, Column } from './columns.ts';
import { type OnvifAddress, parseOnvifAddress } from './onvif-address.ts';
import { isoDay } from './written-day.ts';
import { writtenAmount, writtenNumber } from './written-number.ts';

/** A fault of a row, and its column. The message never repeats the cell. */
export interface RowFault {
  readonly column?: Column;
  readonly code: string;
  readonly message: string;
}

/** A row that can be read. Whether it fits the ward is for `planRow`. */
export interface RowForm
  extends Pick<
    CameraRegistration,
    'name' | 'place' | 'stream' | 'streetAddress' | 'landmark' | 'purpose' | 'notice'
  > {
  readonly neighbourhood: string;
  readonly onvif?: OnvifAddress;
  readonly url?: StreamUrl;
  readonly mac?: string;
  readonly credentials?: Credentials;
  readonly contributor?: ContributorForm;
}

export type ParsedRow =
  | { readonly form: RowForm; readonly faults: readonly [] }
  | { readonly form?: never; readonly faults: readonly RowFault[] };

const rowForm = registrationForm.omit({ foundId: true, url: true, neighbourhoodId: true });

const columnOf: Readonly<Record<string, Column>> = {
  name: 'name',
  place: 'lat',
  'place.lat': 'lat',
  'place.lon': 'lon',
  'place.bearingDeg': 'bearing_deg',
  'place.fieldOfViewDeg': 'field_of_view_deg',
  stream: 'stream',
  user: 'user',
  password: 'password',
  streetAddress: 'street_address',
  landmark: 'landmark',
  purpose: 'purpose',
  notice: 'notice_text',
  'notice.text': 'notice_text',
  'notice.postedOn': 'notice_posted_on',
};

const contributorColumns: Readonly<Record<string, Column>> = {
  name: 'owner_name',
  phone: 'owner_phone',
  amountVnd: 'owner_amount_vnd',
  consentOn: 'owner_consent_on',
};

const rowFaults = {
  neighbourhood: ['row-neighbourhood-missing', 'The row needs a neighbourhood of 1 to 200 characters.'],
  mac: ['mac-invalid', 'A MAC has twelve hexadecimal digits.'],
  noSource: ['row-source-missing', 'Give onvif, stream_url, or the mac of a discovered camera.'],
  twoSources: ['row-source-twice', 'Give either onvif or stream_url.'],
  noUser: ['credentials-incomplete', 'A password needs a user name.'],
  twoUsers: ['credentials-twice', 'Credentials are given twice: in the URL and beside it.'],
} as const satisfies Record<string, readonly [code: string, message: string]>;

const fault = (name: keyof typeof rowFaults, column: Column): RowFault => {
  const [code, message] = rowFaults[name];
  return { column, code, message };
};

/** Reads a row and reports every fault in it, not only the first. `today` is the site's day. */
export function parseRow(given: Cells, today: string): ParsedRow {
  const cells = withIsoDays(given);
  const faults: RowFault[] = [];
  const noting = <T>(column: Column, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      faults.push(faultOf(error, column));
      return undefined;
    }
  };
  const parsed = rowForm.safeParse(inputOf(cells));
  for (const { path } of parsed.error?.issues ?? []) faults.push(faultAt(path.join('.')));
  const { neighbourhood = '' } = cells;
  if (neighbourhood === '' || neighbourhood.length > 200)
    faults.push(fault('neighbourhood', 'neighbourhood'));
  const mac = normaliseMac(cells.mac ?? '');
  if (cells.mac !== undefined && mac === undefined) faults.push(fault('mac', 'mac'));
  const onvif = noting('onvif', () =>
    cells.onvif === undefined ? undefined : parseOnvifAddress(cells.onvif),
  );
  const stream = noting('stream_url', () =>
    cells.stream_url === undefined ? undefined : parseRecordableUrl(cells.stream_url, 'stream_url'),
  );
  const contributor = noting('owner_name', () => contributorOf(cells));
  const { notice } = parsed.data ?? {};
  if (notice) noting('notice_posted_on', () => postedNotice(notice, today));
  faults.push(...sourceFaults(cells), ...credentialFaults(cells, stream?.credentials));
  if (!parsed.data || faults.length > 0) return { faults };
  const { user, password, ...form } = parsed.data;
  const credentials = user === undefined ? stream?.credentials : { user, password: password ?? '' };
  return {
    faults: [],
    form: {
      ...form,
      neighbourhood,
      ...(onvif && { onvif }),
      ...(stream && { url: stream.url }),
      ...(mac === undefined ? {} : { mac }),
      ...(credentials && { credentials }),
      ...(contributor && { contributor }),
    },
  };
}

const withIsoDays = (cells: Cells): Cells => ({
  ...cells,
  ...(cells.notice_posted_on !== undefined && { notice_posted_on: isoDay(cells.notice_posted_on) }),
  ...(cells.owner_consent_on !== undefined && { owner_consent_on: isoDay(cells.owner_consent_on) }),
});

function inputOf(cells: Cells): object {
  const place = {
    lat: cells.lat,
    lon: cells.lon,
    bearingDeg: cells.bearing_deg,
    fieldOfViewDeg: cells.field_of_view_deg,
  };
  const notice = { text: cells.notice_text, postedOn: cells.notice_posted_on };
  return present({
    name: cells.name,
    place: hasAny(place) ? numbers(place) : undefined,
    stream: cells.stream?.toLowerCase(),
    user: cells.user,
    password: cells.password,
    streetAddress: cells.street_address,
    landmark: cells.landmark,
    purpose: cells.purpose,
    notice: hasAny(notice) ? present(notice) : undefined,
  });
}

const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const hasAny = (fields: object): boolean => Object.values(fields).some((value) => value !== undefined);

const numbers = (fields: Readonly<Record<string, string | undefined>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(present(fields)).map(([name, text]) => [name, writtenNumber(String(text))]),
  );

function contributorOf(cells: Cells): ContributorForm | undefined {
  const {
    owner_name: name,
    owner_phone: phone,
    owner_amount_vnd: amount,
    owner_consent_on: consentOn,
  } = cells;
  const given = {
    name,
    phone,
    amountVnd: amount === undefined ? undefined : writtenAmount(amount),
    consentOn,
  };
  return hasAny(given) ? parseContributor(present(given)) : undefined;
}

function sourceFaults(cells: Cells): RowFault[] {
  if (cells.onvif !== undefined && cells.stream_url !== undefined) return [fault('twoSources', 'stream_url')];
  const hasSource = cells.onvif ?? cells.stream_url ?? cells.mac;
  return hasSource === undefined ? [fault('noSource', 'onvif')] : [];
}

function credentialFaults(cells: Cells, inUrl: Credentials | undefined): RowFault[] {
  if (cells.user === undefined && cells.password !== undefined) return [fault('noUser', 'user')];
  return cells.user !== undefined && inUrl ? [fault('twoUsers', 'user')] : [];
}

function faultAt(path: string): RowFault {
  const [code, message] = registrationFields[path] ?? ['registration-invalid', 'The row cannot be read.'];
  return { ...(columnOf[path] && { column: columnOf[path] }), code, message };
}

function faultOf(error: unknown, column: Column): RowFault {
  if (!(error instanceof AppError)) throw error;
  const { code, message, field = '' } = error;
  return { column: column === 'owner_name' ? (contributorColumns[field] ?? column) : column, code, message };
}
