import { z } from 'zod';

/** RFC 1918, and loopback: where cameras stand, and whoever is asked there is nobody else's. */
export const isPrivateAddress = (address: string): boolean =>
  z.ipv4().safeParse(address).success && /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(address);
