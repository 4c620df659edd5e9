import { unavailable } from '../../src/core/index.ts';
import { type ChildSpec, startChild } from './child.ts';
import { tail } from './tail.ts';

type OnceSpec = Pick<ChildSpec<never>, 'name' | 'command' | 'env' | 'privileges' | 'onLine'>;

/**
 * Runs a command to its end.
 * @throws AppError `unavailable` / `command-failed` with its last lines, when its exit status is not 0
 */
export async function runOnce(spec: OnceSpec): Promise<void> {
  const lastLines = tail(20);
  const onLine = (line: string) => {
    lastLines.push(line);
    spec.onLine(line);
  };
  const never = () => undefined;
  const child = startChild<never>({ ...spec, ...mortal, readyFrom: never, onLine });
  const how = await child.exited;
  if (how === 'exit status 0') return;
  throw unavailable('command-failed', `${spec.name} failed (${how})\n${lastLines.text()}`);
}

const mortal = { deathSignal: 'KILL', stopSignal: 'SIGTERM', stopWithinMs: 5_000 } as const;
