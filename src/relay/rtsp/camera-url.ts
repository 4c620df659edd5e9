/** The parts of a stream address that a client needs; credentials are gone. */
export interface CameraUrl {
  readonly host: string;
  readonly port: number;
  /** For request lines: as the camera wrote it, without credentials. */
  readonly text: string;
}

const shape = /^rtsp:\/\/(?:[^/?#]*@)?(\[[0-9A-Fa-f:.%]+\]|[^\s:/?#[\]@]+)(?::(\d{1,5}))?([/?][!-~]*)?$/i;

/**
 * Reads an `rtsp://` address without rewriting its path (a camera compares it byte for byte). White space around it,
 * as ONVIF answers carry, is dropped; `undefined` when it is anything else (quirk 15).
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
 * The base that relative controls hang on (RFC 2326 §C.1.1), also the aggregate that is played: an absolute
 * session-level control, else Content-Base, else Content-Location, else what we asked for. Cameras send a bare path
 * or an address without a scheme there: the path is joined to our host, the other is not believed (quirk 19).
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
 * The address of one medium. A relative control is appended to the base, query and all, as cameras expect and
 * RFC 3986 does not.
 */
export function controlUrl(base: string, control: string | undefined): string {
  if (control === undefined || control === '' || control === '*') return base;
  if (isAbsolute(control)) return withoutCredentials(control);
  return base.endsWith('/') || /^[/?]/.test(control)
    ? base + control.replace(base.endsWith('/') ? /^\// : '', '')
    : `${base}/${control}`;
}
