import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type ApiDeps, routesOf } from '../../src/api/index.ts';
import { openApiDocument } from '../../src/api/openapi/document.ts';
import { methodsOf } from './method-text.ts';
import { openApi } from './schema.ts';
import { declarationOf } from './type-text.ts';

const root = process.cwd();
export const clientPath = join(root, 'src/client/api.ts');

/** Routes are only listed here, never called, so they need no dependencies. */
const nothing = { clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as ApiDeps;

/** The text of src/client/api.ts, formatted: types and one method per operation. */
export function clientText(): string {
  const routes = routesOf(nothing);
  const { paths, components } = openApi.parse(openApiDocument(routes));
  const types = Object.entries(components.schemas).map(([name, schema]) => declarationOf(name, schema));
  const methods = Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => methodsOf(method, template, operation)),
  );
  return formatted(`// Generated from the OpenAPI document; \`npm run client\` regenerates it.
import { type Bytes, type CallOptions, type Http, path, searchOf } from './http.ts';

${types.join('\n\n')}

/** Every route there is: a \`Record\` of them without a row for each does not compile. */
export type RouteName = ${routes.map(({ method, path }) => `'${method} ${path}'`).join(' | ')};

/** Every operation of the API. */
export class Api {
  constructor(private readonly http: Http) {}

  ${methods.join('\n\n')}
}
`);
}

const formatted = (text: string): string =>
  execFileSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${clientPath}`], {
    input: text,
    encoding: 'utf8',
  });
