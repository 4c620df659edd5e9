import type { Database } from '../../src/adapters/postgres/database.ts';
import { PostgresHeartbeatRepository } from '../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { AppError } from '../../src/core/index.ts';

/** Errors: `service-running` (conflict) while a worker of the catalogue lives. */
export async function refuseRunning(db: Database): Promise<void> {
  const alive = await new PostgresHeartbeatRepository(db).alive();
  if (alive.length > 0)
    throw new AppError(
      'conflict',
      'service-running',
      `the service runs (${alive.map(({ worker }) => worker).join(', ')}): stop it, and wait for 15 seconds`,
    );
}
