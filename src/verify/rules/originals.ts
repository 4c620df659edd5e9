import type { TimeRange } from '../../core/index.ts';
import { tookSegment } from '../../log/index.ts';
import type { Findings } from '../finding.ts';
import { type BundleManifest, type ListedFile, originalName } from '../manifest/index.ts';
import { msOf, type ProvedOf } from '../records/kinds.ts';
import type { StreamRecords } from '../records/stream-records.ts';
import { deletionsIn } from './coverage.ts';

/** Whether a record's footage has a part in the range. */
export const isWithin = ({ record }: ProvedOf<'seg'>, { fromMs, toMs }: TimeRange): boolean =>
  msOf(record.t0) < toMs && msOf(record.t1) > fromMs;

/** Originals are those that the records tell of, byte for byte, and all of them; what expired is told. */
export function checkOriginals(
  { cam, stream, segs, all }: StreamRecords,
  { manifest, scope }: { readonly manifest: BundleManifest; readonly scope: TimeRange },
  findings: Findings,
): void {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const named = new Set(segs.map(({ record }) => originalName(cam, stream, record.seq)));
  for (const seg of segs) {
    const file = listed.get(originalName(cam, stream, seg.record.seq));
    if (file) checkOriginal(seg, file, findings);
    else if (isWithin(seg, scope)) checkMissing(seg, { all, manifest }, findings);
  }
  for (const { path, role } of manifest.files)
    if (role === 'original' && path.startsWith(`segments/${cam}/${stream}/`) && !named.has(path))
      findings.add('original-unrecorded', { file: path });
}

function checkOriginal(
  { record }: ProvedOf<'seg'>,
  { path, bytes, sha256 }: ListedFile,
  findings: Findings,
): void {
  if (record.sha256 !== sha256 || record.bytes !== bytes)
    findings.add('original-differs', { file: path, record: record.seq });
}

function checkMissing(
  { record, file }: ProvedOf<'seg'>,
  { all, manifest }: { readonly all: StreamRecords['all']; readonly manifest: BundleManifest },
  findings: Findings,
): void {
  const at = { file, record: record.seq, detail: { t0: record.t0, t1: record.t1 } };
  const isDeleted = deletionsIn(all).some(({ record: deletion }) => tookSegment(deletion, record));
  if (isDeleted) findings.add('expired', at);
  else if (manifest.scope.originals === 'with') findings.add('original-missing', at);
}
