import { ownRequest } from '../../access/index.ts';
import { AppError } from '../../core/index.ts';
import {
  cancelExport,
  type Export,
  type ExportId,
  orderExport,
  paperBytes,
  parseExportChoice,
} from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersFile, answersJson, json, type Route, type UserCall } from '../route.ts';
import { type DownloadDeps, downloadBundle } from './download.ts';
import { exportJson } from './export-json.ts';
import {
  type ExportSizesJson,
  exportAnswer,
  exportList,
  exportSizes,
  exportSizesQuery,
  newExport,
} from './export-schemas.ts';
import { ownExport } from './own-export.ts';
import { permitsOf, stretchesOfOrder } from './permits.ts';

const under = '/api/requests/:id/exports';

type ExportDeps = DownloadDeps & Pick<ApiDeps, 'jobs' | 'settings' | 'handOvers'>;

export const exportRoutes = (deps: ExportDeps): Route[] => [
  {
    method: 'post',
    path: under,
    allow: 'see-footage',
    operation: 'orderExport',
    summary:
      'Orders an export of an approved request: minutes, and originals and clips as they are chosen; without a body all that it opens.',
    body: newExport,
    answers: answersJson(exportAnswer, 202),
    handle: async (call) => json(exportJson(await order(deps, call), []), 202),
  },
  {
    method: 'get',
    path: under,
    allow: 'see-footage',
    operation: 'listExports',
    summary: 'The exports of your request, newest first.',
    answers: answersJson(exportList),
    handle: async (call) => {
      const { id } = await ownRequest(deps, call.user, call.params.id);
      const found = await deps.exports.ofRequest(id);
      const handOvers = await deps.handOvers.ofExports(found.map((each) => each.id));
      return json({ exports: found.map((each) => exportJson(each, handOvers)) });
    },
  },
  {
    method: 'get',
    path: `/api/requests/:id/export-sizes`,
    allow: 'see-footage',
    operation: 'getExportSizes',
    summary: 'Estimated bytes of an export before it is ordered, for each camera of your request.',
    query: exportSizesQuery,
    answers: answersJson(exportSizes),
    handle: async (call) => json(await sizes(deps, call)),
  },
  {
    method: 'get',
    path: `${under}/:exportId`,
    allow: 'see-footage',
    operation: 'getExport',
    summary: 'The progress of an export.',
    answers: answersJson(exportAnswer),
    handle: async (call) => {
      const { found } = await ownExport(deps, call);
      return json(exportJson(found, await deps.handOvers.ofExports([found.id])));
    },
  },
  {
    method: 'post',
    path: `${under}/:exportId/cancel`,
    allow: 'see-footage',
    operation: 'cancelExport',
    summary: 'Stops building an export.',
    answers: answersJson(exportAnswer),
    handle: async (call) => json(exportJson(await cancel(deps, call), [])),
  },
  {
    method: 'get',
    path: `${under}/:exportId/archive.zip`,
    allow: 'see-footage',
    operation: 'getArchive',
    summary: 'The bundle as a ZIP, while the request is approved and live; ranges are served.',
    answers: answersFile('application/zip', {
      'Content-Disposition': 'The name of the file.',
    }),
    handle: (call) => downloadBundle(deps, call),
  },
];

async function order(deps: ExportDeps, call: UserCall): Promise<Export> {
  const choice = parseExportChoice(call.body);
  const request = await ownRequest(deps, call.user, call.params.id);
  await permitsOf(deps, call, stretchesOfOrder(request, choice));
  const ordered = { requestId: request.id, choice };
  const exportId = await orderExport(deps.exports, actorOf(deps, call), ordered);
  await buildSoon(deps, exportId);
  return (await ownExport(deps, { ...call, params: { ...call.params, exportId } })).found;
}

/** It shows no footage: what there is of each camera the officer has seen. */
async function sizes(deps: ExportDeps, call: UserCall): Promise<ExportSizesJson> {
  const { from, to } = call.query;
  const { range } = parseExportChoice({ from, to });
  const request = await ownRequest(deps, call.user, call.params.id);
  await permitsOf(deps, call, stretchesOfOrder(request, range ? { range } : {}));
  const cameras = await deps.exports.sizes(request.cameraIds, range ?? request.range);
  return { paperBytes, cameras: [...cameras] };
}

/** While Redis is away it waits for the round that queues what is to be built. */
async function buildSoon({ jobs }: ExportDeps, exportId: ExportId): Promise<void> {
  try {
    await jobs.add('build-export', { exportId });
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
  }
}

async function cancel(deps: ExportDeps, call: UserCall): Promise<Export> {
  const { found } = await ownExport(deps, call);
  await cancelExport(deps.exports, actorOf(deps, call), found);
  return (await ownExport(deps, call)).found;
}
