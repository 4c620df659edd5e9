import { sha256Hex } from '../../core/index.ts';
import { indexName } from '../manifest/index.ts';
import type { ProvedOf } from '../records/kinds.ts';
import { linesOf } from '../records/lines.ts';
import type { StreamRecords } from '../records/stream-records.ts';
import type { Verifying } from '../verifying.ts';

/** A hundred thousand GOPs of 300 bytes. */
const maxIndexBytes = 32_000_000;

/** A GOP of a segment: when, and the SHA-256 of the payload that originals and clips hold alike. */
export interface DigestedGop {
  readonly fromMs: number;
  readonly toMs: number;
  readonly payload: string;
}

/** The GOPs of each segment by its number, in order; none of one whose index tells no digests. */
export type IndexedGops = ReadonlyMap<number, readonly DigestedGop[]>;

/** Reads the keyframe indexes of a stream: each line is one, byte for byte, and some record names its digest. */
export async function indexedGops(
  verifying: Verifying,
  { cam, stream, segs }: StreamRecords,
): Promise<IndexedGops> {
  const file = indexName(cam, stream);
  const byDigest = new Map<string, ProvedOf<'seg'>[]>();
  for (const seg of segs) {
    const { sha256 } = seg.record.idx;
    // A record that an upgrade made names no index.
    if (sha256 !== undefined) byDigest.set(sha256, [...(byDigest.get(sha256) ?? []), seg]);
  }
  const gops = new Map<number, DigestedGop[]>();
  for await (const line of linesOf(verifying.bundle.content(file), maxIndexBytes)) {
    const named = byDigest.get(sha256Hex(line)) ?? [];
    if (named.length === 0) verifying.findings.add('index-differs', { file });
    for (const seg of named) gops.set(seg.record.seq, gopsIn(line, seg));
  }
  return gops;
}

/** A record vouches for these bytes, so that their form is the recorder's; of version 1 there are no digests. */
function gopsIn(line: Uint8Array, { record }: ProvedOf<'seg'>): DigestedGop[] {
  const { keyframes, digests } = JSON.parse(new TextDecoder().decode(line)) as {
    readonly keyframes?: {
      readonly wallEndMs: number;
      readonly gops: readonly { readonly wallMs: number }[];
    };
    readonly digests?: { readonly gops: readonly { readonly payload: string }[] };
  };
  if (!keyframes || digests?.gops.length !== keyframes.gops.length) return [];
  return keyframes.gops.map(({ wallMs }, at) => ({
    fromMs: wallMs,
    toMs: keyframes.gops[at + 1]?.wallMs ?? Date.parse(record.t1),
    payload: digests.gops[at]?.payload ?? '',
  }));
}
