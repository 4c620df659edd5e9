import type { ResponseConfig, RouteConfig, ZodContentObject } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { rolesThatMay } from '../../access/index.ts';
import { problem } from '../http/problem-schema.ts';
import type { Answers, Route } from '../route.ts';
import { loosened } from './loosened.ts';

/** Names of the security schemes. */
export interface Schemes {
  /** Name of the scheme of the cookie. */
  readonly session: string;
  /** Name of the scheme of a program's bearer token. */
  readonly token: string;
}

/** One route as an operation of the document. */
export function operationOf(route: Route, schemes: Schemes): RouteConfig {
  const { method, operation, summary, allow } = route;
  return {
    method,
    path: templateOf(route.path),
    operationId: operation,
    summary,
    ...accessOf(allow, schemes),
    request: requestOf(route),
    responses: {
      ...responsesOf(route.answers),
      default: { description: 'Refused.', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}

function accessOf(allow: Route['allow'], { session, token }: Schemes): object {
  if (allow === 'anyone') return { security: [] };
  const bySession = { [session]: [] };
  if (allow === 'signed-in' || allow === 'half-signed-in') return { security: [bySession] };
  return { security: [bySession, { [token]: [] }], 'x-roles': rolesThatMay(allow) };
}

/** `/cameras/:id` as `/cameras/{id}`. */
const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const parametersOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

function requestOf({ path, query, body, upload }: Route): NonNullable<RouteConfig['request']> {
  const names = parametersOf(path);
  return {
    ...(names.length > 0 && {
      params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
    }),
    ...(query && { query }),
    ...(body && { body: { required: true, content: { 'application/json': { schema: loosened(body) } } } }),
    ...(upload && { body: { required: true, content: fileOf(upload.types) } }),
  };
}

const fileOf = (types: readonly string[]): ZodContentObject =>
  Object.fromEntries(types.map((type) => [type, { schema: bytesOf(type) }]));

const bytesOf = (contentMediaType: string): z.ZodType => z.string().meta({ contentMediaType });

function responsesOf(answers: Answers): Record<string, ResponseConfig> {
  switch (answers.kind) {
    case 'json': {
      const response = { description: 'Done.', content: { 'application/json': { schema: answers.schema } } };
      return Object.fromEntries(answers.statuses.map((status) => [String(status), response]));
    }
    case 'bytes':
      return {
        200: bytesResponse('Bytes.', answers),
        ...(answers.isRanged && { 206: bytesResponse('The requested range.', answers) }),
      };
    case 'nothing':
      return { 204: { description: 'Done; no body.' } };
  }
}

const bytesResponse = (
  description: string,
  { contentType, headers }: Extract<Answers, { kind: 'bytes' }>,
): ResponseConfig => ({
  description,
  headers: z.object(
    Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, z.string().meta({ description: text })]),
    ),
  ),
  content: { [contentType]: { schema: bytesOf(contentType) } },
});
