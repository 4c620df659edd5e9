import { z } from 'zod';
import { answersBytes, answersJson, bytes, json, type Route } from '../route.ts';
import { openApiDocument } from './document.ts';
import { pageOf, pageStyle } from './page.ts';

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';

/** Its own schema is the specification's. */
const openApi = z.looseObject({ openapi: z.literal('3.1.0') });

/** The API about itself. `routes` answers all of them, these among them. */
export const openApiRoutes = (routes: () => readonly Route[]): Route[] => [
  {
    method: 'get',
    path: '/api/openapi.json',
    operation: 'getOpenApi',
    allow: 'anyone',
    summary: 'This API as an OpenAPI 3.1 document.',
    answers: answersJson(openApi),
    handle: async () => json(openApiDocument(routes())),
  },
  {
    method: 'get',
    path: '/api/docs',
    operation: 'getDocs',
    allow: 'anyone',
    summary: 'The same for people: a page without scripts.',
    answers: answersBytes(html),
    handle: async () => bytes(html, Buffer.from(pageOf(openApiDocument(routes())))),
  },
  {
    method: 'get',
    path: '/api/docs.css',
    operation: 'getDocsStyle',
    allow: 'anyone',
    summary: "That page's style.",
    answers: answersBytes(css),
    handle: async () => bytes(css, Buffer.from(pageStyle)),
  },
];
