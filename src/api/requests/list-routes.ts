import { z } from 'zod';
import { exampleLists, listsForm, type RequestLists, type SiteLists, setLists } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersJson, json, type Route } from '../route.ts';

const newLists = listsForm.meta({ id: 'NewRequestLists' });

const offeredText = z
  .strictObject({ text: z.string(), fromDay: z.string().optional(), untilDay: z.string().optional() })
  .meta({ id: 'OfferedText' });

const lists = { authorities: z.array(offeredText), legalBases: z.array(offeredText) };

const siteLists = z
  .strictObject({
    revision: z.number(),
    ...lists,
    examples: z
      .strictObject(lists)
      .meta({ description: 'no legal advice: a lawyer confirms each, and `…` is to be filled' }),
  })
  .meta({ id: 'RequestLists' });

/** The authorities and legal bases that the form of a request offers. */
export const listRoutes = (deps: Pick<ApiDeps, 'requestLists' | 'clock'>): Route[] => [
  {
    method: 'get',
    path: '/api/request-lists',
    allow: 'manage-request-lists',
    operation: 'getRequestLists',
    summary: 'The authorities and legal bases that requests are offered, with their days, and examples.',
    answers: answersJson(siteLists),
    handle: async () => json(listsJson(await deps.requestLists.read())),
  },
  {
    method: 'put',
    path: '/api/request-lists',
    allow: 'manage-request-lists',
    operation: 'setRequestLists',
    summary: 'Sets both lists; requests that were filed keep their text.',
    body: newLists,
    answers: answersJson(siteLists),
    handle: async (call) => json(listsJson(await setLists(deps, actorOf(deps, call), call.body))),
  },
];

const listsJson = (kept: SiteLists) => ({
  revision: kept.revision,
  ...textsJson(kept),
  examples: textsJson(exampleLists),
});

const textsJson = ({ authorities, legalBases }: RequestLists) => ({
  authorities: authorities.map((each) => ({ ...each })),
  legalBases: legalBases.map((each) => ({ ...each })),
});
