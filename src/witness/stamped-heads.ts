import { type Clock, hourMs } from '../core/index.ts';

/** An authority of time stamps (RFC 3161). */
export interface TimeStampAuthority {
  /**
   * A verified token over the bytes. Errors: `unavailable` `timestamp-unavailable`; `forbidden` `timestamp-refused`,
   * `timestamp-imprint-wrong`, `timestamp-nonce-wrong`, `timestamp-signature-wrong`, `timestamp-signer-untrusted`; `invalid`
   * `timestamp-malformed`.
   */
  stamp(bytes: Uint8Array): Promise<{ readonly token: Uint8Array; readonly atMs: number }>;
  /** When the authority saw the bytes. Errors: as above. */
  check(token: Uint8Array, bytes: Uint8Array): { readonly atMs: number };
}

/** The log whose checkpoints are stamped. */
export interface StampedLog {
  note(): Promise<Uint8Array | undefined>;
  /** Stores the token, and beside it the checkpoint as it was stamped. */
  keepStamp(note: Uint8Array, token: Uint8Array): Promise<void>;
}

export interface StampedHeadsDeps {
  readonly log: StampedLog;
  /** `undefined`: none is asked. */
  readonly authority: TimeStampAuthority | undefined;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** Has the stored checkpoint stamped with the time, as it stands there: once an hour, and when somebody waits for it. */
export class StampedHeads {
  private lastMs = Number.NEGATIVE_INFINITY;
  private stamped: Uint8Array | undefined;

  constructor(private readonly deps: StampedHeadsDeps) {}

  /** Errors: those of the authority and the store. */
  async stamp({ isAwaited }: { readonly isAwaited: boolean }): Promise<void> {
    const { log, authority, clock } = this.deps;
    if (!authority || (!isAwaited && clock.monotonicMs() - this.lastMs < hourMs)) return;
    const note = await log.note();
    if (!note || (this.stamped && Buffer.compare(note, this.stamped) === 0)) return;
    const { token } = await authority.stamp(note);
    await log.keepStamp(note, token);
    [this.lastMs, this.stamped] = [clock.monotonicMs(), note];
  }
}
