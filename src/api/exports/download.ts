import { type FootageRequest, type Issued, issueDownload, type Transfer } from '../../access/index.ts';
import { AppError, type ByteRange, messageOf } from '../../core/index.ts';
import {
  bundleContent,
  camerasWithin,
  type ExportId,
  type FootageReader,
  layoutOf,
} from '../../evidence/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import type { FileReply, UserCall } from '../route.ts';
import { fileNameOf } from './export-json.ts';
import { ownExport } from './own-export.ts';
import { permitsOf, stretchesOf, stretchOf } from './permits.ts';

export type DownloadDeps = Pick<
  ApiDeps,
  'requests' | 'checkedRequests' | 'exports' | 'custody' | 'allowance' | 'served' | 'bytes' | 'clock' | 'log'
>;

/** The bundle of an export. Errors: those of `ownExport` and `permitLook`, `export-not-ready`. */
export async function downloadBundle(deps: DownloadDeps, call: UserCall): Promise<FileReply> {
  const { request, found } = await ownExport(deps, call);
  const manifest = await deps.exports.manifest(found.id);
  const permits = await permitsOf(deps, call, stretchesOf(request, manifest));
  if (!manifest || !found.bundle)
    throw new AppError('conflict', 'export-not-ready', 'The export is not ready.');
  const layout = layoutOf(manifest);
  return {
    kind: 'file',
    contentType: 'application/zip',
    sizeBytes: found.bundle.sizeBytes,
    etag: `"${found.bundle.manifestSha256}"`,
    headers: { 'Content-Disposition': `attachment; filename="${fileNameOf(found)}"` },
    open: async (range) => {
      const touched = camerasWithin(manifest, layout, range);
      const read = await reader(deps, call, {
        request,
        sizeBytes: range.sizeBytes,
        detail: transferOf(found.id, range),
        permits: permits.filter(({ cameraId }) => touched.has(cameraId)),
      });
      return bundleContent(manifest, layout, { range, read });
    },
    sent: (range, sentBytes) => {
      deps.served.noteDownload({
        by: actorOf(deps, call),
        requestId: request.id,
        ...transferOf(found.id, range),
        sentBytes,
      });
      void giveBack(deps, request, range.sizeBytes - sentBytes);
    },
  };
}

/** Where it fails, they stay counted. */
async function giveBack(
  { allowance, log }: DownloadDeps,
  request: FootageRequest,
  unsentBytes: number,
): Promise<void> {
  try {
    await allowance.giveBack(request, unsentBytes);
  } catch (error) {
    log.warn({ requestId: request.id, unsentBytes, error: messageOf(error) }, 'unsent bytes stay counted');
  }
}

const transferOf = (exportId: ExportId, { offsetBytes, sizeBytes }: ByteRange) => ({
  exportId,
  firstByte: offsetBytes,
  lastByte: offsetBytes + sizeBytes - 1,
});

/** How often a download asks whether it may go on. */
const askEveryMs = 5_000;

/**
 * Reads originals for one download, once it is recorded (I6). It ends when the request is closed or expires, and when
 * the caller would be refused: disabled, signed out or with another role. Errors: those of the log;
 * later, those of `stillAdmitted`, `permitLook` and `FootageBytes`.
 */
async function reader(deps: DownloadDeps, call: UserCall, transfer: Transfer): Promise<FootageReader> {
  const { clock, bytes } = deps;
  const looks = await issueDownload(deps, actorOf(deps, call), transfer);
  const issued = new Map(looks.map((look) => [look.cameraId, look]));
  let askedAtMs = clock.monotonicMs();
  const permitted = async (segment: StoredSegment): Promise<Issued> => {
    const own = issued.get(segment.cameraId);
    if (!own) throw new AppError('internal', 'scope-breach', 'an original of a camera outside the permit');
    if (clock.monotonicMs() - askedAtMs >= askEveryMs) {
      await call.stillAdmitted();
      await permitsOf(deps, call, transfer.permits.map(stretchOf));
      askedAtMs = clock.monotonicMs();
    }
    return own;
  };
  return {
    original: async (segment, within) => bytes.original(await permitted(segment), segment, within),
    clipPart: async (segment, within) => bytes.clipPart(await permitted(segment), segment, within),
    beside: async (segment, what, within) => bytes.beside(await permitted(segment), segment, what, within),
  };
}
