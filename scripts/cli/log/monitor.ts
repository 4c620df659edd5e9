import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../../../src/adapters/disk/read-or-create.ts';
import { replaceFile } from '../../../src/adapters/disk/replaced-file.ts';
import { publishedLog } from '../../../src/adapters/published-log/published-log.ts';
import { AppError, invalid, systemClock } from '../../../src/core/index.ts';
import {
  type Checkpoint,
  formatVerifierKey,
  keyFingerprint,
  laterKey,
  logLinkIn,
  logNumberOf,
  openCheckpoint,
  originBeside,
  parseVerifierKey,
  type ReadTile,
  storedBundle,
  type VerifierKey,
} from '../../../src/log/index.ts';
import {
  type Alarm,
  behindMonitored,
  formatMonitorMemory,
  LogMonitor,
  type MonitorMemory,
  nothingMonitored,
  parseMonitorMemory,
} from '../../../src/monitor/index.ts';
import { print } from './printed.ts';

export interface MonitorOptions {
  readonly log: string;
  readonly key: string;
  readonly memory: string;
  readonly json?: true;
}

/** After one of these the log is not believed, and the memory stays as it was. */
const notBelieved = new Set(['rolled-back', 'forked', 'unreadable']);

/** Prints each alarm as it is found, and how far the log was followed; the exit status is 1 when there is an alarm. */
export async function monitorOnce({
  log,
  key: keyFile,
  memory: memoryFile,
  json,
}: MonitorOptions): Promise<void> {
  const key = parseVerifierKey((await readFile(keyFile, 'utf8')).trim());
  const read = filesOf(log);
  const note = await read('checkpoint');
  if (!note) throw new AppError('not-found', 'log-empty', `${log} has no checkpoint`);
  const checkpoint = await checkpointOf(note, key, read);
  const remembered = await memoryIn(memoryFile, checkpoint, read);
  const monitor = new LogMonitor(remembered);
  const alarms = [];
  for await (const alarm of monitor.catchUp(checkpoint, read)) {
    alarms.push(alarm.code);
    shown(alarm, json);
  }
  const next = await continuedBy(key, read);
  if (next) {
    alarms.push(next.code);
    shown(next, json);
  }
  const nowMs = systemClock.nowMs();
  const isBelieved = !alarms.some((code) => notBelieved.has(code));
  const memory = isBelieved ? monitor.memory(nowMs) : remembered;
  for (const alarm of monitor.silent(nowMs)) {
    alarms.push(alarm.code);
    shown(alarm, json);
  }
  if (isBelieved) await replaceFile(memoryFile, Buffer.from(formatMonitorMemory(memory)));
  print({ log: key.name, before: remembered.size, leaves: memory.size, alarms: alarms.length }, json);
  if (alarms.length > 0) process.exitCode = 1;
}

/** Errors: those of `openCheckpoint`; `conflict` `log-key-changed` where another key took the place of that one. */
async function checkpointOf(note: Uint8Array, key: VerifierKey, read: ReadTile): Promise<Checkpoint> {
  try {
    return openCheckpoint(note, key).checkpoint;
  } catch (error) {
    const later = await laterKey(key, read);
    if (!later) throw error;
    throw new AppError(
      'conflict',
      'log-key-changed',
      `--key: the key of the log was replaced at ${later.change.at}, under the signature of this one. Compare the fingerprint of the new key with paper (minhchung log key on its host): ${keyFingerprint(later.key)}. If it is the same, put this line into the file of --key: ${formatVerifierKey(later.key)}`,
    );
  }
}

function shown(alarm: { readonly code: string; readonly says: string }, json: true | undefined): void {
  if (json) print(alarm, json);
  else console.log(`${alarm.code}: ${alarm.says}`);
}

/** An address, or a folder with the files. */
const filesOf = (log: string): ReadTile =>
  /^https?:/i.test(log) ? publishedLog(log) : (path) => readIfThere(join(log, path));

/** A log that another one continues stays as it is, so that nothing new would be seen in it. */
async function continuedBy(key: VerifierKey, read: ReadTile): Promise<Alarm | undefined> {
  const later = await laterKey(key, read);
  if (!later || later.key.name === key.name) return undefined;
  const says = `${later.key.name} goes on behind this log: follow that one, by the key ${formatVerifierKey(later.key)}, whose fingerprint you compare with paper: ${keyFingerprint(later.key)}`;
  return { code: 'log-continued', says };
}

/**
 * What was seen of the log, or of the one that it continues. Errors: `invalid` `monitor-memory-damaged`, `monitor-of-another-log`;
 * `conflict` `monitor-behind` where the log before was not followed to its end.
 */
async function memoryIn(path: string, checkpoint: Checkpoint, read: ReadTile): Promise<MonitorMemory> {
  const { origin } = checkpoint;
  const text = await readIfThere(path);
  const memory = text ? parseMonitorMemory(text.toString('utf8')) : nothingMonitored(origin);
  if (memory.log === origin) return memory;
  if (originBeside(memory.log, logNumberOf(memory.log) + 1) === origin) {
    const link = logLinkIn((await storedBundle(0, checkpoint.size, read))[0]);
    if (link && link.size > memory.size)
      throw new AppError(
        'conflict',
        'monitor-behind',
        `--memory: ${memory.log} was followed to leaf ${memory.size}, and ended at ${link.size}: follow it to its end first`,
      );
    return behindMonitored(memory, origin);
  }
  throw invalid(
    'monitor-of-another-log',
    `--memory: ${path} is of ${memory.log}, and the key is of ${origin}`,
  );
}
