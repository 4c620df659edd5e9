import { randomBytes } from 'node:crypto';
import { addressAfter, earOf } from './address.ts';
import { SimulatedCamera } from './camera.ts';
import { type CameraSettings, defaultSettings } from './camera-settings.ts';
import { type ClipOptions, loadClips } from './clip/clip-cache.ts';
import { inventIdentity } from './identity.ts';
import { ProbeEar } from './onvif/discovery.ts';
import { TurnWheel } from './rtp/turn-wheel.ts';
import { WardClock } from './ward-clock.ts';
import { filmOf, type WardShared } from './ward-shared.ts';

/** The settings here apply to every camera. */
export interface WardOptions extends Partial<CameraSettings> {
  cameras: number;
  /** Address of camera 0; the others follow. Also the seed of their identities. Default 127.20.0.1. */
  firstAddress?: string;
  /** Whether cameras answer WS-Discovery. Default true. */
  discovery?: boolean;
  /** The only address whose multicast probes are answered: each ward has an asker of its own. */
  asker?: string;
  /** Settings of single cameras, by number. */
  each?: Readonly<Record<number, Partial<CameraSettings>>>;
  clips?: ClipOptions;
}

const defaultAddress = '127.20.0.1';

/** Cameras of a neighbourhood, in this process. */
export class Ward {
  readonly cameras: readonly SimulatedCamera[];
  private readonly shared: WardShared;

  constructor(cameras: readonly SimulatedCamera[], shared: WardShared) {
    this.cameras = cameras;
    this.shared = shared;
  }

  /** Resets every RTSP connection: after a step of the clock, streams no longer match the epoch. */
  dropAll(): void {
    for (const camera of this.cameras) camera.drop();
  }

  async stop(): Promise<void> {
    await Promise.all(this.cameras.map((camera) => camera.close()));
    this.shared.ear?.close();
    this.shared.wheel.stop();
  }
}

/**
 * Builds missing clips and opens every camera. A missing password is random, one for the ward. Rejects, with
 * nothing left open, when an address or port is taken.
 */
export async function startWard(options: WardOptions): Promise<Ward> {
  const films = (await loadClips(options.clips)).map(filmOf);
  const clock = new WardClock();
  const beforeTick = () => {
    if (clock.followStep()) ward.dropAll();
  };
  const wheel = new TurnWheel(() => clock.nowMs(), beforeTick);
  const { firstAddress = defaultAddress, asker } = options;
  const ear = options.discovery === false ? undefined : new ProbeEar(earOf(firstAddress), asker);
  const shared = { clock, wheel, films, ear };
  const ward = new Ward(hangCameras(options, shared), shared);
  try {
    await ear?.open();
    for (const camera of ward.cameras) await camera.open();
  } catch (error) {
    await ward.stop();
    throw error;
  }
  return ward;
}

function hangCameras(options: WardOptions, shared: WardShared): SimulatedCamera[] {
  const { cameras, firstAddress = defaultAddress, each = {}, discovery, asker, clips, ...common } = options;
  const { user = 'viewer', password = randomBytes(12).toString('base64url') } = common;
  return Array.from({ length: cameras }, (_, number) => {
    const settings = { ...defaultSettings(number, user, password), ...common, ...each[number] };
    const identity = inventIdentity(firstAddress, number);
    return new SimulatedCamera({
      number,
      address: addressAfter(firstAddress, number),
      identity,
      settings,
      shared,
    });
  });
}
