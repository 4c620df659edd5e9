import { type Clock, dayMs } from '../core/index.ts';
import { openCheckpoint, type VerifierKey } from '../log/index.ts';
import { type HeadLetter, headEvent, headLetter } from './head-letter.ts';

/** What is written to the outbox of mail and webhook. */
export interface HeadPost {
  readonly letter: HeadLetter;
  readonly event: HeadLetter;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface HeadOutbox {
  /**
   * Writes the letter to its receivers and the event to the webhook, unless that was done after `sinceMs`, or the log is younger:
   * one process after another. Answers how many.
   */
  post(post: HeadPost, at: { readonly sinceMs: number; readonly nowMs: number }): Promise<number>;
}

export interface PostHeadsDeps {
  /** The stored checkpoint; `undefined`: nothing is sealed. */
  readonly note: () => Promise<Uint8Array | undefined>;
  /** By which the log is checked; `undefined` where it is not known. */
  readonly key: () => Promise<VerifierKey | undefined>;
  readonly witnessKeys: readonly VerifierKey[];
  readonly outbox: HeadOutbox;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Sends the newest checkpoint to those who keep it, once a day; how many. Errors: those of store, catalogue and checkpoint. */
export async function postHeads({ note, key, witnessKeys, outbox, clock }: PostHeadsDeps): Promise<number> {
  const [bytes, logKey] = [await note(), await key()];
  if (!bytes || !logKey) return 0;
  const head = { note: bytes, key: logKey, signed: openCheckpoint(bytes, logKey, witnessKeys) };
  const nowMs = clock.nowMs();
  const post = { letter: headLetter(head), event: headEvent(head) };
  return outbox.post(post, { sinceMs: nowMs - dayMs, nowMs });
}
