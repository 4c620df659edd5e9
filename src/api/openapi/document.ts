import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type { Route } from '../route.ts';
import { operationOf } from './operation.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The OpenAPI 3.1 document of these routes. They are its one source; nothing in it is written by hand. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  const session = registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'minhchung.sid',
  });
  const token = registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  const schemes = { session: session.name, token: token.name };
  for (const route of routes) registry.registerPath(operationOf(route, schemes));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Minh Chứng', version: '1', description: 'Times are RFC 3339, ranges half-open.' },
  });
  return documented(document);
}

/**
 * The document with its patterns as JSON Schema wants them: the generator leaves a regular expression's closing
 * slash and flags at the end.
 */
function documented<T>(document: T): T {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? value.replace(/\/[a-z]+$/, '') : value,
  );
  return JSON.parse(text) as T;
}
