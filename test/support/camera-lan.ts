import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdLock } from '../../scripts/held-lock.ts';

/** A device of the network, and where it stands now. */
export interface LanDevice {
  readonly mac: string;
  readonly address: string;
}

/** A network of this host and of devices in a network namespace, each on an interface of its own. */
export interface CameraLan {
  /** The beginning of a command line that runs a program beside the devices. */
  readonly within: readonly string[];
  /** Gives that device another address. The old one falls silent: nobody on the network has it. */
  readdress(number: number, address: string): void;
  remove(): Promise<void>;
}

const namespace = 'mc-camera-lan';
const hostEnd = `${namespace}-a`;
const prefixLength = 24;

/**
 * Joins this host, by a cable (veth), to a network on which each device has a MAC address of its own (macvlan). Waits
 * while another test has one. Needs what `namespacesMissing` says.
 */
export async function makeCameraLan(hostAddress: string, devices: readonly LanDevice[]): Promise<CameraLan> {
  const lock = await holdLock(join(tmpdir(), `minh-chung-${namespace}.lock`), { waits: true });
  removeLeft();
  const cable = joinHost(hostAddress);
  answerForOwnAddressOnly();
  for (const [number, device] of devices.entries()) connect(cable, number, device);
  return {
    within: ['ip', ...inside],
    readdress: (number, address) => {
      ip('-n', namespace, 'address', 'flush', 'dev', nameOf(number));
      place(number, address);
    },
    remove: async () => {
      removeLeft();
      await lock.release();
    },
  };
}

const inside = ['netns', 'exec', namespace];
const ip = (...args: string[]): string => execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });

/** The cable takes the devices with it, at once; with the namespace alone it would go later. */
function removeLeft(): void {
  if (ip('link', 'show', 'type', 'veth').includes(hostEnd)) ip('link', 'delete', hostEnd);
  if (ip('netns', 'list').includes(namespace)) ip('netns', 'delete', namespace);
}

/** Answers the name of its end in the namespace. */
function joinHost(hostAddress: string): string {
  const there = `${namespace}-b`;
  ip('netns', 'add', namespace);
  ip('link', 'add', hostEnd, 'type', 'veth', 'peer', 'name', there, 'netns', namespace);
  ip('address', 'add', `${hostAddress}/${prefixLength}`, 'dev', hostEnd);
  ip('link', 'set', hostEnd, 'up');
  ip('-n', namespace, 'link', 'set', there, 'up');
  return there;
}

/** Otherwise each device would answer for all, which stand in one namespace. */
function answerForOwnAddressOnly(): void {
  const folder = '/proc/sys/net/ipv4/conf/all';
  ip(...inside, 'sh', '-c', `echo 1 > ${folder}/arp_ignore; echo 2 > ${folder}/arp_announce`);
}

function connect(cable: string, number: number, { mac, address }: LanDevice): void {
  const [name, own] = [nameOf(number), ['address', mac, 'type', 'macvlan', 'mode', 'bridge']];
  ip('-n', namespace, 'link', 'add', name, 'link', cable, ...own);
  ip('-n', namespace, 'link', 'set', name, 'up');
  place(number, address);
}

/** What is sent from that address leaves by the interface of its device. */
function place(number: number, address: string): void {
  const [name, table] = [nameOf(number), String(100 + number)];
  const network = `${address.replace(/\d+$/, '0')}/${prefixLength}`;
  ip('-n', namespace, 'address', 'add', `${address}/${prefixLength}`, 'dev', name);
  ip('-n', namespace, 'rule', 'add', 'from', address, 'lookup', table);
  ip('-n', namespace, 'route', 'replace', network, 'dev', name, 'table', table);
}

const nameOf = (number: number): string => `device${number}`;
