import type { NewFoundImport, NewStreamTrial } from '../../../client/index.ts';
import type { FoundDevice } from '../../api/shapes.ts';
import { type CameraDraft, emptyDraft } from '../../cameras/form/camera-form.ts';
import { namesOf } from './name-pattern.ts';

/** Many cameras as they are typed: what they share, and how each is called. */
export interface ManyDraft {
  readonly shared: CameraDraft;
  readonly pattern: string;
  /** The number of the first one, as typed. */
  readonly first: string;
  /** Names that were typed in the place of the pattern's, by found id. */
  readonly own: Readonly<Record<string, string>>;
}

export const emptyMany = (pattern: string): ManyDraft => ({
  shared: emptyDraft,
  pattern,
  first: '1',
  own: {},
});

/** By address, in network order: as they hang along a cable. */
export const inNetworkOrder = (devices: readonly FoundDevice[]): readonly FoundDevice[] =>
  [...devices].sort((a, b) => (a.address ?? '').localeCompare(b.address ?? '', 'en', { numeric: true }));

export function draftedNames(
  { pattern, first, own }: ManyDraft,
  devices: readonly FoundDevice[],
): readonly string[] {
  const patterned = namesOf(pattern, devices, Number.parseInt(first, 10) || 1);
  return devices.map(({ foundId }, i) => own[foundId] ?? patterned[i] ?? '');
}

const credentials = ({ user, password }: CameraDraft) =>
  user.trim() === '' && password === '' ? {} : { user: user.trim(), password };

export function foundImportOf(draft: ManyDraft, devices: readonly FoundDevice[]): NewFoundImport {
  const { neighbourhoodId, stream, purpose, noticeText, postedOn } = draft.shared;
  const names = draftedNames(draft, devices);
  return {
    devices: devices.map(({ foundId }, i) => ({ foundId, name: (names[i] ?? '').trim() })),
    neighbourhoodId,
    stream,
    ...credentials(draft.shared),
    ...(purpose.trim() !== '' && { purpose: purpose.trim() }),
    ...(postedOn !== '' && { notice: { text: noticeText.trim(), postedOn } }),
  };
}

export const foundTrialOf = ({ shared }: ManyDraft, { foundId }: FoundDevice): NewStreamTrial => ({
  foundId,
  ...credentials(shared),
});
