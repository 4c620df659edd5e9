import type { Pool } from 'pg';

/** An event as its bytes say, read past the product's own code. */
export interface LoggedEvent {
  readonly id: string;
  readonly atMs: number;
  readonly actor?: string;
  readonly role: string;
  readonly event: string;
  readonly subject?: string;
  readonly requestId?: string;
  readonly cameraId?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** The custody log, oldest first; of one kind of event when it is named. */
export async function custodyOf(pool: Pool, event?: string): Promise<LoggedEvent[]> {
  const { rows } = await pool.query<{ body: string }>('select body from custody_event order by seq');
  const events = rows.map(({ body }) => JSON.parse(body) as LoggedEvent);
  return event === undefined ? events : events.filter((logged) => logged.event === event);
}
