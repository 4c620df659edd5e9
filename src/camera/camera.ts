import type { CameraId, NeighbourhoodId, SiteId, StreamId } from '../core/index.ts';
import type { CameraPlace } from '../places/index.ts';
import type { CameraIdentity } from './identity.ts';

/** A registered camera: a physical device that stays the same one when its address or its name changes. */
export interface Camera {
  readonly id: CameraId;
  readonly siteId: SiteId;
  readonly name: string;
  readonly neighbourhoodId: NeighbourhoodId;
  readonly place?: CameraPlace;
  readonly enabled: boolean;
  readonly enrolledAtMs: number;
  readonly identity: CameraIdentity;
  /** Street and number as people say them. */
  readonly streetAddress?: string;
  /** A landmark nearby: `cổng chợ`. */
  readonly landmark?: string;
  /** The purpose of the camera. */
  readonly purpose?: string;
  /** The host the camera was last seen at: an IP address or a name, without a port. */
  readonly address?: string;
  /** Its ONVIF device service, on `address`; absent for a camera that speaks RTSP only. */
  readonly onvifUrl?: string;
  /** The firmware that it last reported. */
  readonly firmware?: string;
  /**
   * Whether a technician allowed Basic for its stream, which sends the password over the network in clear text; absent:
   * no. ONVIF never uses it.
   */
  readonly allowsBasic?: boolean;
  /**
   * The shape in which its pictures are to be seen, `16:9`, for a camera that squeezes them and does not say so
   * (quirk 26); absent: as its stream says. Originals stay as they are (I7).
   */
  readonly displayAspect?: string;
}

export type StreamRole = 'main' | 'sub';

/** One media profile of a camera. */
export interface Stream {
  readonly id: StreamId;
  readonly cameraId: CameraId;
  readonly role: StreamRole;
  /** The ONVIF profile, to request the URL again; absent for a camera that speaks RTSP only. */
  readonly profileToken?: string;
  /**
   * `rtsp:`, or `rtsps:` where it was registered before that was refused; never with credentials (I9): see
   * `partStreamUrl`.
   */
  readonly url: string;
  readonly recorded: boolean;
}
