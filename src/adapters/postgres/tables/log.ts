import type { Generated, GeneratedAlways } from 'kysely';

/** The evidence log: its chains, pending records, the leaves of sealed ones, and when a checkpoint left. */
export interface LogTables {
  evidence_log: { number: number; origin: string; begun_at_ms: number };
  log_chain: { no: GeneratedAlways<number>; name: string; seq: number; digest: Uint8Array };
  log_outbox: {
    id: GeneratedAlways<number>;
    chain: number;
    seq: number;
    body: Uint8Array;
    tag: Uint8Array;
    stated_at_ms: number;
  };
  adoption: { kind: 'camera' | 'hold' | 'stream'; subject: string; site_id: string; before_ms: number };
  log_leaf: { chain: number; seq: number; leaf: number; log: Generated<number> };
  altered_fact: { subject: string; seen_ms: number };
  log_sealed: { log: Generated<number>; size: number; sealed_at_ms: number };
  log_departure: { way: string; size: number; left_at_ms: number };
}
