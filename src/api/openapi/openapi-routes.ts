import { z } from 'zod';
import { answersBytes, answersJson, bytes, json, type Route } from '../route.ts';
import { type OpenApiDocument, openApiDocument } from './document.ts';
import { pageOf, pageStyle } from './page.ts';

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';

/** Its own schema is the specification's. */
const openApi = z.looseObject({ openapi: z.literal('3.1.0') });

/** The API about itself. `routes` answers all of them, these among them; they stay the same while the process lives. */
export function openApiRoutes(routes: () => readonly Route[]): Route[] {
  let document: OpenApiDocument | undefined;
  // Once: anyone may ask, and writing it holds the event loop.
  return documentRoutes(() => {
    document ??= openApiDocument(routes());
    return document;
  });
}

const documentRoutes = (written: () => OpenApiDocument): Route[] => [
  {
    method: 'get',
    path: '/api/openapi.json',
    operation: 'getOpenApi',
    allow: 'anyone',
    summary: 'This API as an OpenAPI 3.1 document.',
    answers: answersJson(openApi),
    handle: async () => json(written()),
  },
  {
    method: 'get',
    path: '/api/docs',
    operation: 'getDocs',
    allow: 'anyone',
    summary: 'The same for people: a page without scripts.',
    answers: answersBytes(html),
    handle: async () => bytes(html, Buffer.from(pageOf(written()))),
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
