import type { Findings } from '../finding.ts';
import type { BundleManifest } from '../manifest/index.ts';
import { ofType } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';

/** Each picture is one that a record tells of, by its digest and the segment of its name. */
export function checkPictures(
  records: readonly ProvedRecord[],
  { files }: BundleManifest,
  findings: Findings,
): void {
  const told = new Set(
    ofType(records, 'pic').map(
      ({ record: { cam, stream, seq, sha256 } }) => `${cam}/${stream}/${seq} ${sha256}`,
    ),
  );
  for (const { path, role, sha256 } of files) {
    if (role !== 'picture') continue;
    const [, cam, stream, name = ''] = path.split('/');
    const [seq = ''] = name.split('-');
    if (!told.has(`${cam}/${stream}/${seq} ${sha256}`))
      findings.add('picture-differs', { file: path, record: Number(seq) });
  }
}
