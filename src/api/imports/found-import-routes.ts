import { namedDiscovery } from '../../discovery/index.ts';
import { createFoundImport, exportFound } from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { attachedText, csv, downloads } from '../http/download.ts';
import { answersBytes, answersJson, json, type Route } from '../route.ts';
import { importJson } from './import-json.ts';
import { type ImportRouteDeps, toolsOf } from './import-routes.ts';
import { cameraImport, newFoundImport } from './import-schemas.ts';

export const foundImportRoutes = (deps: ImportRouteDeps & Pick<ApiDeps, 'discoveries'>): Route[] => [
  {
    method: 'get',
    path: '/api/discoveries/:id/devices.csv',
    allow: 'manage-cameras',
    operation: 'exportFound',
    summary: 'The devices of a discovery that are not registered, in the format of an import, to fill in.',
    answers: answersBytes(csv, downloads),
    handle: async ({ params }) => {
      const { devices } = await namedDiscovery(deps, params.id);
      return attachedText(csv, 'found.csv', exportFound(devices));
    },
  },
  {
    method: 'post',
    path: '/api/discoveries/:id/import',
    allow: 'manage-cameras',
    operation: 'importFound',
    summary: 'Makes an import of many found devices, with one password for all; it is run as that of a file.',
    body: newFoundImport,
    answers: answersJson(cameraImport, 201),
    handle: async ({ params, body, user }) => {
      const list = await namedDiscovery(deps, params.id);
      const tools = { ...toolsOf(deps), cameras: deps.cameras };
      const { about, rows } = await createFoundImport(tools, list, { input: body, createdBy: user.id });
      return json(importJson(about, rows, deps.importSealer), 201);
    },
  },
];
