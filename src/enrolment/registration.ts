import { z } from 'zod';
import type { Credentials, StreamRole } from '../camera/index.ts';
import {
  isDisplayAspect,
  type NoticeForm,
  noticeFaults,
  noticeForm,
  type ParsedStreamUrl,
  parseRecordableUrl,
  type StreamUrl,
} from '../camera/index.ts';
import {
  type Faults,
  type FormFaults,
  invalid,
  isId,
  type NeighbourhoodId,
  printable,
  readForm,
} from '../core/index.ts';
import type { CameraContact } from '../discovery/index.ts';
import type { CameraPlace } from '../places/index.ts';

/** A camera as a technician registers it. */
export interface CameraRegistration {
  readonly source: RegistrationSource;
  readonly name: string;
  readonly neighbourhoodId: NeighbourhoodId;
  readonly place?: CameraPlace;
  /** Which stream to record. */
  readonly stream: StreamRole;
  readonly credentials?: Credentials;
  readonly allowsBasic?: boolean;
  readonly displayAspect?: string;
  /** Whether a stream by its URL is registered untried: its picture has been seen, or there is none today. */
  readonly withoutTrial?: boolean;
  readonly streetAddress?: string;
  readonly landmark?: string;
  readonly purpose?: string;
  /** Without one it is registered, and not recorded. */
  readonly notice?: NoticeForm;
}

export type RegistrationSource =
  /** From a discovery: the id under which the found camera is listed. */
  | { readonly kind: 'found'; readonly foundId: string }
  /** A camera without ONVIF. */
  | { readonly kind: 'rtsp'; readonly url: StreamUrl; readonly mac?: string }
  /** A camera that no discovery listed, probed at its address; from an import. */
  | { readonly kind: 'onvif'; readonly contact: CameraContact };

/** How a stream is signed in to. */
interface StreamAccess {
  readonly credentials?: Credentials;
  readonly allowsBasic?: boolean;
}

/** A stream that is to be registered by its URL. */
export interface StreamTrial extends StreamAccess {
  readonly url: StreamUrl;
}

/** A camera that a discovery found, and that is to be registered. */
export interface FoundTrial extends StreamAccess {
  readonly foundId: string;
}

const line = z.string().regex(printable);

const foundId = z.string().trim().min(1).max(512);

const name = line.trim().min(1).max(120);

const displayAspect = z.string().trim().refine(isDisplayAspect);

/** Fields by which people know a camera, and its purpose. */
const words = {
  streetAddress: line.trim().min(1).max(200),
  landmark: line.trim().min(1).max(200),
  purpose: line.trim().min(1).max(500),
};

/** Further fields of a registration, which may be changed later. */
const about = {
  place: z
    .strictObject({
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
      bearingDeg: z.number().min(0).lt(360).exactOptional(),
      fieldOfViewDeg: z.number().gt(0).max(360).exactOptional(),
    })
    .exactOptional(),
  user: line.min(1).max(128).exactOptional(),
  password: line.max(256).exactOptional(),
  allowsBasic: z.boolean().exactOptional(),
};

/** Under its name in the API. */
export const registrationForm = z.strictObject({
  foundId: foundId.optional(),
  url: z.string().optional(),
  name,
  neighbourhoodId: z
    .custom<NeighbourhoodId>((id) => typeof id === 'string' && isId('neighbourhood', id))
    .meta({ type: 'string' }),
  stream: z.enum(['main', 'sub']).default('main'),
  ...about,
  streetAddress: words.streetAddress.exactOptional(),
  landmark: words.landmark.exactOptional(),
  purpose: words.purpose.exactOptional(),
  notice: noticeForm.exactOptional(),
  displayAspect: displayAspect.exactOptional(),
  withoutTrial: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Registers a `url` without trying it first.' }),
});

/** Likewise, for a trial of a stream. */
export const streamTrialForm = z.strictObject({
  foundId: foundId.optional(),
  url: z.string().optional(),
  user: about.user,
  password: about.password,
  allowsBasic: about.allowsBasic,
});

/** Likewise; `null` takes a word away. User and password are sealed by whoever reads it. */
export const changesForm = z.strictObject({
  name: name.exactOptional(),
  ...about,
  streetAddress: words.streetAddress.nullable().exactOptional(),
  landmark: words.landmark.nullable().exactOptional(),
  purpose: words.purpose.nullable().exactOptional(),
  displayAspect: displayAspect.nullable().exactOptional(),
  enabled: z.boolean().exactOptional(),
});

