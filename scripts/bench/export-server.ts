import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import { sendFile } from '../../src/api/http/ranged.ts';
import { contentOf } from '../../src/evidence/bundle/bundle-content.ts';
import { sumsOf } from '../../src/evidence/bundle/sums.ts';
import {
  clipSizeBytes,
  type FootageReader,
  type ReadOriginal,
} from '../../src/evidence/clip/clip-content.ts';
import { clipOriginMs, joinedClips } from '../../src/evidence/clip/joined-clips.ts';
import { readOriginal } from '../../src/evidence/export/read-original.ts';
import { type BundleFile, bundleContent, layoutOf } from '../../src/evidence/index.ts';
import { playbackOf } from '../../src/footage/index.ts';
import { type ExportStock, readStock } from './export-stock.ts';

/** Serves the stock over HTTP: as a bundle with a clip, or its originals twice as plain files. */
export const servings = { bundle: bundleApp, plain: plainApp };

/** Report of a serving process to its parent. */
export interface Serving {
  readonly port: number;
  /** Time to read and hash everything. */
  readonly builtMs: number;
}

/** Serves on a free port and reports it. Ends with its parent. */
export async function serve(name: keyof typeof servings, directory: string): Promise<void> {
  const startMs = performance.now();
  const listener = await servings[name](directory);
  const builtMs = performance.now() - startMs;
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ port: (server.address() as AddressInfo).port, builtMs } satisfies Serving);
  process.once('disconnect', () => process.exit());
}

/** Serves as the API does, without sessions and records. */
async function bundleApp(directory: string): Promise<RequestListener> {
  const stock = await readStock(directory);
  const read: ReadOriginal = (segment, range) => stock.store.get(segment.objectKey, range);
  const reader = { original: read, clipPart: read, beside: () => Promise.reject(new Error('no such file')) };
  const manifest = { files: await filesOf(stock, reader), builtAtMs: 0 };
  const layout = layoutOf(manifest);
  return express().get('/', (request, response) =>
    sendFile(request, response, {
      kind: 'file',
      contentType: 'application/zip',
      headers: {},
      etag: '"bench"',
      sizeBytes: layout.sizeBytes,
      open: async (range) => bundleContent(manifest, layout, { range, read: reader }),
    }),
  );
}

async function filesOf({ store, segments }: ExportStock, read: FootageReader): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
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

/** Copies from disk to socket, in chunks as large as the bundle's, and nothing else. */
async function plainApp(directory: string): Promise<RequestListener> {
  const { segments } = await readStock(directory);
  const paths = segments.map(({ objectKey }) => join(directory, 'objects', objectKey));
  async function* content() {
    for (const path of [...paths, ...paths]) yield* createReadStream(path, { highWaterMark: 2 ** 20 });
  }
  return (_request, response) => void pipeline(Readable.from(content()), response);
}
