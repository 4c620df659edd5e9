import { canonicalJson, type RequestId } from '../core/index.ts';
import { type Actor, type CustodyEvent, type CustodyLog, custodyEvent } from '../custody/index.ts';
import {
  type FootageAnswer,
  type FootageQuery,
  type FootageRepository,
  lookUp,
  requestComparison,
  searchComparison,
} from '../footage/index.ts';

export interface SearchTools {
  readonly footage: FootageRepository;
  readonly custody: Pick<CustodyLog, 'append'>;
}

/**
 * Finds the cameras that saw a place, and their coverage. The custody event of the look-up, with its place, is
 * committed before the answer. `requestId`: the request that names the place.
 * Errors: those of `lookUp`; what the log throws.
 */
export async function searchFootage(
  { footage, custody }: SearchTools,
  by: Required<Actor>,
  query: FootageQuery,
  requestId?: RequestId,
): Promise<FootageAnswer> {
  const found = await lookUp(
    footage,
    query,
    by.nowMs,
    requestId === undefined ? searchComparison : requestComparison,
  );
  await custody.append(searched(by, query, { cameras: found.cameras.length, requestId }));
  return found;
}

function searched(
  by: Required<Actor>,
  { area, range }: FootageQuery,
  { cameras, requestId }: { readonly cameras: number; readonly requestId: RequestId | undefined },
): CustodyEvent {
  const [only] = area.kind === 'cameras' ? area.cameraIds : [];
  const about = { ...(requestId && { requestId }), ...(only && { cameraId: only }) };
  return custodyEvent(by, 'footage-searched', {
    ...about,
    range,
    detail: { area: canonicalJson(area), cameras },
  });
}
