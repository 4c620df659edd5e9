import type { ExportSizes, NewExport } from '../../client/index.ts';
import type { Range } from '../time/spoken-range.ts';

/** In which form footage is taken. `originals` is offered first: each second once, and a clip can be joined from them at any time. */
export const takenForms = ['originals', 'clips', 'both', 'papers'] as const;
export type TakenForm = (typeof takenForms)[number];

/** The part of a request that an officer chooses for an export. */
export interface ChosenPart {
  /** The cameras that are left out. */
  readonly without: ReadonlySet<string>;
  /** `wrong`: what is typed is no part of the time that was asked for. */
  readonly stretch: Range | 'whole' | 'wrong';
  readonly form: TakenForm;
}

const hasOriginals = ({ form }: ChosenPart): boolean => form === 'originals' || form === 'both';
const hasClips = ({ form }: ChosenPart): boolean => form === 'clips' || form === 'both';

/** Estimated bytes of the bundle, papers included. */
export function chosenBytes({ paperBytes, cameras }: ExportSizes, part: ChosenPart): number {
  const taken = cameras.filter(({ cameraId }) => part.form !== 'papers' && !part.without.has(cameraId));
  const bytesOf = (each: ExportSizes['cameras'][number]) =>
    (hasOriginals(part) ? each.originalBytes : 0) + (hasClips(part) ? each.clipBytes : 0) + each.besideBytes;
  return taken.reduce((sum, each) => sum + bytesOf(each), paperBytes);
}

/** As the service takes it; nothing for all of the time. */
export const stretchFields = (
  stretch: ChosenPart['stretch'],
): { readonly from?: string; readonly to?: string } =>
  typeof stretch === 'string'
    ? {}
    : { from: new Date(stretch.fromMs).toISOString(), to: new Date(stretch.toMs).toISOString() };

/** The order of that part of these cameras. */
export function orderOf(part: ChosenPart, cameraIds: readonly string[]): NewExport {
  const { without, stretch } = part;
  return {
    ...(without.size > 0 && { cameras: cameraIds.filter((id) => !without.has(id)) }),
    ...stretchFields(stretch),
    originals: hasOriginals(part),
    clips: hasClips(part),
  };
}
