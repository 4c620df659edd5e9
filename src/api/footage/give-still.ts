import { issue, type Permit } from '../../access/index.ts';
import type { StoredFrame } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UndisclosedStill } from '../undisclosed-still.ts';

interface MadeStill extends StoredFrame {
  readonly still: UndisclosedStill;
  readonly nowMs: number;
}

/**
 * Records which frame is given out and the digest of its file, then answers the file: a still that turns up somewhere is found in the
 * log by its digest. Errors: those of `issue`, and of the allowance.
 */
export async function giveStill(
  deps: Pick<ApiDeps, 'custody' | 'allowance'>,
  permit: Permit,
  { still, stored, number, nowMs }: MadeStill,
): Promise<{ readonly jpeg: Uint8Array; readonly sha256: string }> {
  const { fromMs, toMs, number: gop } = stored.gop;
  const { sha256 } = still;
  const issued = await issue(deps, permit, {
    event: 'still-issued',
    range: { fromMs, toMs },
    nowMs,
    detail: { sha256, segmentId: stored.segment.id, gop, frame: number },
  });
  return { jpeg: await still.disclose(issued), sha256 };
}
