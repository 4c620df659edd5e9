import type { CameraIdentity } from '../identity.ts';

/** Scopes of a camera, percent-encoded URIs (ONVIF Core, 7.3.2.2). */
export function scopesOf({ name, hardware, street, mac }: CameraIdentity): string[] {
  const scopes = {
    type: 'video_encoder',
    Profile: 'Streaming',
    name,
    hardware,
    location: street,
    MAC: mac,
  };
  const item = ([kind, value]: [string, string]) =>
    `onvif://www.onvif.org/${kind}/${encodeURIComponent(value)}`;
  return Object.entries(scopes).map(item);
}
