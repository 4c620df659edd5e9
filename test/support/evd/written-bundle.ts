import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { partsWithin, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import { type BundleFiles, trustedKeys } from './bundle.ts';
import { builtMs, type Evidence } from './evidence.ts';

/** Writes the ZIP of a bundle, file by file. */
export async function writeBundle(path: string, bundle: BundleFiles): Promise<void> {
  const entries = [...bundle];
  const layout = zipLayout(
    entries.map(([name, content]) => ({ name, sizeBytes: content.length, crc32: crc32(content) })),
    builtMs,
  );
  const file = await open(path, 'w');
  for (const part of partsWithin(layout, { offsetBytes: 0, sizeBytes: layout.sizeBytes }))
    await file.write(part.kind === 'structure' ? part.bytes : (entries[part.entry]?.[1] ?? Buffer.of()));
  await file.close();
}

/** The policy of an officer, with the witness of these tests. */
export function policyText(evidence: Evidence): string {
  const [log, exported] = [trustedKeys(evidence).log, trustedKeys(evidence).export];
  return [
    '# printed at installation',
    `log ${log[0]}`,
    `export ${exported[0]}`,
    `witness police ${evidence.log.witness.text}`,
    'quorum police',
    '',
  ].join('\n');
}
