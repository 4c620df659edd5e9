import { AppError, type Log } from '../core/index.ts';

/** One thing the service cannot do without, or not do well. */
export interface Need {
  readonly name: string;
  /** Answers, in words that anyone may read, what is missing; rejects when that cannot be determined. */
  readonly check: () => Promise<string | undefined>;
}

export interface UnmetNeed {
  readonly name: string;
  /** In our own words: of an error that was thrown only the log tells. */
  readonly reason: string;
}

const withinMs = 2_000;
const noAnswer = 'does not answer';

/** Errors whose message anyone may read: it holds ids of stores and counts. */
const plainCodes: readonly string[] = ['store-not-ours'];

/** Our error codes in words for anyone. */
const words: Readonly<Record<string, string>> = {
  'store-denied': 'refuses our credentials',
  'store-full': 'is full',
  'store-read-only': 'is read-only',
  'store-unsafe': 'replaces or alters objects',
};

/** Checks every need at once, each for two seconds at most, so that the answer comes while something hangs. */
export async function unmetNeeds(needs: readonly Need[], log: Log): Promise<UnmetNeed[]> {
  const reasons = await Promise.all(needs.map((need) => reasonOf(need, log)));
  return needs.flatMap(({ name }, i) => {
    const reason = reasons[i];
    return reason === undefined ? [] : [{ name, reason }];
  });
}

async function reasonOf({ name, check }: Need, log: Log): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(noAnswer), withinMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    log.warn({ need: name, err: error }, 'something the service needs is missing');
    return error instanceof AppError ? wordsOf(error) : noAnswer;
  } finally {
    clearTimeout(timer);
  }
}

const wordsOf = ({ code, message }: AppError): string =>
  plainCodes.includes(code) ? message : (words[code] ?? noAnswer);
