import { issueAll, type Permit } from '../../access/index.ts';
import { AppError, type RequestId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import {
  archiveContent,
  camerasWithin,
  type ExportId,
  layoutOf,
  type ReadOriginal,
} from '../../evidence/index.ts';
import type { ByteRange } from '../../ingest/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { FileReply, UserCall } from '../route.ts';
import { fileNameOf } from './export-json.ts';
import { ownExport } from './own-export.ts';
import { permitsOf, stretchesOf } from './permits.ts';

/** The archive of an export. Errors: those of `ownExport` and `permitLook`, `export-not-ready`. */
export async function download(deps: ApiDeps, call: UserCall): Promise<FileReply> {
  const { request, found } = await ownExport(deps, call);
  const manifest = await deps.exports.manifest(found.id);
  const permits = await permitsOf(deps, call, stretchesOf(request, manifest));
  if (!manifest || !found.archive)
    throw new AppError('conflict', 'export-not-ready', 'The export is not ready.');
  const layout = layoutOf(manifest);
  return {
    kind: 'file',
    contentType: 'application/zip',
    sizeBytes: found.archive.sizeBytes,
    etag: `"${found.archive.manifestSha256}"`,
    headers: { 'Content-Disposition': `attachment; filename="${fileNameOf(found)}"` },
    open: async (range) => {
      const touched = camerasWithin(manifest, layout, range);
      const read = await reader(deps, call, {
        requestId: request.id,
        transfer: transferOf(found.id, range),
        permits: permits.filter(({ cameraId }) => touched.has(cameraId)),
      });
      return archiveContent(manifest, layout, { range, read });
    },
    sent: (range, sentBytes) =>
      deps.served.noteDownload({
        by: { user: call.user, nowMs: deps.clock.nowMs() },
        requestId: request.id,
        ...transferOf(found.id, range),
        sentBytes,
      }),
  };
}

const transferOf = (exportId: ExportId, { offsetBytes, sizeBytes }: ByteRange) => ({
  exportId,
  firstByte: offsetBytes,
  lastByte: offsetBytes + sizeBytes - 1,
});

interface Download {
  readonly requestId: RequestId;
  readonly transfer: ReturnType<typeof transferOf>;
  /** For every camera of whose footage the transfer has bytes. */
  readonly permits: readonly Permit[];
}

/** How often a download asks whether it may go on. */
const askEveryMs = 5_000;

/**
 * What reads originals for one download, once it is recorded (I6). It ends when the request is closed or expires, and
 * when the caller would be refused: disabled, signed out, with another role or without the token. Errors: what the log
 * throws; later, those of `stillAdmitted`, `permitLook` and `FootageBytes`.
 */
async function reader(
  deps: ApiDeps,
  call: UserCall,
  { requestId, transfer: detail, permits }: Download,
): Promise<ReadOriginal> {
  const { custody, clock, bytes } = deps;
  const [event, nowMs] = ['download-issued', clock.nowMs()] as const;
  const looks = await issueAll(custody, permits, { event, nowMs, detail });
  // Papers alone, of no camera.
  if (looks.length === 0)
    await custody.append(custodyEvent({ user: call.user, nowMs }, event, { requestId, detail }));
  const issued = new Map(looks.map((look) => [look.cameraId, look]));
  let askedAtMs = clock.monotonicMs();
  return async (segment, within) => {
    const own = issued.get(segment.cameraId);
    if (!own) throw new AppError('internal', 'scope-breach', 'an original of a camera outside the permit');
    if (clock.monotonicMs() - askedAtMs >= askEveryMs) {
      await call.stillAdmitted();
      await permitsOf(deps, call, permits);
      askedAtMs = clock.monotonicMs();
    }
    return bytes.original(own, segment, within);
  };
}
