import { dayMs, hourMs, minuteMs } from '../core/index.ts';
import type { Lack, NeedName } from './need.ts';
import type { Standing } from './readiness.ts';

/** A lack of a need, from the look that first saw it until it is over. */
export interface Trouble {
  readonly need: NeedName;
  readonly lack: Lack;
  /** The site that it concerns. */
  readonly site: string;
  readonly sinceMs: number;
  /** Since when it is not seen any more; absent while it is. */
  readonly calmSinceMs?: number;
  readonly mailedAtMs?: number;
  /** When it ended; absent until that is certain. It is kept for a day, in case it returns. */
  readonly overAtMs?: number;
  /** How often it came back within a day. */
  readonly returns: number;
}

/** All needs as one process of a site sees them. */
export interface NeedsLook {
  readonly site: string;
  readonly standings: readonly Standing[];
  readonly nowMs: number;
}

/** What a look changes, and what it must tell. */
export interface TroubleStep {
  readonly kept: readonly Trouble[];
  readonly lasting: readonly Trouble[];
  readonly over: readonly Trouble[];
}

const lastsMs = 5 * minuteMs;
const longestCalmMs = 6 * hourMs;
const forgottenMs = dayMs;

/**
 * A trouble is told once when it lasts for five minutes, and once when it is over: when nobody has seen it for five
 * minutes. Each return within a day doubles that time, up to six hours: one that comes and goes is told a few times and
 * then counts as one. What cannot be determined neither lasts nor ends what was seen before.
 */
export function troublesAfter(known: readonly Trouble[], look: NeedsLook): TroubleStep {
  const before = new Map(known.map((trouble) => [keyOf(trouble), trouble]));
  const seen = seenIn(look).map((fresh) => seenAgain(before.get(keyOf(fresh)), fresh, look.nowMs));
  const keys = new Set(seen.map(keyOf));
  const blind = new Set(look.standings.filter(isUnknown).map(({ name }) => name));
  const unseen = known.filter((trouble) => !keys.has(keyOf(trouble)));
  const away = unseen.map((each) => (blind.has(each.need) ? each : notSeen(each, look.nowMs)));
  const lasting = seen.filter(isToTell(look.nowMs)).map((each) => ({ ...each, mailedAtMs: look.nowMs }));
  const told = new Set(lasting.map(keyOf));
  return {
    kept: [...seen.filter((each) => !told.has(keyOf(each))), ...lasting, ...away.flatMap(kept(look.nowMs))],
    lasting,
    over: away.filter((each, i) => isTold(each) && each.overAtMs !== unseen[i]?.overAtMs),
  };
}

/** Whether a process of that site sees the trouble: what it needs itself, and workers of every site. */
export const isSeenFrom = ({ need, site }: Trouble, own: string): boolean =>
  site === own || need.startsWith('worker:');

const keyOf = ({ need, lack, site }: Trouble): string => [need, lack.code, site].join(' ');
const isUnknown = ({ lacks }: Standing): boolean => lacks.some(({ code }) => code === 'not-known');
const isTold = ({ mailedAtMs }: Trouble): boolean => mailedAtMs !== undefined;

const seenIn = ({ standings, site, nowMs }: NeedsLook): Trouble[] =>
  standings.flatMap(({ name, lacks }) =>
    lacks.map((lack) => ({ need: name, lack, site: lack.site ?? site, sinceMs: nowMs, returns: 0 })),
  );

/** A clock that was set back makes no trouble younger than now. */
function seenAgain(before: Trouble | undefined, fresh: Trouble, nowMs: number): Trouble {
  if (!before) return fresh;
  if (before.overAtMs !== undefined) return { ...fresh, returns: before.returns + 1 };
  const { calmSinceMs: _, ...open } = before;
  return { ...open, lack: fresh.lack, sinceMs: Math.min(before.sinceMs, nowMs) };
}

const isToTell =
  (nowMs: number) =>
  (trouble: Trouble): boolean =>
    !isTold(trouble) && nowMs - trouble.sinceMs >= lastsMs;

function notSeen(trouble: Trouble, nowMs: number): Trouble {
  if (trouble.overAtMs !== undefined) return trouble;
  const calmSinceMs = Math.min(trouble.calmSinceMs ?? nowMs, nowMs);
  const calmMs = Math.min(longestCalmMs, lastsMs * 2 ** trouble.returns);
  return { ...trouble, calmSinceMs, ...(nowMs - calmSinceMs >= calmMs && { overAtMs: calmSinceMs }) };
}

/** One that was never told is forgotten when it ends, unless it is a return. */
const kept =
  (nowMs: number) =>
  (trouble: Trouble): Trouble[] => {
    const { overAtMs, returns } = trouble;
    if (overAtMs === undefined) return [trouble];
    const isForgotten = nowMs - overAtMs >= forgottenMs || (!isTold(trouble) && returns === 0);
    return isForgotten ? [] : [trouble];
  };
