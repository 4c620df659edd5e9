import { z } from 'zod';
import type { Faults } from '../../core/index.ts';
import { instant } from '../terms/time.ts';

const isIPv4 = (text: string): boolean => z.ipv4().safeParse(text).success;

/** `host`: one that may answer no probe, and is asked at the usual ports then. */
export const newDiscovery = z
  .strictObject({
    host: z.string().trim().refine(isIPv4).optional(),
    site: z.string().optional().meta({ description: 'whose workers look; absent: those of the api' }),
  })
  .meta({ id: 'NewDiscovery' });

export const newDiscoveryFields: Faults = {
  site: ['unknown-site', 'There is no such site.'],
  host: ['discovery-host-invalid', 'The host is the IPv4 address of a camera on this network: 192.168.1.20.'],
};

/** What an address answers when it is asked by ONVIF, with nothing signed. */
export const lookAnswer = z.enum(['onvif', 'password', 'other', 'refused', 'silent']);

const askedPorts = z
  .array(z.strictObject({ port: z.number(), answer: lookAnswer }).meta({ id: 'AskedPort' }))
  .readonly();

const begun = {
  id: z.string(),
  startedAt: instant,
  isFinished: z.boolean(),
  finishedAt: instant.optional(),
  error: z.string().optional(),
  host: z.string().optional(),
  /** What the ports of `host` answered; absent where it answered the probe. */
  ports: askedPorts.optional(),
};

export const discovery = z.strictObject(begun).meta({ id: 'Discovery' });

const profile = z
  .strictObject({
    role: z.enum(['main', 'sub']),
    codec: z.string().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    fps: z.number().optional(),
  })
  .meta({ id: 'StreamProfile' });

export const change = z
  .strictObject({
    what: z.enum([
      'address',
      'onvif-url',
      'firmware',
      'endpoint-uuid',
      'mac',
      'serial',
      'stream',
      'picture-format',
    ]),
    from: z.string(),
    to: z.string(),
  })
  .meta({ id: 'CameraChange' });

/** The device's own description; for a silent one, only its camera and what its ports answered. */
const device = z
  .strictObject({
    foundId: z.string(),
    state: z.enum(['new', 'known', 'changed', 'ambiguous', 'silent']),
    cameraId: z.string().optional(),
    changes: z.array(change).readonly().optional(),
    candidateIds: z.array(z.string()).readonly().optional(),
    name: z.string().optional(),
    hardware: z.string().optional(),
    location: z.string().optional(),
    mac: z.string().optional(),
    address: z.string().optional(),
    endpointUuid: z.string().optional(),
    manufacturer: z.string().optional(),
    model: z.string().optional(),
    serial: z.string().optional(),
    firmware: z.string().optional(),
    streams: z.array(profile).optional(),
    ports: askedPorts.optional(),
  })
  .meta({ id: 'FoundDevice' });

export const discoveryResults = z
  .strictObject({ ...begun, devices: z.array(device) })
  .meta({ id: 'DiscoveryResults' });

export type DiscoveryJson = z.input<typeof discovery>;
export type DeviceJson = z.input<typeof device>;
export type ProfileJson = z.input<typeof profile>;
