import type { Operation, Schema } from './schema.ts';
import { typeOf } from './type-text.ts';

/**
 * The client's methods for one operation. One that a GET answers with bytes has a second method, for its URL.
 */
export function methodsOf(method: string, template: string, operation: Operation): string[] {
  const { operationId, summary } = operation;
  const args = argumentsOf(operation);
  const head = [...args.map(({ name, type }) => `${name}: ${type}`), 'options?: CallOptions'].join(', ');
  const { answer, isJson } = answerOf(operation);
  const path = pathOf(template);
  const parts = args.filter(({ name }) => name !== 'params').map(({ name }) => name);
  const call = `{ method: '${method.toUpperCase()}', path: ${path}, ${[...parts, '...options'].join(', ')} }`;
  const own = `/** ${summary} */
  ${operationId}(${head}): Promise<${answer}> {
    return this.http.${isJson ? 'json' : 'bytes'}(${call});
  }`;
  return isJson || method !== 'get' ? [own] : [own, urlMethodOf(operation, path)];
}

/** The method that returns the URL of what a browser fetches by itself: a picture or a playlist. */
function urlMethodOf(operation: Operation, path: string): string {
  const args = argumentsOf(operation);
  const search = args.some(({ name }) => name === 'query') ? ` + searchOf(query)` : '';
  return `/** Where \`${operation.operationId}\` finds it. */
  ${operation.operationId}Url(${args.map(({ name, type }) => `${name}: ${type}`).join(', ')}): string {
    return ${path}${search};
  }`;
}

interface Argument {
  readonly name: 'params' | 'query' | 'body' | 'file';
  readonly type: string;
}

function argumentsOf({ parameters, requestBody }: Operation): Argument[] {
  const among = (place: 'path' | 'query') => parameters.filter((parameter) => parameter.in === place);
  const body = requestBody?.content['application/json']?.schema;
  return [
    ...typed('params', among('path')),
    ...typed('query', among('query')),
    ...(body ? [{ name: 'body', type: typeOf(body) } as const] : []),
    ...(requestBody && !body ? [{ name: 'file', type: 'Blob' } as const] : []),
  ];
}

function typed(name: Argument['name'], parameters: Operation['parameters']): Argument[] {
  if (parameters.length === 0) return [];
  const properties = Object.fromEntries(
    parameters.map(({ name, schema }): [string, Schema] => [name, schema]),
  );
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return [{ name, type: typeOf({ type: 'object', properties, required }) }];
}

function answerOf({ responses }: Operation): { answer: string; isJson: boolean } {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(success?.content ?? {});
  if (type === '') return { answer: 'void', isJson: true };
  return type === 'application/json'
    ? { answer: typeOf(schema), isJson: true }
    : { answer: 'Bytes', isJson: false };
}

const pathOf = (template: string): string =>
  template.includes('{')
    ? `path\`${template.replaceAll(/\{(\w+)\}/g, (_, name) => `\${params.${String(name)}}`)}\``
    : `'${template}'`;
