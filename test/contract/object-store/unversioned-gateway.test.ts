import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/objects/object-store.ts';

/** A gateway without versions, as far as removal needs it. */
interface Gateway {
  readonly name: string;
  /** The root element of its list of versions. */
  readonly list: string;
  /** What it does about the version `null`, which it lists itself. */
  readonly atNull: 'refuses' | 'ignores';
}

const gateways: readonly Gateway[] = [
  { name: 'VersityGW 1.8.0', list: 'ListVersionsResult', atNull: 'refuses' },
  { name: 'gofakes3 1.2.0', list: 'ListBucketVersionsResult', atNull: 'ignores' },
];

const kept = new Set<string>();
let gateway: Gateway | undefined;
let server: Server;
let store: ObjectStore;

const listed = (): string =>
  [...kept].map((key) => `<Version><Key>${key}</Key><VersionId>null</VersionId></Version>`).join('');

function deleted(request: string): string {
  let refusals = '';
  for (const [, object = ''] of request.matchAll(/<Object>(.*?)<\/Object>/gs)) {
    const key = /<Key>(.*?)<\/Key>/.exec(object)?.[1] ?? '';
    if (!/<VersionId>/.test(object)) kept.delete(key);
    else if (gateway?.atNull === 'refuses')
      refusals += `<Error><Code>InvalidArgument</Code><Key>${key}</Key><VersionId>null</VersionId></Error>`;
  }
  return refusals;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await text(request);
  const isVersions = request.url?.includes('versions') === true;
  if (request.method === 'POST') response.end(`<DeleteResult>${deleted(asked)}</DeleteResult>`);
  else response.end(isVersions ? `<${gateway?.list}>${listed()}</${gateway?.list}>\n` : '');
}

beforeEach(async () => {
  kept.clear();
  server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  store = minioStore({ endpoint, bucket: 'ward', accessKey: 'ward', secretKey: 'knows-me' });
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
});

describe.each(gateways)('when objects lie on a gateway without versions like $name', (like) => {
  it('removes them', async () => {
    gateway = like;
    const [one, two, other]: ObjectKey[] = ['test/1', 'test/2', 'test/3'].map(objectKey);
    for (const key of [one, two, other]) if (key) kept.add(key);
    if (one && two) expect(await store.removeAll([one, two])).toEqual([]);
    expect([...kept]).toEqual([other]);
  });
});
