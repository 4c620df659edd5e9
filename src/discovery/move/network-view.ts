/** How an address takes a connection: on one of the ports, on none of them, or not at all. */
export type Presence = 'open' | 'refused' | 'silent';

/** What this host's network stack sees of a device, before anybody tells it anything: no byte is sent to it. */
export interface NetworkView {
  presence(host: string, ports: readonly number[]): Promise<Presence>;
  /**
   * The MAC address that this host's packets to `host` go to, lower case, with colons. Ask after `presence`, which
   * makes the kernel find it. Absent beyond a router, on loopback, and for a name.
   */
  macOf(host: string): Promise<string | undefined>;
}
