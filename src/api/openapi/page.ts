import type { OpenApiDocument } from './document.ts';

/** The document as one page of HTML: no script, no address but our own. */
export function pageOf({ info, paths = {}, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries<object>({ ...methods } as Record<string, object>).map(([method, operation]) =>
      operationHtml(method, path, operation),
    ),
  );
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="${escaped(name)}"><summary>${escaped(name)}</summary>${jsonHtml(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}: API</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<h1>${escaped(info.title)}: API</h1>
<p>${escaped(info.description ?? '')} <a href="openapi.json">openapi.json</a></p>
<h2>Operations</h2>
${operations.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
</body>
</html>
`;
}

function operationHtml(method: string, path: string, operation: object): string {
  const { summary, ...rest } = operation as { summary?: string };
  const head = `<b>${escaped(method.toUpperCase())}</b> <code>${escaped(path)}</code> ${escaped(summary ?? '')}`;
  return `<details><summary>${head}</summary>${jsonHtml(rest)}</details>`;
}

/** References lead to the schema they name. */
const jsonHtml = (value: unknown): string =>
  `<pre>${escaped(JSON.stringify(value, null, 2)).replaceAll(
    /#\/components\/schemas\/(\w+)/g,
    (reference, name: string) => `<a href="#${name}">${reference}</a>`,
  )}</pre>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');

export const pageStyle = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
summary { cursor: pointer; padding: .25rem 0; }
pre { overflow-x: auto; padding: .5rem 1rem; border-left: 2px solid; font-size: 13px; }
`;
