import { setTimeout as delay } from 'node:timers/promises';
import { PostgresCataloguedCustody } from '../../../src/adapters/postgres/custody/catalogued-custody.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import {
  type CataloguedLog,
  ChainAudit,
  type ChainEnd,
  logNumberOf,
  recheckLog,
} from '../../../src/log/index.ts';
import { withCatalogue } from '../catalogue.ts';
import { type StoredLog, storedLogsHere } from './opened.ts';
import { print } from './printed.ts';

interface AuditOptions {
  readonly json?: true;
  readonly withoutCatalogue?: true;
}

/** Prints each finding as it is found, and how many there are; the exit status is 1 when there is one. */
export const auditWhole = (options: AuditOptions): Promise<void> =>
  options.withoutCatalogue ? audit(options) : withCatalogue((db) => audit(options, db));

/** All logs of the ward, the first one first: chains go on from one to the next. */
async function audit(options: AuditOptions, db?: Database): Promise<void> {
  const logs = await storedLogsHere();
  let ends = new Map<string, ChainEnd>();
  for (const [at, log] of logs.entries()) {
    const before = logs.slice(0, at).map(({ checkpoint }) => checkpoint);
    const chains = new ChainAudit(log.checkpoint.origin, ends, before);
    await auditOne(options, { ...log, chains, isNewest: at === logs.length - 1 }, db);
    ends = chains.ends;
  }
}

interface AuditedLog extends StoredLog {
  readonly chains: ChainAudit;
  readonly isNewest: boolean;
}

async function auditOne(
  { json }: AuditOptions,
  { checkpoint, read, chains, isNewest }: AuditedLog,
  db: Database | undefined,
): Promise<void> {
  const number = logNumberOf(checkpoint.origin);
  const catalogue = db && markedLog(db, number);
  const custody = db && new PostgresCataloguedCustody(db, number);
  // Events without records are told once.
  const told = custody && (isNewest ? custody : Object.assign(custody, { unrecorded: async () => [] }));
  await catalogue?.marked(checkpoint.size);
  let findings = 0;
  for await (const finding of recheckLog(checkpoint, read, catalogue, told, chains)) {
    findings += 1;
    if (json) print(finding, json);
    else console.log(finding.says);
  }
  print(
    {
      log: checkpoint.origin,
      leaves: checkpoint.size,
      catalogue: catalogue ? 'compared' : 'not compared',
      findings,
    },
    json,
  );
  if (findings > 0) process.exitCode = 1;
}

/** A catalogue that marks the newest leaves just after their checkpoint is stored. */
interface MarkedLog extends CataloguedLog {
  /** Resolves when it has, or should have long ago. */
  marked(size: number): Promise<void>;
}

const markedWithinMs = 30_000;

const markedLog = (db: Database, number: number): MarkedLog =>
  Object.assign(new PostgresCataloguedLog(db, number), {
    marked: async (size: number) => {
      const outbox = new PostgresOutbox(db, number);
      for (let waitedMs = 0; waitedMs < markedWithinMs; waitedMs += 500) {
        if ((await outbox.sealedSize()) >= size) return;
        await delay(500);
      }
    },
  });
