import type { Clock } from '../core/index.ts';
import type { ChangedKeys, NoteKey } from '../log/index.ts';
import type { KeyTurn } from './key-turn.ts';
import type { LogFolder } from './log-folder.ts';
import type { Outbox } from './outbox.ts';
import type { SignerMemory } from './signer-memory.ts';

export interface SignerDeps {
  readonly outbox: Outbox;
  readonly memory: SignerMemory;
  readonly folder: LogFolder;
  readonly key: NoteKey;
  /** Without it, the key never changes. */
  readonly turn?: KeyTurn;
  /** Origins of the logs that this one continues. */
  readonly earlier?: readonly string[];
  /** The change of the key with which this log begins, while it is opened. */
  readonly change?: ChangedKeys;
  /** Of the tags of pending records. */
  readonly statementKey: Uint8Array;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Records that become leaves together, 512 unless it is given: half a megabyte as a rule, 33 at most. */
  readonly batchSize?: number;
}
