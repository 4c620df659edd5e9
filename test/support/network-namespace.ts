import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Missing } from './unless.ts';

/** A network of two hosts: this one, and one in a network namespace of its own. */
export interface TwoHosts {
  /** Name of the other one's namespace, for `ip netns exec`. */
  readonly namespace: string;
  /** The other host's address and MAC address. */
  readonly address: string;
  readonly mac: string;
  remove(): void;
}

/** Why no network namespace can be made here. */
export const namespacesMissing: Missing = whyNone();

function whyNone(): Missing {
  if (process.getuid?.() !== 0) return 'a network namespace needs root';
  const name = `mc-try-${randomBytes(3).toString('hex')}`;
  const made = spawnSync('ip', ['netns', 'add', name]);
  if (made.error) return 'there is no ip on PATH; Debian’s iproute2 would bring it';
  if (made.status !== 0) return 'this machine allows no network namespaces';
  spawnSync('ip', ['netns', 'delete', name]);
  return undefined;
}

/** Joins the two by a cable (veth), on a network of TEST-NET-2 (RFC 5737). */
export function makeTwoHosts(): TwoHosts {
  const tag = randomBytes(3).toString('hex');
  const namespace = `mc-${tag}`;
  const mac = `02:${randomBytes(5).toString('hex').match(/../g)?.join(':')}`;
  const [here, there] = [`mc-${tag}-a`, `mc-${tag}-b`];
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });
  ip('netns', 'add', namespace);
  ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'address', mac, 'netns', namespace);
  ip('address', 'add', '198.51.100.1/24', 'dev', here);
  ip('link', 'set', here, 'up');
  ip('-n', namespace, 'address', 'add', '198.51.100.2/24', 'dev', there);
  ip('-n', namespace, 'link', 'set', there, 'up');
  ip('-n', namespace, 'link', 'set', 'lo', 'up');
  return {
    namespace,
    address: '198.51.100.2',
    mac,
    // The cable goes with the namespace.
    remove: () => ip('netns', 'delete', namespace),
  };
}
