import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it, vi } from 'vitest';
import { type ApiDeps, routesOf } from '../../../src/api/index.ts';
import { openApiDocument } from '../../../src/api/openapi/document.ts';
import { openApiRoutes } from '../../../src/api/openapi/openapi-routes.ts';
import type { UserCall } from '../../../src/api/route.ts';

/** Routes are only listed here, never called. */
const nothing = { clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as ApiDeps;

it('is an OpenAPI document by the schema of OpenAPI 3.1 itself, and every reference in it is answered', async () => {
  const document = structuredClone({ ...openApiDocument(routesOf(nothing)) });
  const validator = new Validator();
  expect(await validator.validate(document)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
});

it('is written once, however often anyone asks for it', async () => {
  const routes = vi.fn(() => routesOf(nothing));
  const about = openApiRoutes(routes);
  for (const { handle } of [...about, ...about]) await handle({} as UserCall);
  expect(routes).toHaveBeenCalledTimes(1);
});
