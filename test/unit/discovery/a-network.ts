import type { NetworkView, Presence } from '../../../src/discovery/index.ts';

export interface Host {
  readonly mac?: string;
  /** Default `open`. */
  readonly presence?: Presence;
}

/** A network with these hosts, by address; every other address is silent. */
export const aNetwork = (hosts: Readonly<Record<string, Host>>): NetworkView => ({
  presence: async (host) => {
    const known = hosts[host];
    return known ? (known.presence ?? 'open') : 'silent';
  },
  macOf: async (host) => hosts[host]?.mac,
});
