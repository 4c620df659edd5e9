import { type CameraNetworks, inParallel } from '../core/index.ts';
import type { CameraDirectory, FoundCamera } from './camera-directory.ts';
import type { LookAnswer, OnvifLook } from './onvif-look.ts';

/** Where cameras serve ONVIF, unless somebody changed it: 80, and what single makers ship (quirk 12). */
export const usualPorts: readonly number[] = [80, 8000, 8080, 8899, 2020];

export interface AskedPort {
  readonly port: number;
  readonly answer: LookAnswer;
}

/** A host that answered no probe, asked at the usual ports. */
export interface AskedHost {
  readonly ports: readonly AskedPort[];
  /** What a registration needs, when a port may be a camera's. */
  readonly found?: FoundCamera;
}

const hostsAtOnce = 8;
const mostHosts = 64;

/**
 * Asks these hosts for ONVIF at the usual ports, a few at once and with nothing signed; none outside the camera networks.
 * Answers by host.
 */
export async function askHosts(
  directory: Pick<CameraDirectory, 'look'>,
  hosts: readonly string[],
  networks: CameraNetworks,
): Promise<ReadonlyMap<string, AskedHost>> {
  const asked = [...new Set(hosts)].filter((host) => networks.includes(host)).slice(0, mostHosts);
  const answers = await inParallel(hostsAtOnce, asked, (host) => askHost(directory, host));
  return new Map(asked.map((host, i) => [host, answers[i] ?? { ports: [] }]));
}

export const deviceServiceAt = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}/onvif/device_service`;

async function askHost(directory: Pick<CameraDirectory, 'look'>, host: string): Promise<AskedHost> {
  const looks = await Promise.all(
    usualPorts.map(async (port) => {
      const url = deviceServiceAt(host, port);
      return { port, url, look: await directory.look({ xaddrs: [url], address: host }) };
    }),
  );
  const found = foundAmong(host, looks);
  return { ports: looks.map(({ port, look }) => ({ port, answer: look.answer })), ...(found && { found }) };
}

/** By the ports that answer by ONVIF; else by those that ask for a password, as a camera may for everything. */
function foundAmong(
  host: string,
  looks: readonly { readonly url: string; readonly look: OnvifLook }[],
): FoundCamera | undefined {
  const of = (answer: LookAnswer) => looks.filter(({ look }) => look.answer === answer);
  const [best, ...others] = [...of('onvif'), ...of('password')];
  if (!best) return undefined;
  const { mac, endpointUuid, model } = best.look.answer === 'onvif' ? best.look.identity : {};
  return {
    address: host,
    xaddrs: [best, ...others].map(({ url }) => url),
    scopes: [],
    ...(mac !== undefined && { mac }),
    ...(endpointUuid !== undefined && { endpointUuid }),
    ...(model !== undefined && { hardware: model }),
  };
}
