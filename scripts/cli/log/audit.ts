import { setTimeout as delay } from 'node:timers/promises';
import { PostgresCataloguedCustody } from '../../../src/adapters/postgres/custody/catalogued-custody.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { type CataloguedCustody, type CataloguedLog, recheckLog } from '../../../src/log/index.ts';
import { withCatalogue } from '../catalogue.ts';
import { storedLogHere } from './opened.ts';
import { print } from './printed.ts';

interface AuditOptions {
  readonly json?: true;
  readonly withoutCatalogue?: true;
}

/** Prints each finding as it is found, and how many there are; the exit status is 1 when there is one. */
export const auditWhole = (options: AuditOptions): Promise<void> =>
  options.withoutCatalogue
    ? audit(options)
    : withCatalogue((db) => audit(options, markedLog(db), new PostgresCataloguedCustody(db)));

async function audit(
  { json }: AuditOptions,
  catalogue?: MarkedLog,
  custody?: CataloguedCustody,
): Promise<void> {
  const { checkpoint, read } = await storedLogHere();
  await catalogue?.marked(checkpoint.size);
  let findings = 0;
  for await (const finding of recheckLog(checkpoint, read, catalogue, custody)) {
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

const markedLog = (db: Database): MarkedLog =>
  Object.assign(new PostgresCataloguedLog(db), {
    marked: async (size: number) => {
      const outbox = new PostgresOutbox(db);
      for (let waitedMs = 0; waitedMs < markedWithinMs; waitedMs += 500) {
        if ((await outbox.sealedSize()) >= size) return;
        await delay(500);
      }
    },
  });
