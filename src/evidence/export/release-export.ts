import { AppError, invalid } from '../../core/index.ts';
import { formatVerifierKey } from '../../log/index.ts';
import { custodyName, keyName, unlistedNames } from '../../verify/index.ts';
import { type BundleFile, inBundleOrder, layoutOf, manifestSha256 } from '../bundle/manifest.ts';
import { consistencyFile, type EvdFile, recordFiles } from '../evd/index.ts';
import type { Export } from '../export.ts';
import { paperOf } from '../papers/papers.ts';
import { requestChain } from '../sealed/record-places.ts';
import { recordOf, SealedChain } from '../sealed/sealed-chain.ts';
import { contentIn, headIn } from './bundle-manifest.ts';
import { type SealingDeps, sealedNow } from './sealing.ts';
import { inBundle } from './taken.ts';

/**
 * Releases an export that is built: once the log has sealed the record that names its manifest. Errors: `unavailable`
 * `seal-pending`; `conflict` `log-key-changed` where the bundle names the key of before.
 */
export async function releaseExport(deps: SealingDeps, found: Export): Promise<boolean> {
  const read = await deps.exports.filesRead(found.id);
  const files = inBundle(read, found.choice);
  const isSealed = files.some(({ name }) => name === unlistedNames.manifest);
  const proof = isSealed ? await proofOfExport(deps, found, files) : [];
  const builtAtMs = deps.clock.nowMs();
  const manifest = { files: inBundleOrder([...files, ...proof]), builtAtMs };
  const bundle = { sizeBytes: layoutOf(manifest).sizeBytes, manifestSha256: manifestSha256(manifest) };
  return deps.exports.finish(found.id, { files: proof, bundle, builtAtMs });
}

/** The rest of the request's chain, to the record of the export, under a later checkpoint. */
async function proofOfExport(
  deps: SealingDeps,
  { id, requestId }: Export,
  files: readonly BundleFile[],
): Promise<BundleFile[]> {
  const name = requestChain(requestId);
  await sealedNow(deps, id, [name]);
  const log = await deps.openLog();
  if (contentIn(files, keyName('log')).toString() !== `${formatVerifierKey(log.key)}\n`) throw keyChanged();
  const chain = await SealedChain.open(log, deps.places, name);
  const rest = await chain.read(recordsIn(contentIn(files, custodyName)) + 1, chain.last);
  const last = rest.findIndex((each) => {
    const built = recordOf(each, 'exp');
    return built?.act === 'build' && built.exp === id;
  });
  if (last < 0) throw invalid('export-without-record', 'the log has no record of this export');
  const consistency = consistencyFile(await log.consistencyFrom(headIn(files).size));
  const proof: EvdFile[] = [
    ...recordFiles(unlistedNames.exportRecords, rest.slice(0, last + 1)),
    { path: unlistedNames.exportCheckpoint, content: log.note },
    { path: unlistedNames.exportConsistency, content: consistency },
  ];
  return Promise.all(proof.map(paperOf));
}

const keyChanged = (): Error =>
  new AppError(
    'conflict',
    'log-key-changed',
    'the key of the evidence log changed while the export was built: order it again',
  );

/** A line each. */
const recordsIn = (content: Uint8Array): number => content.filter((byte) => byte === 0x0a).length;
