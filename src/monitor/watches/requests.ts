import { minuteMs } from '../../core/index.ts';
import type { EvidenceRecord } from '../../log/index.ts';
import type { Alarm, AlarmCode } from '../alarm.ts';
import { epochMs, type LogWatch, type WatchedLeaf } from './watch.ts';

type RecordOf<T extends EvidenceRecord['type']> = Extract<EvidenceRecord, { type: T }>;
type LookRecord = RecordOf<'acc'>;

/** What is remembered of a request. Times in milliseconds of Unix time. */
export interface WatchedRequest {
  readonly cams: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** From then on it opens nothing; absent before it opens anything. */
  readonly untilMs?: number;
  /** Cameras of which a playlist was given out. */
  readonly played: readonly string[];
  readonly ordered: readonly string[];
  readonly built: readonly string[];
}

/** A look is allowed by its time, and its record stands in line for the chain: the request may end meanwhile. */
const raceMs = minuteMs;
/** Of footage outside the request: it is served in whole GOPs. */
const gopMs = minuteMs;

/** Nobody looks at footage, and nothing is exported, but as a request that was open permits. */
export class RequestWatch implements LogWatch {
  constructor(readonly requests: Map<string, WatchedRequest>) {}

  follow({ leaf, record }: WatchedLeaf): Alarm[] {
    switch (record.type) {
      case 'req':
        this.requests.set(record.req, after(this.requests.get(record.req), record));
        return [];
      case 'acc':
        return this.looked(leaf, record);
      case 'ord':
        this.add(record.req, 'ordered', record.exp);
        return [];
      case 'exp':
        return record.act === 'build' ? this.built(leaf, record) : [];
      default:
        return [];
    }
  }

  /** Requests that ended that long ago are forgotten: whatever happens under one of them is not permitted. */
  forgetEndedBefore(atMs: number): void {
    for (const [id, { untilMs }] of this.requests)
      if (untilMs !== undefined && untilMs < atMs) this.requests.delete(id);
  }

  private looked(leaf: number, record: LookRecord): Alarm[] {
    const request = this.requests.get(record.req);
    const alarm = (code: AlarmCode, what: string): Alarm[] => [
      { code, leaf, says: `leaf ${leaf}: ${record.act} under ${record.req} at ${record.at}: ${what}` },
    ];
    switch (record.act) {
      case 'coverage':
      case 'downloaded':
        return [];
      case 'gops':
        return request?.played.includes(record.cam)
          ? []
          : alarm('footage-without-playlist', `no playlist of ${record.cam} was given out`);
      case 'download': {
        const refusal = refusalOf(request, { at: record.at, ...record.footage });
        if (refusal) return alarm('look-not-permitted', refusal);
        return request?.built.includes(record.exp)
          ? []
          : alarm('download-without-export', `${record.exp} was never built`);
      }
      default: {
        const refusal = refusalOf(request, record);
        if (refusal) return alarm('look-not-permitted', refusal);
        if (record.act === 'playlist') this.add(record.req, 'played', record.cam);
        return [];
      }
    }
  }

  private built(leaf: number, { req, exp }: { readonly req: string; readonly exp: string }): Alarm[] {
    const isOrdered = this.requests.get(req)?.ordered.includes(exp) ?? false;
    this.add(req, 'built', exp);
    if (isOrdered) return [];
    return [
      { code: 'export-without-order', leaf, says: `leaf ${leaf}: ${exp} was built, and ${req} ordered none` },
    ];
  }

  private add(id: string, list: 'played' | 'ordered' | 'built', name: string): void {
    const request = this.requests.get(id);
    if (request && !request[list].includes(name))
      this.requests.set(id, { ...request, [list]: [...request[list], name] });
  }
}

/** The request after one more of its records: once open, it is remembered to its end. */
function after(before: WatchedRequest | undefined, record: RecordOf<'req'>): WatchedRequest {
  const untilMs = isOpen(record) ? epochMs(record.until ?? record.at) : endedMs(before, record);
  return {
    cams: record.cams,
    fromMs: epochMs(record.t0),
    toMs: epochMs(record.t1),
    ...(untilMs !== undefined && { untilMs }),
    played: before?.played ?? [],
    ordered: before?.ordered ?? [],
    built: before?.built ?? [],
  };
}

/** Approved, or opened at once in an emergency. */
const isOpen = ({ state, until, emergency }: RecordOf<'req'>): boolean =>
  until !== undefined && (state === 'approved' || (state === 'submitted' && emergency !== undefined));

const endedMs = (before: WatchedRequest | undefined, { at }: RecordOf<'req'>): number | undefined =>
  before?.untilMs === undefined ? undefined : Math.min(before.untilMs, epochMs(at));

interface Look {
  readonly at: string;
  readonly cam?: string;
  readonly t0?: string;
  readonly t1?: string;
}

/** Why the request does not permit the look; `undefined` where it does. */
function refusalOf(request: WatchedRequest | undefined, { at, cam, t0, t1 }: Look): string | undefined {
  if (request?.untilMs === undefined) return 'the request was never open';
  if (epochMs(at) >= request.untilMs + raceMs) return 'the request was over';
  if (cam !== undefined && !request.cams.includes(cam)) return `${cam} is none of its cameras`;
  if (t0 !== undefined && epochMs(t0) < request.fromMs - gopMs)
    return 'it begins before the time of the request';
  if (t1 !== undefined && epochMs(t1) > request.toMs + gopMs) return 'it ends after the time of the request';
  return undefined;
}
