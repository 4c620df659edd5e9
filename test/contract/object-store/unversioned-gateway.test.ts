import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/objects/object-store.ts';

/** What VersityGW 1.8.0 does without a folder for versions, as far as removal needs it. */
const kept = new Set<string>();
let server: Server;
let store: ObjectStore;

const listed = (): string =>
  [...kept].map((key) => `<Version><Key>${key}</Key><VersionId>null</VersionId></Version>`).join('');

/** Deletes by key; the id that it lists itself is refused. */
function deleted(request: string): string {
  const refusals: string[] = [];
  for (const [, object = ''] of request.matchAll(/<Object>(.*?)<\/Object>/gs)) {
    const key = /<Key>(.*?)<\/Key>/.exec(object)?.[1] ?? '';
    if (/<VersionId>/.test(object))
      refusals.push(
        `<Error><Code>InvalidArgument</Code><Key>${key}</Key><VersionId>null</VersionId></Error>`,
      );
    else kept.delete(key);
  }
  return refusals.join('');
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await text(request);
  const isVersions = request.url?.includes('versions') === true;
  if (request.method === 'POST') response.end(`<DeleteResult>${deleted(asked)}</DeleteResult>`);
  else response.end(isVersions ? `<ListVersionsResult>${listed()}</ListVersionsResult>` : '');
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

describe('when an S3 server refuses the version `null` that it lists', () => {
  it('removes the objects by their keys', async () => {
    const [one, two, other]: ObjectKey[] = ['test/1', 'test/2', 'test/3'].map(objectKey);
    for (const key of [one, two, other]) if (key) kept.add(key);
    if (one && two) expect(await store.removeAll([one, two])).toEqual([]);
    expect([...kept]).toEqual([other]);
  });
});
