/**
 * `tile`: a file of hashes is missing, or is not what the leaves give. `bundle`: leaves are missing or unreadable. `root`: the
 * checkpoint has another root. `record`: a leaf is no record of this log. `chain`: a record does not stand behind the one before.
 * `catalogue`: the catalogue knows another place of a leaf, or none, or another end of a chain. `custody`: an event
 * of the custody log is missing, is not what its record says, or has none. `link`: the log does not continue the one before it.
 */
export type LogFault = 'tile' | 'bundle' | 'root' | 'record' | 'chain' | 'catalogue' | 'custody' | 'link';

/** One thing that is not as the log says. */
export interface LogFinding {
  readonly fault: LogFault;
  /** Index of the leaf. */
  readonly leaf?: number;
  readonly chain?: string;
  readonly seq?: number;
  /** Below the folder of the log. */
  readonly path?: string;
  readonly says: string;
}
