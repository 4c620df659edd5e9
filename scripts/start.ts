import { join } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { readLogVerifier } from '../src/adapters/disk/log-key.ts';
import { messageOf } from '../src/core/index.ts';
import { keyFingerprint, type VerifierKey } from '../src/log/index.ts';
import { orEnd, readOptions } from './command-line/options.ts';
import { aborted } from './service/aborted.ts';
import { watchForInterruption } from './service/interruption.ts';
import { isWorthTelling } from './service/server-lines.ts';
import { type Service, startService } from './service/supervisor.ts';

/** `npm start`: the service, until Ctrl-C or SIGTERM. Logs go to stderr, messages for people to stdout. */

orEnd(() =>
  readOptions('npm start, without options: settings are environment variables (config/README.md)', {}),
);
const signal = watchForInterruption();
signal.addEventListener('abort', () => console.log('Stopping…'));

let isServing = false;
try {
  const { dataDir } = loadConfig();
  const service = await startService({
    dataDir,
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
  greet(service, await readLogVerifier(join(dataDir, 'keys')).catch(() => undefined));
  await aborted(signal);
  await service.stop();
} catch (error) {
  if (!signal.aborted) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

/** The fingerprint is to be kept on paper, apart from this machine. */
function greet({ url, otherUrls, setupToken }: Service, logKey?: VerifierKey): void {
  console.log(`Minh Chứng serves on ${url}`);
  for (const other of otherUrls) console.log(`  and on ${other}`);
  if (logKey) console.log(`Fingerprint of the evidence log: ${keyFingerprint(logKey)}`);
  if (setupToken) console.log('Back its keys up today, to another place: minhchung keys backup FILE');
  if (setupToken) console.log(firstAdminAdvice(url, setupToken));
  console.log('Ctrl-C drains and stops it.');
}

/** The link makes its user the admin, so it is shown on the terminal, and never in a journal. */
function firstAdminAdvice(url: string, token: string): string {
  // systemd.exec(5) sets this when output goes to the journal, which is stored and which others may read.
  if (process.env.JOURNAL_STREAM)
    return 'There is no admin yet. `minhchung user add NAME admin "FULL NAME"` creates one.';
  return `There is no admin yet. Open this link to create one; it works once, for 72 hours or until the next start:
  ${url}/setup#${token}`;
}
