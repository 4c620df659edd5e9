import type { Findings } from '../finding.ts';
import type { BundleManifest } from '../manifest/index.ts';
import { unlistedNames } from '../manifest/index.ts';
import { msOf, ofType, type ProvedOf, type RecordOf } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';

/** The request as it was when the export was ordered, and the order. */
export interface OrderedExport {
  readonly request: RecordOf<'req'>;
  readonly order: RecordOf<'ord'>;
}

/** Finds the order in the request's chain, and compares the manifest with it, and it with the request. */
export function checkOrder(
  custody: readonly ProvedRecord[],
  manifest: BundleManifest,
  findings: Findings,
): OrderedExport | undefined {
  const order = ofType(custody, 'ord').find(({ record }) => record.exp === manifest.export);
  const request = ofType(custody, 'req')
    .filter(({ record }) => record.rseq < (order?.record.rseq ?? 0))
    .at(-1);
  if (!order || !request) {
    findings.add('order-missing', { file: 'custody.jsonl', detail: { export: manifest.export } });
    return undefined;
  }
  checkNamed(manifest, { order, request }, findings);
  checkScope(manifest, order.record, findings);
  checkForms(manifest, order, findings);
  checkRequest(order, request.record, findings);
  return { request: request.record, order: order.record };
}

/** The manifest names both by number and digest. */
function checkNamed(
  manifest: BundleManifest,
  found: { readonly order: ProvedOf<'ord'>; readonly request: ProvedOf<'req'> },
  findings: Findings,
): void {
  for (const [what, { record, digest, file }] of Object.entries(found)) {
    const named = what === 'order' ? manifest.order : manifest.request;
    if (named.rseq !== record.rseq || named.sha256 !== digest)
      findings.add('scope-not-ordered', { file, record: record.rseq, detail: { member: what } });
  }
}

const members = ['cams', 't0', 't1', 'originals', 'clips'] as const;

function checkScope({ scope }: BundleManifest, order: RecordOf<'ord'>, findings: Findings): void {
  const wrong = members.find((member) => String(scope[member]) !== String(order[member]));
  if (wrong)
    findings.add('scope-not-ordered', {
      file: 'manifest.json',
      record: order.rseq,
      detail: { member: wrong },
    });
}

/** Nothing of a camera, and in no form, that was not ordered. That originals were not is said: clips are derived. */
function checkForms({ files }: BundleManifest, { record, file }: ProvedOf<'ord'>, findings: Findings): void {
  const [originals, clips] = [record.originals === 'with', record.clips === 'with'];
  if (!originals) findings.add('without-originals', { file, record: record.rseq });
  const ordered = { original: originals, clip: clips, picture: originals || clips };
  for (const { path, role } of files) {
    if (role !== 'original' && role !== 'clip' && role !== 'picture') continue;
    if (!ordered[role] || !record.cams.includes(shownBy(path)))
      findings.add('file-not-ordered', { file: path });
  }
}

/** The camera whose footage a file holds: `clip/<camera>-2.mp4`, or a folder of its own. */
const shownBy = (path: string): string => path.split('/')[1]?.replace(/(?:-\d+)?\.mp4$/, '') ?? '';

function checkRequest(
  { record: order, file }: ProvedOf<'ord'>,
  request: RecordOf<'req'>,
  findings: Findings,
): void {
  const at = { file, record: order.rseq };
  if (!isLive(request, msOf(order.at))) findings.add('request-not-approved', at);
  const isWithin =
    order.cams.every((cam) => request.cams.includes(cam)) &&
    msOf(order.t0) >= msOf(request.t0) &&
    msOf(order.t1) <= msOf(request.t1);
  const isWhole =
    order.cams.length === request.cams.length && order.t0 === request.t0 && order.t1 === request.t1;
  if (!isWithin) findings.add('order-beyond-request', at);
  else if (!isWhole) findings.add('part-of-request', at);
}

/** Approved, or open at once in an emergency, and not over. */
const isLive = ({ state, until, emergency }: RecordOf<'req'>, atMs: number): boolean =>
  (state === 'approved' || (state === 'submitted' && emergency !== undefined)) &&
  until !== undefined &&
  atMs < msOf(until);

/** The last record of the request's chain is the export's own, and names this manifest. */
export function checkExportRecord(
  records: readonly ProvedRecord[],
  { manifest, sha256 }: { readonly manifest: BundleManifest; readonly sha256: string },
  findings: Findings,
): void {
  const file = unlistedNames.exportRecords;
  const last = records.at(-1)?.record;
  const isBuilt = last?.type === 'exp' && last.act === 'build' && last.exp === manifest.export;
  const bytes = manifest.files.reduce((sum, each) => sum + each.bytes, 0);
  const isThis =
    isBuilt && last.sha256 === sha256 && last.files === manifest.files.length && last.bytes === bytes;
  if (!isThis) findings.add('export-not-recorded', { file, ...(isBuilt && { record: last.rseq }) });
}

/** Each hand-over, of this export or of one before, names the manifest that the log names. */
export function checkHandOvers(custody: readonly ProvedRecord[], findings: Findings): void {
  const built = new Map<string, string>();
  for (const { record, file } of ofType(custody, 'exp')) {
    if (record.act === 'build') built.set(record.exp, record.sha256);
    if (record.act === 'hand-over' && built.get(record.exp) !== record.sha256)
      findings.add('hand-over-differs', { file, record: record.rseq, detail: { export: record.exp } });
  }
}
