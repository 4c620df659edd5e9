import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { readOrCreate } from '../adapters/disk/read-or-create.ts';
import { invalid, systemClock } from '../core/index.ts';
import { keyFolderOf } from './keys.ts';

interface Secured {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** TLS settings of the server; `undefined`: plain HTTP, on loopback or behind a proxy. */
export async function secured({ tls, dataDir }: Config): Promise<Secured | undefined> {
  switch (tls?.kind) {
    case undefined:
    case 'proxy':
      return undefined;
    case 'files':
      return {
        cert: await readNamed('TLS_CERT', tls.certFile),
        key: await readNamed('TLS_KEY', tls.keyFile),
      };
    case 'self-signed': {
      // Made at the first start and then reused: a browser that accepted it once need not accept it again.
      const path = join(keyFolderOf(dataDir), 'self-signed.pem');
      const both = await readOrCreate(path, ownCertificate);
      return { cert: both, key: both };
    }
  }
}

/**
 * Whether a name is ours: `localhost`, the name of this machine, one of the setting, or one that our certificate is for.
 * Names are in lower case. Errors: `tls-file-unreadable`.
 */
export async function ownNamesOf(config: Config): Promise<(name: string) => boolean> {
  const own = hostname().toLowerCase();
  const names = new Set(['localhost', own, `${own}.local`, ...(config.hostNames ?? [])]);
  const tls = await secured(config);
  const isInCertificate = (name: string): boolean =>
    tls !== undefined && new X509Certificate(tls.cert).checkHost(name) !== undefined;
  return (name) => names.has(name) || isInCertificate(name);
}

/** The library that makes it is loaded for the first start alone. */
async function ownCertificate(): Promise<Uint8Array> {
  const { selfSigned } = await import('../adapters/certificate/self-signed.ts');
  return Buffer.from(await selfSigned(ownHosts(), systemClock.nowMs()));
}

/** @throws AppError `invalid` / `tls-file-unreadable` */
async function readNamed(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw invalid(
      'tls-file-unreadable',
      `${variable} names ${path}, which cannot be read: correct the path, or let this user read the file`,
    );
  }
}

/** The names and addresses of this host. */
function ownHosts(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // A link-local IPv6 address carries a zone, which a certificate cannot.
  const stable = addresses.map(({ address }) => address).filter((address) => !address.startsWith('fe80'));
  return [...new Set([hostname(), 'localhost', ...stable])];
}
