import { isIPv4 } from 'node:net';
import type { CameraContact } from '../../discovery/index.ts';

/** Each unanswered one takes a whole deadline. */
const maxUrls = 4;

/**
 * The device services to try, best first (quirks 1 and 2). With a known address every URL is put on it: a camera may
 * state 127.0.0.1, a stale or a NATed address, and must not send us to another host.
 */
export function contactUrls({ xaddrs, address }: CameraContact): URL[] {
  const stated = xaddrs.map(httpUrl).filter((url) => url !== undefined);
  const onAddress = address === undefined ? stated : stated.map((url) => withHost(url, address));
  const ranked = onAddress
    .map((url, i) => ({ url, moved: url.hostname !== stated[i]?.hostname }))
    .toSorted((a, b) => score(a) - score(b));
  return [...new Map(ranked.map(({ url }) => [url.href, url])).values()].slice(0, maxUrls);
}

/** An http or https URL without credentials or fragment, or `undefined`. */
export function httpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

const score = ({ url, moved }: { url: URL; moved: boolean }): number =>
  (moved ? 4 : 0) +
  (isIPv4(url.hostname) && !url.hostname.startsWith('169.254.') ? 0 : 2) +
  (isTls(url) ? 1 : 0);

const isTls = (url: URL): boolean => url.protocol === 'https:';

function withHost(url: URL, host: string): URL {
  const moved = new URL(url);
  moved.hostname = host.includes(':') ? `[${host}]` : host;
  return moved;
}

/**
 * A service's URL as the camera states it, put where the camera was really reached: its path and query; its port only
 * when the camera keeps that service on another port than its device service, or behind NAT we would go astray.
 */
export function serviceUrl(stated: string | undefined, statedDevice: string | undefined, reached: URL): URL {
  const service = stated === undefined ? undefined : httpUrl(stated);
  if (!service) return reached;
  const device = statedDevice === undefined ? undefined : httpUrl(statedDevice);
  const url = new URL(reached);
  url.pathname = service.pathname;
  url.search = service.search;
  if (device && service.protocol === device.protocol && service.port !== device.port) url.port = service.port;
  return url;
}
