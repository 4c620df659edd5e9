import { messageOf } from '../core/index.ts';

/** One thing the service cannot do without. */
export interface Need {
  readonly name: string;
  /** Rejects, or answers why not, when it is missing. */
  readonly check: () => Promise<string | undefined>;
}

export interface Missing {
  readonly name: string;
  /** For people; no credential. */
  readonly reason: string;
}

/** Every need is asked at once, each for `withinMs` at most, so that the answer comes while something hangs. */
export async function missingOf(needs: readonly Need[], withinMs = 2_000): Promise<Missing[]> {
  const reasons = await Promise.all(needs.map(({ check }) => reasonOf(check, withinMs)));
  return needs.flatMap(({ name }, i) => {
    const reason = reasons[i];
    return reason === undefined ? [] : [{ name, reason }];
  });
}

async function reasonOf(check: Need['check'], withinMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${withinMs} ms`), withinMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return messageOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** One need per role: that a worker of it is alive. */
export const workerNeeds = (
  roles: readonly string[],
  alive: () => Promise<readonly { readonly roles: readonly string[] }[]>,
): Need[] =>
  roles.map((role) => ({
    name: `worker:${role}`,
    check: async () => {
      const isThere = (await alive()).some((worker) => worker.roles.includes(role));
      return isThere ? undefined : 'no worker of this role is alive';
    },
  }));
