import type { Database } from '../../src/adapters/postgres/database.ts';
import { AlteredFacts } from '../../src/adapters/postgres/proven/altered-facts.ts';
import { PostgresCheckedRequests } from '../../src/adapters/postgres/proven/checked-requests.ts';
import { type Clock, silentLog } from '../../src/core/index.ts';
import { NewestRequests, type SignedLog } from '../../src/proven/index.ts';
import { aScribe, statementKey } from './scribe.ts';

/** A log that was never signed: all its records wait. */
export const unsignedLog: SignedLog = { key: async () => undefined, filesOf: () => async () => undefined };

/** Compares requests with the records of `aScribe`, as a process just started. */
export const checkedRequestsIn = (db: Database, clock: Clock, log = unsignedLog): PostgresCheckedRequests =>
  new PostgresCheckedRequests(
    db,
    new NewestRequests({ log, statementKey, clock }),
    new AlteredFacts(db, clock, silentLog, aScribe(clock)),
  );
