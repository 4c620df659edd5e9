/**
 * `rolled-back`, `forked`: the log is not the one seen before, continued. `unreadable`: files of it are missing or malformed.
 * `record`, `chain`: a leaf is no record of this log, or does not stand behind the one before. `silent`: a site states nothing.
 * The others are acts that no record permits, and what a person should know of: see the page of the room.
 */
export type AlarmCode =
  | 'rolled-back'
  | 'forked'
  | 'unreadable'
  | 'record'
  | 'chain'
  | 'look-not-permitted'
  | 'footage-without-playlist'
  | 'export-without-order'
  | 'download-without-export'
  | 'deleted-under-hold'
  | 'stored-object-differs'
  | 'clock-doubted'
  | 'key-changed'
  | 'older-log-linked'
  | 'log-opened-anew'
  | 'link-differs'
  | 'log-continued'
  | 'silent';

/** One thing that an auditor should look at. */
export interface Alarm {
  readonly code: AlarmCode;
  /** Index of the leaf that tells of it. */
  readonly leaf?: number;
  readonly says: string;
}
