import { type AppError, invalid } from './errors.ts';

/**
 * The networks that cameras stand in, as the operator names them. An address that comes from a camera, a file or a person
 * leads nowhere else: whoever connects to such an address asks here, and connects to the answer.
 */
export interface CameraNetworks {
  /** Whether an IP address lies in them. False for a name: only `addressOf` knows where that leads. */
  includes(address: string): boolean;
  /** Whether `host` is an IP address outside them. A name is not, until `addressOf` resolves it. */
  isOutside(host: string): boolean;
  /**
   * The IP address to connect to, in place of `host`: a name is resolved once, here. Errors: `outsideNetworks` when no
   * address of `host` lies in them; an error with the resolver's code (`ENOTFOUND`), or `ETIMEDOUT`.
   */
  addressOf(host: string, withinMs: number): Promise<string>;
}

/** It is not worth a retry: a person corrects the address, or the operator names its network. */
export const outsideNetworks = (field?: string): AppError =>
  invalid(
    'camera-outside-networks',
    'The address lies outside the camera networks. Correct it, or have its network added to MINHCHUNG_CAMERA_NETWORKS.',
    field,
  );

/** Judges an address as a person gives it. Errors: `outsideNetworks`. */
export function refuseOutside(
  networks: Pick<CameraNetworks, 'isOutside'>,
  host: string,
  field?: string,
): void {
  if (networks.isOutside(host)) throw outsideNetworks(field);
}
