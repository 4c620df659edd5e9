import { formatVerifierKey, type VerifierKey } from '../../log/index.ts';
import { keyName, keyRecordsName } from '../../verify/index.ts';
import { type EvdFile, recordFiles } from '../evd/index.ts';
import type { RecordPlaces } from './record-places.ts';
import { SealedChain } from './sealed-chain.ts';
import type { SealedLog } from './sealed-log.ts';

/** A key in use, and all changes that led to it. Errors: those of `SealedChain`. */
export async function keyFiles(
  log: SealedLog,
  places: RecordPlaces,
  { use, key }: { readonly use: 'log' | 'export'; readonly key: VerifierKey },
): Promise<EvdFile[]> {
  const chain = await SealedChain.open(log, places, `key/${use}`);
  const changes = await chain.read(1, chain.last);
  return [
    { path: keyName(use), content: Buffer.from(`${formatVerifierKey(key)}\n`) },
    ...(changes.length > 0 ? recordFiles(keyRecordsName(use), changes) : []),
  ];
}
