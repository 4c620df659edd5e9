import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import { sendFile } from '../../src/api/http/ranged.ts';
import { contentOf } from '../../src/evidence/archive/archive-content.ts';
import { sumsOf } from '../../src/evidence/archive/sums.ts';
import { clipSizeBytes, type ReadOriginal } from '../../src/evidence/clip/clip-content.ts';
import { clipOriginMs, joinedClips } from '../../src/evidence/clip/joined-clips.ts';
import { readOriginal } from '../../src/evidence/export/read-original.ts';
import { type ArchiveFile, archiveContent, layoutOf } from '../../src/evidence/index.ts';
import { playbackOf } from '../../src/footage/index.ts';
import { type ExportStock, readStock } from './export-stock.ts';

/** Hands out the stock over HTTP: as an archive with a clip, or its originals twice, as they are. */
export const servings = { archive: archiveApp, plain: plainApp };

/** What a serving process tells its parent. */
export interface Serving {
  readonly port: number;
  /** How long it took to read everything and take its sums. */
  readonly builtMs: number;
}

/** Serves on a port of the system's choice, and tells it. Ends with its parent. */
export async function serve(name: keyof typeof servings, directory: string): Promise<void> {
  const startMs = performance.now();
  const listener = await servings[name](directory);
  const builtMs = performance.now() - startMs;
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ port: (server.address() as AddressInfo).port, builtMs } satisfies Serving);
  process.once('disconnect', () => process.exit());
}

/** As the API does it, but for sessions and records. */
async function archiveApp(directory: string): Promise<RequestListener> {
  const stock = await readStock(directory);
  const read: ReadOriginal = (segment, range) => stock.store.get(segment.objectKey, range);
  const manifest = { files: await filesOf(stock, read), builtAtMs: 0 };
  const layout = layoutOf(manifest);
  return express().get('/', (request, response) =>
    sendFile(request, response, {
      kind: 'file',
      contentType: 'application/zip',
      headers: {},
      etag: '"bench"',
      sizeBytes: layout.sizeBytes,
      open: async (range) => archiveContent(manifest, layout, { range, read }),
    }),
  );
}

async function filesOf({ store, segments }: ExportStock, read: ReadOriginal): Promise<ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  for (const [i, segment] of segments.entries())
    files.push(await readOriginal({ store, isLastTry: false }, { name: `segments/${i}.mp4`, segment }));
  const range = { fromMs: segments[0]?.fromMs ?? 0, toMs: segments.at(-1)?.toMs ?? 0 };
  const played = playbackOf(segments, range);
  for (const clip of joinedClips(played, { originMs: clipOriginMs([range]), initOf: () => '' })) {
    const source = { kind: 'clip', clip } as const;
    const whole = { offsetBytes: 0, sizeBytes: clipSizeBytes(clip) };
    files.push({ name: 'clip/clip.mp4', source, ...(await sumsOf(contentOf(source, whole, read))) });
  }
  return files;
}

/** From disk to socket, in pieces as large as the archive's, and nothing else. */
async function plainApp(directory: string): Promise<RequestListener> {
  const { segments } = await readStock(directory);
  const paths = segments.map(({ objectKey }) => join(directory, 'objects', objectKey));
  async function* content() {
    for (const path of [...paths, ...paths]) yield* createReadStream(path, { highWaterMark: 2 ** 20 });
  }
  return (_request, response) => void pipeline(Readable.from(content()), response);
}
