import { AppError, type Clock } from '../core/index.ts';
import { openChainEnd } from '../log/index.ts';
import { Kept } from './kept.ts';
import { openedByLog, refuseReplaced, type SignedLog } from './signed-log.ts';

/** A change that another process sealed is known after so long. */
const freshMs = 5_000;

interface ReadEnd {
  /** Number of the newest `req` that is a leaf; absent where there is none. */
  readonly req?: number;
  readonly readAtMs: number;
}

/** Which record of a request is its newest, as the signer said: a catalogue that was set back is older. */
export class SignedRequests {
  private readonly ends = new Kept<ReadEnd>(2_000);

  constructor(
    private readonly log: SignedLog,
    private readonly clock: Pick<Clock, 'monotonicMs'>,
  ) {}

  /**
   * Number of the newest `req` of the chain that is a leaf; `undefined` where none is. What was read a moment ago counts, unless
   * `mustBeNew`. Errors: those of the store, of `openChainEnd`, and of `refuseReplaced`.
   */
  async newest(chain: string, mustBeNew: boolean): Promise<number | undefined> {
    const known = this.ends.get(chain);
    const nowMs = this.clock.monotonicMs();
    if (known && !mustBeNew && nowMs - known.readAtMs < freshMs) return known.req;
    const req = await this.read(chain, mustBeNew);
    this.ends.set(chain, { readAtMs: nowMs, ...(req !== undefined && { req }) });
    return req;
  }

  private async read(chain: string, mustBeNew: boolean): Promise<number | undefined> {
    const key = await this.log.key(mustBeNew);
    // The ends of a log that another one continues stay what they were.
    if (key && mustBeNew) await refuseReplaced(this.log, key);
    const note = key && (await this.log.filesOf(key.name)(`chains/${chain}`));
    if (!note) return undefined;
    const { req } = await openedByLog(this.log, key, (each) => openChainEnd(note, each, chain));
    if (req !== undefined) return req;
    throw new AppError('invalid', 'chain-end-malformed', `the end of ${chain} does not name its newest req`);
  }
}