/** Each field's code and the sentence a technician reads. */
export const registrationFields: Faults = {
  foundId: ['found-id-invalid', 'The foundId must be the id of a found camera.'],
  url: ['stream-url-invalid', 'The stream URL must be text.'],
  name: ['camera-name-invalid', 'A name has 1 to 120 printable characters.'],
  neighbourhoodId: ['neighbourhood-invalid', 'The neighbourhoodId must be the id of a neighbourhood.'],
  place: ['place-invalid', 'A place has lat, lon, and if known bearingDeg and fieldOfViewDeg.'],
  'place.lat': ['place-off-earth', 'Latitude is a number within ±90 degrees.'],
  'place.lon': ['place-off-earth', 'Longitude is a number within ±180 degrees.'],
  'place.bearingDeg': ['bearing-out-of-range', 'A bearing is a number from 0 to below 360 degrees.'],
  'place.fieldOfViewDeg': ['field-of-view-out-of-range', 'A field of view is above 0, at most 360 degrees.'],
  stream: ['stream-role-unknown', 'The stream is main or sub.'],
  user: ['camera-user-invalid', 'A user name has 1 to 128 printable characters.'],
  password: ['camera-password-invalid', 'A password has at most 256 printable characters.'],
  allowsBasic: ['basic-permission-invalid', 'Whether Basic is allowed is true or false.'],
  streetAddress: ['camera-address-invalid', 'An address has 1 to 200 printable characters.'],
  landmark: ['camera-landmark-invalid', 'A landmark has 1 to 200 printable characters.'],
  purpose: ['camera-purpose-invalid', 'The purpose of a camera has 1 to 500 printable characters.'],
  displayAspect: ['display-aspect-invalid', 'A shape is width:height like 16:9, between 1:4 and 4:1.'],
  withoutTrial: ['without-trial-invalid', 'Whether it is registered without a trial is true or false.'],
  notice: noticeFaults.form,
  'notice.text': noticeFaults.fields.text,
  'notice.postedOn': noticeFaults.fields.postedOn,
};

const faults: FormFaults = {
  fields: registrationFields,
  unknownField: ['registration-field-unknown', 'This field is not part of a registration.'],
  form: ['registration-invalid', 'A registration is a JSON object.'],
};

/**
 * Reads a registration: `{foundId | url, name, neighbourhoodId, place?, stream?, user?, password?, allowsBasic?, streetAddress?,
 * landmark?, purpose?, notice?: {text, postedOn}, displayAspect?,
 * withoutTrial?}`.
 * Throws an `invalid` error that names the first field at fault; its message never repeats the input.
 */
export function parseRegistration(input: unknown): CameraRegistration {
  const { foundId, url, user, password, ...said } = readForm(registrationForm, input, faults);
  const fromUrl = url === undefined ? undefined : parseRecordableUrl(url);
  const credentials = credentialsOf(user, password, fromUrl?.credentials);
  return {
    source: sourceOf(foundId, fromUrl),
    ...said,
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** Reads `{foundId | url, user?, password?, allowsBasic?}`. Errors: as `parseRegistration`. */
export function parseStreamTrial(input: unknown): StreamTrial | FoundTrial {
  const { foundId, url, user, password, allowsBasic } = readForm(streamTrialForm, input, faults);
  const fromUrl = url === undefined ? undefined : parseRecordableUrl(url);
  const credentials = credentialsOf(user, password, fromUrl?.credentials);
  const access = { ...(credentials && { credentials }), ...(allowsBasic && { allowsBasic }) };
  if (foundId !== undefined && !fromUrl) return { foundId, ...access };
  if (foundId === undefined && fromUrl) return { url: fromUrl.url, ...access };
  throw oneSource();
}

function sourceOf(foundId: string | undefined, stream: ParsedStreamUrl | undefined): RegistrationSource {
  if (foundId !== undefined && stream === undefined) return { kind: 'found', foundId };
  if (foundId === undefined && stream !== undefined) return { kind: 'rtsp', url: stream.url };
  throw oneSource();
}

const oneSource = () => invalid('registration-source', 'Give either foundId or url.', 'foundId');

/** Errors, invalid: `credentials-incomplete`, `credentials-twice`. */
export function credentialsOf(
  user: string | undefined,
  password: string | undefined,
  inUrl: Credentials | undefined,
): Credentials | undefined {
  if (user === undefined && password === undefined) return inUrl;
  if (user === undefined) throw invalid('credentials-incomplete', 'A password needs a user name.', 'user');
  if (inUrl !== undefined) {
    throw invalid('credentials-twice', 'Credentials are given twice: in the URL and beside it.', 'user');
  }
  return { user, password: password ?? '' };
}
