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

/** Who opens the link is the administrator: it is shown on the terminal, and never in a journal. */
function firstAdminAdvice(url: string, token: string): string {
  // systemd.exec(5): set where our output goes to the journal, which others may read, and which is kept.
  if (process.env.JOURNAL_STREAM)
    return 'There is no administrator yet. `minhchung user add NAME admin "FULL NAME"` makes one.';
  return `There is no administrator yet. Open this link to make one, once, until the next start:
  ${url}/setup#${token}`;
}
