import type { Config } from '../../../config/load.ts';
import {
  readLogKey,
  readLogVerifier,
  readOtherVerifiers,
  readReplacedVerifiers,
} from '../../../src/adapters/disk/log-key.ts';
import { DiskKeyTurn, makeNextLogKey, readNextLogKey } from '../../../src/adapters/disk/log-key-turn.ts';
import type { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { advanceChains } from '../../../src/adapters/postgres/log/advance-chains.ts';
import { beginLog, stateNextLog } from '../../../src/adapters/postgres/log/evidence-logs.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { composeKeys, keyFolderOf } from '../../../src/compose/keys.ts';
import { readLogPolicy } from '../../../src/compose/witnesses.ts';
import { AppError, notFound, systemClock } from '../../../src/core/index.ts';
import {
  type Checkpoint,
  formatVerifierKey,
  keyFingerprint,
  logNumberOf,
  type NoteKey,
  originBeside,
} from '../../../src/log/index.ts';
import {
  isMemoryOf,
  LogFolder,
  openNextLog,
  rebuiltMemory,
  refuseSharedKey,
} from '../../../src/signer/index.ts';
import { withScribe } from '../stated-catalogue.ts';
import { isNewestForWitnesses } from './asked-witnesses.ts';
import { markEnded } from './ended-logs.ts';
import { refuseWithoutHead } from './kept-head.ts';
import { refuseSetBack, withSignerMemory } from './lost-memory.ts';
import { openedLogs, type StoredLog, storeHere } from './opened.ts';
import { print } from './printed.ts';

/**
 * Ends the log where it is stored, and opens the next one behind it, under another key that the key of before has signed: where the memory
 * of the signer is lost, and no witness can say whether the stored log is the newest. `head`: a line that somebody kept, which the log must
 * contain. May be run again after a crash. Errors: those of `refuseWithoutHead`;
 * `log-key-missing` (not-found); `log-memory-there`, `log-witnessed`, `log-key-waits`, `log-memory-lost`, `log-differs` (conflict); those of
 * witnesses, memory, store and catalogue.
 */
export async function openNextHere(db: Database, config: Config, head?: string): Promise<void> {
  const keyFolder = keyFolderOf(config.dataDir);
  const old = await ownKeyIn(keyFolder);
  const number = logNumberOf(old.verifier.name) + 1;
  const origin = originBeside(old.verifier.name, number);
  const known = [...(await readReplacedVerifiers(keyFolder)), await readLogVerifier(keyFolder), old.verifier];
  const logs = await openedLogs(
    known.filter((key) => key !== undefined),
    number - 1,
  );
  const last = logs.at(-1);
  if (!last) throw new TypeError('a log ends before the next one begins');
  if (head !== undefined) await refuseWithoutHead(head, logs);
  await withSignerMemory(config, async (memory) => {
    if (!(await isUnderWay(keyFolder, origin))) await refuseNeedless(db, config, { memory, last });
    const next = await nextKey(keyFolder, origin, old);
    const ended = await rebuiltMemory(logs);
    await markEnded(db, logs);
    await advanceChains(db, ended.ends);
    await beginLog(db, { number, origin, begunAtMs: systemClock.nowMs() });
    const store = await storeHere();
    const keys = { old, next };
    await withScribe(db, config, async ({ scribe }) =>
      openNextLog({
        ...{ ended, memory, keys, clock: systemClock },
        before: new LogFolder(store, old.verifier.name),
        folder: new LogFolder(store, origin),
        earlier: logs.map(({ checkpoint }) => checkpoint.origin),
        outbox: new PostgresOutbox(db, number),
        turn: new DiskKeyTurn(keyFolder),
        statementKey: await composeKeys(config.dataDir, db, systemClock)('statement'),
        state: () => stateNextLog(db, scribe, { number, ended: last.checkpoint, keys }),
      }),
    );
    tell(last.checkpoint, next);
  });
}

function tell({ origin, size, root }: Checkpoint, { verifier }: NoteKey): void {
  print(
    {
      ended: origin,
      leaves: size,
      root: Buffer.from(root).toString('base64'),
      opened: verifier.name,
      key: formatVerifierKey(verifier),
      fingerprint: keyFingerprint(verifier),
    },
    undefined,
  );
  console.log(afterOpening);
}

/** What a person has to do then. */
const afterOpening = `Compare with the newest head on paper (minhchung log head, mail): if it names more leaves, the stored log was set back.
The log before stays where it is, and proves what is sealed in it. Who verifies an export reads that the log was opened anew.
Print the new fingerprint beside the one of before, and give it to whoever has that.
- on this host: minhchung keys backup FILE, which replaces the backup of before
- on every further host of the service: minhchung keys restore FILE --replace
- each witness, and whoever runs minhchung log monitor: the new key, and the new name of the log`;

async function ownKeyIn(keyFolder: string): Promise<NoteKey> {
  const key = await readLogKey(keyFolder);
  if (key) return key;
  throw notFound(
    'log-key-missing',
    'the key of the log (log-signer) is not here, and it has to sign its successor: bring it back (minhchung keys restore FILE)',
  );
}

const isUnderWay = async (keyFolder: string, origin: string): Promise<boolean> =>
  (await readNextLogKey(keyFolder))?.verifier.name === origin;

/** Errors: `conflict` `log-memory-there`, `log-witnessed`; those of `refuseSetBack` and the witnesses. */
async function refuseNeedless(
  db: Database,
  config: Config,
  { memory, last }: { readonly memory: DiskSignerMemory; readonly last: StoredLog },
): Promise<void> {
  const remembered = await memory.recall();
  const { size, origin } = last.checkpoint;
  if (isMemoryOf(remembered, origin) && remembered.head.size >= size)
    throw new AppError(
      'conflict',
      'log-memory-there',
      `the memory of the signer is here, up to leaf ${remembered.head.size}: no log has to be opened (minhchung log continue)`,
    );
  await refuseSetBack(db, last.checkpoint);
  const policy = await readLogPolicy(config);
  if (policy && (await isNewestForWitnesses(policy, last)))
    throw new AppError(
      'conflict',
      'log-witnessed',
      'witnesses say that the stored log is the newest: minhchung log continue --memory-lost goes on with it',
    );
}

/** Errors: `conflict` `log-key-waits` where a change of the key was begun; `log-key-refused`. */
async function nextKey(keyFolder: string, origin: string, old: NoteKey): Promise<NoteKey> {
  const next = await makeNextLogKey(keyFolder, origin);
  if (next.verifier.name !== origin)
    throw new AppError(
      'conflict',
      'log-key-waits',
      'a change of the key waits (minhchung log rotate): remove keys/log-signer.next, which has signed nothing yet',
    );
  refuseSharedKey(next, origin, [old.verifier, ...(await readOtherVerifiers(keyFolder))]);
  return next;
}
