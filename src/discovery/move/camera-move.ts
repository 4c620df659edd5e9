import type { CameraId, MoveId, UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { FoundCamera } from '../camera-directory.ts';
import type { Change } from '../discovery.ts';
import type { OnvifLook } from '../onvif-look.ts';

/**
 * Why a person must decide.
 *
 * - `unproven`   nothing but its own word says that it is the camera; nothing was signed for it
 * - `several`    the network shows more than one device to be the camera
 * - `unverified` it is proven, and does not let us in, or keeps its serial number to itself
 * - `differs`    it is proven, and is another device by what it told us once we were in: an alarm
 * - `answered`   the old address still answers, without the stream; nothing was signed for either
 */
export type MoveDoubt = 'unproven' | 'several' | 'unverified' | 'differs' | 'answered';

/** What an address shows of itself to anybody. */
export interface ShownAddress {
  readonly onvif: OnvifLook;
  /** By the network; absent where that does not show it. */
  readonly mac?: string;
}

/** A device that claims to be a registered camera at another address, and waits for a person. */
export interface CameraMove {
  readonly id: MoveId;
  readonly cameraId: CameraId;
  readonly address: string;
  /** What it says of itself. */
  readonly found: FoundCamera;
  /** By the network; absent where that does not show it. */
  readonly mac?: string;
  readonly doubt: MoveDoubt;
  /** From the camera as it is registered to this device. */
  readonly differences: readonly Change[];
  /** The old address and this one, when the doubt is `answered`. */
  readonly shown?: { readonly registered: ShownAddress; readonly device: ShownAddress };
  readonly seenAtMs: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface MoveRepository {
  /**
   * Keeps it, once for each camera and address; seen again, it stays under its id. `event` is appended when there is a
   * new doubt. One that a person refused stays refused.
   */
  keep(move: CameraMove, event?: CustodyEvent): Promise<void>;
  /** Those of the last week that wait, newest first; none of a camera whose stream is delivered. */
  waiting(nowMs: number): Promise<CameraMove[]>;
  get(id: MoveId): Promise<CameraMove | undefined>;
  decide(
    id: MoveId,
    state: 'accepted' | 'refused',
    by: { readonly id: UserId; readonly nowMs: number },
  ): Promise<void>;
}
