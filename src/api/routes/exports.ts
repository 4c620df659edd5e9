import { type FootageRequest, issueAll, type Permit, permitLook } from '../../access/index.ts';
import { AppError, isId, newId, notFound, type RequestId, type TimeRange } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import {
  archiveContent,
  type Export,
  layoutOf,
  type Manifest,
  type ReadOriginal,
} from '../../evidence/index.ts';
import type { ByteRange } from '../../ingest/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { exportJson, fileNameOf } from '../json/export.ts';
import { answersFile, answersJson, type FileReply, json, type Route, type UserCall } from '../route.ts';
import { exportAnswer, exportList } from '../schemas/export.ts';

const under = '/api/requests/:id/exports';

export const exportRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: under,
    allow: 'request-footage',
    operation: 'orderExport',
    summary: 'Has the take-away of an approved request built: originals, clips, minutes.',
    answers: answersJson(exportAnswer, 202),
    handle: async (call) => json(exportJson(await order(deps, call)), 202),
  },
  {
    method: 'get',
    path: under,
    allow: 'request-footage',
    operation: 'listExports',
    summary: 'The take-aways of your request, newest first.',
    answers: answersJson(exportList),
    handle: async (call) => {
      const { id } = await ownRequest(deps, call);
      return json({ exports: (await deps.exports.ofRequest(id)).map(exportJson) });
    },
  },
  {
    method: 'get',
    path: `${under}/:exportId`,
    allow: 'request-footage',
    operation: 'getExport',
    summary: 'How far a take-away is.',
    answers: answersJson(exportAnswer),
    handle: async (call) => json(exportJson((await ownExport(deps, call)).found)),
  },
  {
    method: 'post',
    path: `${under}/:exportId/cancel`,
    allow: 'request-footage',
    operation: 'cancelExport',
    summary: 'Stops building a take-away.',
    answers: answersJson(exportAnswer),
    handle: async (call) => json(exportJson(await cancel(deps, call))),
  },
  {
    method: 'get',
    path: `${under}/:exportId/archive.zip`,
    allow: 'request-footage',
    operation: 'getArchive',
    summary: 'The take-away as a ZIP, while the request is approved and live; ranges are served.',
    answers: answersFile('application/zip', {
      'Content-Disposition': 'The name of the file.',
    }),
    handle: (call) => archive(deps, call),
  },
];

/** Errors: `request-not-found`, also for the request of another. */
async function ownRequest(
  { requests }: ApiDeps,
  { user, params: { id = '' } }: UserCall,
): Promise<FootageRequest> {
  const request = isId('request', id) ? await requests.byId(id) : undefined;
  if (request?.requesterId === user.id) return request;
  throw notFound('request-not-found', 'There is no such request of yours.');
}

/** Errors: those of `ownRequest`, `export-not-found`. */
async function ownExport(
  deps: ApiDeps,
  call: UserCall,
): Promise<{ readonly request: FootageRequest; readonly found: Export }> {
  const request = await ownRequest(deps, call);
  const { exportId = '' } = call.params;
  const found = isId('export', exportId) ? await deps.exports.byId(exportId) : undefined;
  if (found?.requestId === request.id) return { request, found };
  throw notFound('export-not-found', 'The request has no such export.');
}

async function order(deps: ApiDeps, call: UserCall): Promise<Export> {
  const { exports, jobs, clock, settings } = deps;
  const nowMs = clock.nowMs();
  const { user } = call;
  const { id: requestId, cameraIds } = await ownRequest(deps, call);
  await permitsOf(
    deps,
    call,
    cameraIds.map((cameraId) => ({ cameraId })),
  );
  const id = newId('export', nowMs);
  const event = custodyEvent({ user, nowMs }, 'export-ordered', { requestId, detail: { exportId: id } });
  await exports.order({ id, requestId, orderedById: user.id, orderedAtMs: nowMs }, event);
  // While Redis is away it waits for the round that queues what is to be built.
  await jobs.add('build-export', { siteId: settings.site, exportId: id }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
  });
  return (await ownExport(deps, { ...call, params: { ...call.params, exportId: id } })).found;
}

