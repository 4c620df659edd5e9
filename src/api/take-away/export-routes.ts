import { AppError, newId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { Export } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { ownRequest } from '../requests/request-steps.ts';
import { answersFile, answersJson, json, type Route, type UserCall } from '../route.ts';
import { download } from './download.ts';
import { exportJson } from './export-json.ts';
import { exportAnswer, exportList } from './export-schemas.ts';
import { ownExport } from './own-export.ts';
import { permitsOf } from './permits.ts';

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
    handle: (call) => download(deps, call),
  },
];

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
