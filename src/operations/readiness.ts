import { AppError, type Log } from '../core/index.ts';
import { type Lack, type LackCode, lack, type Need, type NeedName } from './need.ts';

/** A need, and what is missing of it. */
export interface Standing {
  readonly name: NeedName;
  readonly lacks: readonly Lack[];
}

export interface UnmetNeed extends Lack {
  readonly name: NeedName;
}

const withinMs = 2_000;
/** Of what this process itself needs: that it does not answer is the lack. */
export const noAnswer = lack('no-answer', 'does not answer');
/** Of what others need: this process has no answer, and they may be well. */
export const notKnown = lack('not-known', 'cannot be determined now');

/** Our error codes in words for anyone. */
const words: Readonly<Record<string, Lack>> = {
  'store-denied': lack('store-denied', 'refuses our credentials'),
  'store-full': lack('store-full', 'is full'),
  'store-read-only': lack('store-read-only', 'is read-only'),
  'store-unsafe': lack('store-unsafe', 'replaces or alters objects'),
};

/** Errors whose message anyone may read: it holds ids of wards and stores, and counts. */
const plainCodes: readonly LackCode[] = ['ward-not-ours', 'store-not-ours'];

/**
 * Checks every need at once, each for two seconds at most, so that the answer comes while something hangs. `silent` is
 * what a check that fails otherwise means.
 */
export function standingOf(needs: readonly Need[], log: Log, silent: Lack = noAnswer): Promise<Standing[]> {
  return Promise.all(
    needs.map(async (need) => ({ name: need.name, lacks: await lacksOf(need, log, silent) })),
  );
}

export async function unmetNeeds(
  needs: readonly Need[],
  log: Log,
  silent: Lack = noAnswer,
): Promise<UnmetNeed[]> {
  const standings = await standingOf(needs, log, silent);
  return standings.flatMap(({ name, lacks }) => lacks.map((each) => ({ name, ...each })));
}

async function lacksOf({ name, check }: Need, log: Log, silent: Lack): Promise<readonly Lack[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Lack[]>((resolve) => {
    timer = setTimeout(() => resolve([silent]), withinMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    log.warn({ need: name, err: error }, 'something the service needs is missing');
    return [error instanceof AppError ? (lackOf(error) ?? silent) : silent];
  } finally {
    clearTimeout(timer);
  }
}

function lackOf({ code, message }: AppError): Lack | undefined {
  const plain = plainCodes.find((each) => each === code);
  return plain ? lack(plain, message) : words[code];
}