async function cancel(deps: ApiDeps, call: UserCall): Promise<Export> {
  const { id, requestId } = (await ownExport(deps, call)).found;
  const atMs = deps.clock.nowMs();
  const by = { user: call.user, nowMs: atMs };
  const event = custodyEvent(by, 'export-cancelled', { requestId, detail: { exportId: id } });
  const isCancelled = await deps.exports.settle(id, { state: 'cancelled', atMs }, event);
  if (!isCancelled)
    throw new AppError('conflict', 'export-settled', 'The export is not being built any more.');
  return (await ownExport(deps, call)).found;
}

/** A camera, and what of it is wanted: all that the request opens unless a stretch of originals is named. */
type Stretch = Pick<Permit, 'cameraId'> & { readonly range?: TimeRange };

/** The permit for each of them, by the request as it is now. Errors: those of `permitLook`. */
async function permitsOf(
  { requests, clock }: ApiDeps,
  { user, params: { id = '' } }: UserCall,
  stretches: readonly Stretch[],
): Promise<Permit[]> {
  const request = await requests.byId(id as RequestId);
  const nowMs = clock.nowMs();
  return stretches.map(({ cameraId, range }) =>
    permitLook({
      request,
      user,
      cameraId,
      nowMs,
      wanted: range ? { kind: 'stored', range } : { kind: 'whole' },
    }),
  );
}

async function archive(deps: ApiDeps, call: UserCall): Promise<FileReply> {
  const { request, found } = await ownExport(deps, call);
  const manifest = await deps.exports.manifest(found.id);
  const permits = await permitsOf(deps, call, stretchesOf(request, manifest));
  if (!manifest || !found.archive)
    throw new AppError('conflict', 'export-not-ready', 'The export is not ready.');
  const layout = layoutOf(manifest);
  return {
    ...{ kind: 'file', contentType: 'application/zip', sizeBytes: found.archive.sizeBytes },
    etag: `"${found.archive.manifestSha256}"`,
    headers: { 'Content-Disposition': `attachment; filename="${fileNameOf(found)}"` },
    open: async (range) => {
      const read = await reader(deps, call, { found, permits, range });
      return archiveContent(manifest, layout, { range, read });
    },
  };
}

/** Of every camera of the request, what its originals in the archive reach over. */
function stretchesOf({ cameraIds }: FootageRequest, manifest: Manifest | undefined): Stretch[] {
  const originals = (manifest?.files ?? []).flatMap(({ source }) =>
    source.kind === 'original' ? [source.segment] : [],
  );
  return cameraIds.map((cameraId) => {
    const own = originals.filter((segment) => segment.cameraId === cameraId);
    if (own.length === 0) return { cameraId };
    const fromMs = Math.min(...own.map((segment) => segment.fromMs));
    const toMs = Math.max(...own.map((segment) => segment.toMs));
    return { cameraId, range: { fromMs, toMs } };
  });
}

/** How often a download asks whether it may go on. */
const askEveryMs = 5_000;

/**
 * What reads originals for one download, once it is recorded (I6). A request that is closed or expires meanwhile ends
 * it. Errors: what the log throws; later, those of `permitLook` and of `FootageBytes`.
 */
async function reader(
  deps: ApiDeps,
  call: UserCall,
  {
    found,
    permits,
    range,
  }: { readonly found: Export; readonly permits: readonly Permit[]; readonly range: ByteRange },
): Promise<ReadOriginal> {
  const { custody, clock, bytes } = deps;
  const lastByte = range.offsetBytes + range.sizeBytes - 1;
  const detail = { exportId: found.id, firstByte: range.offsetBytes, lastByte };
  const looks = await issueAll(custody, permits, { event: 'download-issued', nowMs: clock.nowMs(), detail });
  const issued = new Map(looks.map((look) => [look.cameraId, look]));
  let askedAtMs = clock.monotonicMs();
  return async (segment, within) => {
    const own = issued.get(segment.cameraId);
    if (!own) throw new AppError('internal', 'scope-breach', 'an original of a camera outside the permit');
    if (clock.monotonicMs() - askedAtMs >= askEveryMs) {
      await permitsOf(deps, call, permits);
      askedAtMs = clock.monotonicMs();
    }
    return bytes.original(own, segment, within);
  };
}
