import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load.ts';
import { openServices } from '../src/compose/services.ts';
import { endUnstarted } from '../src/compose/unstarted.ts';
import { invalid } from '../src/core/index.ts';
import { jobTable, type WorkerRole } from '../src/jobs/index.ts';
import { startWorker } from './worker.ts';

const known = new Set<string>(Object.values(jobTable).map((job) => job.role));
/** What holds the key of the evidence log does nothing else. */
const alone = 'sign';

/** Parses `--roles record,ingest,maintain`. Without it: all roles but `sign`, which is a process of its own. */
function rolesOf(args: string[]): WorkerRole[] {
  const { values } = parseArgs({ args, options: { roles: { type: 'string' } } });
  const roles = values.roles?.split(',') ?? [...known].filter((role) => role !== alone);
  if (roles.includes(alone) && roles.length > 1)
    throw invalid('role-not-alone', '--roles: sign is a process of its own', 'roles');
  const unknown = roles.find((role) => !known.has(role));
  if (unknown !== undefined) throw invalid('unknown-role', `--roles: there is no role ${unknown}`, 'roles');
  return roles as WorkerRole[];
}

async function main(): Promise<void> {
  const roles = rolesOf(process.argv.slice(2));
  const needsStore = roles.some((role) => role !== 'record');
  const base = await openServices(loadConfig(), roles.join('+'), { needsStore });
  const worker = await startWorker(base, roles);
  const stop = async () => {
    await worker.stop();
    await base.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ ready: 'worker', roles })}\n`);
}

main().catch(endUnstarted);
