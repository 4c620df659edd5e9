/** How a checkpoint came to somebody outside: cosigned by enough witnesses, or taken by a mail server or the webhook. */
export type DepartureWay = 'witness' | 'mail' | 'webhook';

/** A checkpoint that left this service: nobody here can take it back. */
export interface Departure {
  readonly way: DepartureWay;
  /** Leaves of the log. */
  readonly size: number;
  readonly leftAtMs: number;
}

/** The newest departure by each way. Errors: `unavailable` `catalogue-unavailable`. */
export interface DepartureBook {
  /** Of a way that has no book of its own. */
  note(departure: Departure & { readonly way: 'witness' }): Promise<void>;
  newest(): Promise<Departure[]>;
}
