import type { Camera, CameraChanges, NewCamera, NewStreamTrial } from '../../../client/index.ts';
import type { CameraPlace } from '../../api/shapes.ts';

/** A camera as it is typed. */
export interface CameraDraft {
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly url: string;
  readonly stream: 'main' | 'sub';
  readonly user: string;
  readonly password: string;
  readonly allowsBasic: boolean;
  readonly place: CameraPlace | undefined;
  readonly streetAddress: string;
  readonly landmark: string;
  readonly purpose: string;
  readonly noticeText: string;
  /** A day, 2026-11-21; empty without a notice. */
  readonly postedOn: string;
  /** `16:9`; empty: as the stream says. */
  readonly displayAspect: string;
  readonly enabled: boolean;
}

export const emptyDraft: CameraDraft = {
  name: '',
  neighbourhoodId: '',
  url: '',
  stream: 'main',
  user: '',
  password: '',
  allowsBasic: false,
  place: undefined,
  streetAddress: '',
  landmark: '',
  purpose: '',
  noticeText: '',
  postedOn: '',
  displayAspect: '',
  enabled: true,
};

export const draftOf = (camera: Camera): CameraDraft => ({
  ...emptyDraft,
  name: camera.name,
  neighbourhoodId: camera.neighbourhoodId,
  stream: camera.stream.role,
  place: camera.place,
  streetAddress: camera.streetAddress ?? '',
  landmark: camera.landmark ?? '',
  purpose: camera.purpose ?? '',
  enabled: camera.enabled,
  allowsBasic: camera.allowsBasic,
  displayAspect: camera.displayAspect ?? '',
});

/** Only what was typed: an empty field is one that was not given. */
const given = <Name extends string>(name: Name, value: string): { readonly [Key in Name]?: string } =>
  value.trim() === '' ? {} : ({ [name]: value.trim() } as { readonly [Key in Name]?: string });

const credentials = ({ user, password }: CameraDraft) =>
  user.trim() === '' && password === '' ? {} : { user: user.trim(), password };

/** The stream as it is typed, to be tried before its camera is registered. */
export const trialOf = (draft: CameraDraft): NewStreamTrial => ({
  url: draft.url.trim(),
  ...credentials(draft),
  ...(draft.allowsBasic && { allowsBasic: true }),
});

/** A stream by its URL has been tried by then. */
export function registrationOf(draft: CameraDraft, foundId: string | undefined): NewCamera {
  return {
    ...(foundId === undefined ? { url: draft.url.trim(), withoutTrial: true } : { foundId }),
    name: draft.name.trim(),
    neighbourhoodId: draft.neighbourhoodId,
    stream: draft.stream,
    ...(draft.place && { place: draft.place }),
    ...credentials(draft),
    ...(draft.allowsBasic && { allowsBasic: true }),
    ...given('streetAddress', draft.streetAddress),
    ...given('landmark', draft.landmark),
    ...given('purpose', draft.purpose),
    ...(draft.postedOn !== '' && { notice: { text: draft.noticeText.trim(), postedOn: draft.postedOn } }),
  };
}

export function changesOf(draft: CameraDraft): CameraChanges {
  return {
    name: draft.name.trim(),
    enabled: draft.enabled,
    allowsBasic: draft.allowsBasic,
    ...(draft.place && { place: draft.place }),
    ...credentials(draft),
    streetAddress: draft.streetAddress.trim() || null,
    landmark: draft.landmark.trim() || null,
    purpose: draft.purpose.trim() || null,
    displayAspect: draft.displayAspect.trim() || null,
  };
}
