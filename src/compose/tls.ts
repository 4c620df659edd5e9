import { readFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { selfSigned } from '../adapters/certificate/self-signed.ts';
import { readOrCreate } from '../adapters/disk/read-or-create.ts';
import { systemClock } from '../core/index.ts';

interface Secured {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** What the server needs for TLS; `undefined`: plain, on loopback or behind a proxy. */
export async function secured({ tls, dataDir }: Config): Promise<Secured | undefined> {
  switch (tls?.kind) {
    case undefined:
    case 'proxy':
      return undefined;
    case 'files':
      return { cert: await readFile(tls.certFile), key: await readFile(tls.keyFile) };
    case 'self-signed': {
      // Made at the first start, then kept: who accepted it once need not again.
      const path = join(dataDir, 'keys', 'self-signed.pem');
      const both = await readOrCreate(path, () => Buffer.from(selfSigned(ownHosts(), systemClock.nowMs())));
      return { cert: both, key: both };
    }
  }
}

/** The names and addresses of this host. */
function ownHosts(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // A link-local IPv6 address carries a zone, which a certificate cannot.
  const stable = addresses.map(({ address }) => address).filter((address) => !address.startsWith('fe80'));
  return [...new Set([hostname(), 'localhost', ...stable])];
}
