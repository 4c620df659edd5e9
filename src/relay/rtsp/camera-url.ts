/** The parts of a stream address that a client needs, without credentials. */
export interface CameraUrl {
  readonly host: string;
  readonly port: number;
  /** For request lines: the camera's own text, without credentials. */
  readonly text: string;
}

const shape = /^rtsp:\/\/(?:[^/?#]*@)?(\[[0-9A-Fa-f:.%]+\]|[^\s:/?#[\]@]+)(?::(\d{1,5}))?([/?][!-~]*)?$/i;

/**
 * Parses an `rtsp://` address without rewriting its path, which a camera compares byte for byte. Drops
 * surrounding white space, as in ONVIF answers; `undefined` for any other address (quirk 15).
 */
export function parseCameraUrl(address: string): CameraUrl | undefined {
  const [, host, port = '554', rest = '/'] = shape.exec(address.trim()) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  const shownPort = port === '554' ? '' : `:${port}`;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port),
    text: `rtsp://${host}${shownPort}${rest}`,
  };
}

const isAbsolute = (url: string): boolean => /^rtsps?:\/\/[!-~]+$/i.test(url);
const withoutCredentials = (url: string): string => url.replace(/^(rtsps?:\/\/)[^/?#]*@/i, '$1');

/**
 * The base of relative controls (RFC 2326 §C.1.1), and the aggregate to play: an absolute session-level
 * control, else Content-Base, else Content-Location, else the requested URL. Some cameras send a bare path,
 * which is joined to our host, or an address without a scheme, which is ignored (quirk 19).
 */
export function baseUrl(request: CameraUrl, offers: readonly (string | undefined)[]): string {
  for (const offer of offers) {
    if (offer === undefined) continue;
    if (isAbsolute(offer)) return withoutCredentials(offer);
    if (/^\/[!-~]*$/.test(offer)) return `${/^rtsp:\/\/[^/?]+/i.exec(request.text)?.[0] ?? ''}${offer}`;
  }
  return request.text;
}

/**
 * Address of one medium. Appends a relative control to the base with its query, as cameras expect, although
 * RFC 3986 does not.
 */
export function controlUrl(base: string, control: string | undefined): string {
  if (control === undefined || control === '' || control === '*') return base;
  if (isAbsolute(control)) return withoutCredentials(control);
  return base.endsWith('/') || /^[/?]/.test(control)
    ? base + control.replace(base.endsWith('/') ? /^\// : '', '')
    : `${base}/${control}`;
}
