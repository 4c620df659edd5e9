import { hostname } from 'node:os';
import type { Environment } from '../../config/file.ts';
import { loadConfig } from '../../config/load.ts';
import { WitnessFolder } from '../adapters/disk/witness-folder.ts';
import { AddressRange } from '../adapters/networks/address-ranges.ts';
import { createLog } from '../adapters/pino/log.ts';
import { witnessHandler } from '../adapters/witness/witness-handler.ts';
import { plainAddress, systemClock } from '../core/index.ts';
import type { VerifierKey } from '../log/index.ts';
import { Witness } from '../witness/index.ts';
import { type Listening, listen } from './listen.ts';

/** A witness whose key, logs and memory lie in a folder. */
export interface OpenWitness {
  readonly witness: Witness;
  readonly key: VerifierKey;
  readonly logs: readonly VerifierKey[];
}

/** `name` is given to a new witness; without one it is called after this machine. Errors: those of `WitnessFolder`. */
export async function openWitness(path: string, name?: string): Promise<OpenWitness> {
  const folder = new WitnessFolder(path);
  const { key, privateKey } = await folder.key(name, `witness.${hostname().toLowerCase()}`);
  const logs = await folder.logs();
  return { witness: new Witness({ key, privateKey, logs, memory: folder, clock: systemClock }), key, logs };
}

/** Where the witness listens: `address:port`, the rest as for the api. Its own certificate lies in its folder. */
export interface WitnessAddress {
  readonly folder: string;
  readonly listen: string;
}

/** Serves it over HTTP, with the settings of the api for TLS and proxy. Errors: those of `loadConfig` and `listen`. */
export function serveWitness(
  { witness }: OpenWitness,
  { folder, listen: address }: WitnessAddress,
  env: Environment = process.env,
): Promise<Listening> {
  const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(address) ?? [];
  const config = loadConfig({ ...env, HOST: host, PORT: port, MINHCHUNG_DATA_DIR: folder });
  const proxies =
    config.tls?.kind === 'proxy' ? config.tls.trusted.map((cidr) => new AddressRange(cidr)) : undefined;
  const admits = (caller: string): boolean => {
    const plain = plainAddress(caller);
    return proxies === undefined || (plain !== undefined && proxies.some((range) => range.contains(plain)));
  };
  return listen(witnessHandler({ witness, log: createLog(config.logLevel, 'witness'), admits }), config);
}
