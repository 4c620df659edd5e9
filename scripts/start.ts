import { loadConfig } from '../config/load.ts';
import { AppError } from '../src/core/index.ts';
import { aborted } from './service/aborted.ts';
import { onOrphaned } from './service/orphaned.ts';
import { isWorthTelling } from './service/server-lines.ts';
import { type Service, startService } from './service/supervisor.ts';

/** `npm start`: the service, until Ctrl-C or SIGTERM. Logs go to stderr, what a person needs to stdout. */

const abandoned = new AbortController();
const { signal } = abandoned;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => abandoned.abort(name));
onOrphaned(() => abandoned.abort('orphaned'));

let isServing = false;
try {
  const service = await startService({
    dataDir: loadConfig().dataDir,
    env: process.env,
    onLine: (name, line) => {
      if (isWorthTelling(name, line)) console.error(line.startsWith('{') ? line : `${name}: ${line}`);
    },
    // A restarted api makes the earlier link invalid and offers a new one.
    onApiReady: ({ url, setupToken }) => {
      if (isServing && setupToken) console.log(firstAdminAdvice(url ?? '', setupToken));
    },
    signal,
  });
  isServing = true;
  greet(service);
  await aborted(signal);
  console.log('Stopping…');
  await service.stop();
} catch (error) {
  if (!signal.aborted) {
    console.error(error instanceof AppError ? error.message : error);
    process.exitCode = 1;
  }
}

function greet({ url, setupToken }: Service): void {
  console.log(`Minh Chứng serves on ${url}`);
  if (setupToken) console.log(firstAdminAdvice(url, setupToken));
  console.log('Ctrl-C drains and stops it.');
}

function firstAdminAdvice(url: string, token: string): string {
  const admin = JSON.stringify({ token, name: 'admin', fullName: 'YOUR NAME', password: 'YOUR PASSWORD' });
  return `There is no administrator yet. Make one, once, until the next start:
  curl ${url}/api/first-admin -H 'content-type: application/json' -d '${admin}'`;
}
