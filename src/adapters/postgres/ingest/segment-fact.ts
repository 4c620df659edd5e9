import { formatInstant } from '../../../core/index.ts';
import type { CataloguedSegment } from '../../../ingest/index.ts';
import { segmentKeys } from '../../../objects/index.ts';
import { statedClock } from '../camera/clock-rows.ts';
import type { SegmentFact } from './segment-members.ts';
import type { SegmentStanding } from './segment-standing.ts';

/** What the record of a segment says: of its file, its run, and what the catalogue knows when its row is committed. */
export function segmentFact(segment: CataloguedSegment, standing: SegmentStanding): SegmentFact {
  const { run, closed, media } = segment;
  const { role, ward, place, cameraRevision, clock, late } = standing;
  const dev = statedDevice(standing.device);
  return {
    type: 'seg',
    cam: run.cameraId,
    stream: role,
    run: run.id,
    obj: segment.objectKey,
    ...(segment.versionId !== undefined && { ver: segment.versionId }),
    bytes: segment.sizeBytes,
    sha256: segment.sha256,
    t0: formatInstant(closed.startMs),
    t1: formatInstant(closed.endMs),
    media_ms: Math.max(0, Math.round(closed.mediaToMs - closed.mediaFromMs)),
    frames: media.frames,
    keys: media.keyframes,
    pts0: media.firstTicks,
    pts1: media.endTicks,
    timescale: media.timescale,
    codec: media.codecString,
    w: segment.width,
    h: segment.height,
    params: media.parameterSetsSha256,
    cam_clk: statedClock(clock),
    ...(dev && { dev }),
    loc: {
      ...(place && { lat: place.lat.toFixed(6), lon: place.lon.toFixed(6) }),
      ...(ward !== undefined && { ward }),
      rev: cameraRevision,
    },
    oms: media.isSigned ? 'present' : 'none',
    idx: { key: segmentKeys({ ...run, startMs: closed.startMs }).index, sha256: segment.indexSha256 },
    ...(closed.end !== undefined && { end: closed.end }),
    ...(late && { late }),
  };
}

/** A camera may say anything: what no record can hold is left out, and the segment is stated without it. */
function statedDevice({ endpoint, mac, serial, firmware }: SegmentStanding['device']): SegmentFact['dev'] {
  const members = [
    ['epr', endpoint, isName],
    ['mac', mac, isName],
    ['serial', serial, isLine],
    ['fw', firmware, isLine],
  ] as const;
  const stated = members.filter(([, value, fits]) => value !== undefined && fits(value));
  return stated.length === 0 ? undefined : (Object.fromEntries(stated) as SegmentFact['dev']);
}

const isName = (value: string): boolean => /^[\u0021-\u007e]{1,512}$/.test(value);
const isLine = (value: string): boolean => /^[^\p{Cc}\p{Cs}]{1,512}$/u.test(value);
