import { invalid } from '../../core/index.ts';

/** Where a camera's device service is. */
export interface OnvifAddress {
  readonly url: string;
  /** Without a port. */
  readonly host: string;
  /** Whether a port or a path was said: else any service at that host is meant. */
  readonly isExact: boolean;
}

const usualPath = '/onvif/device_service';

/** Reads `192.0.2.8`, `192.0.2.8:8000` or the URL of a device service. Errors: `onvif-address-invalid`. */
export function parseOnvifAddress(text: string): OnvifAddress {
  const isUrl = /^https?:\/\//i.test(text);
  const written = isUrl ? text : `http://${text}`;
  if (/[\s\\]/.test(text) || text.length > 512 || !URL.canParse(written)) throw unreadable();
  const url = new URL(written);
  const isAddress = url.username === '' && url.password === '' && url.hostname !== '' && url.hash === '';
  if (!isAddress || (!isUrl && (url.pathname !== '/' || url.search !== ''))) throw unreadable();
  if (url.pathname === '/') url.pathname = usualPath;
  return { url: url.href, host: url.hostname, isExact: isUrl || url.port !== '' };
}

const unreadable = () =>
  invalid(
    'onvif-address-invalid',
    'Not an address: 192.0.2.8, 192.0.2.8:8000, or the URL of a device service.',
  );
