import { startHeart } from '../src/compose/heart.ts';
import { takeJobs } from '../src/compose/jobs.ts';
import type { Services } from '../src/compose/services.ts';
import { processorsOf, type WorkerRole } from '../src/jobs/index.ts';
import { startIngesting } from './roles/ingest.ts';
import { startMaintaining } from './roles/maintain.ts';
import { startRecording } from './roles/record.ts';
import type { RoleAtWork } from './roles/role.ts';
import { startSigning } from './roles/sign.ts';

const starts: Record<WorkerRole, (base: Services) => Promise<RoleAtWork>> = {
  record: startRecording,
  ingest: startIngesting,
  maintain: startMaintaining,
  sign: startSigning,
};

/**
 * Starts the roles and takes their jobs. `stop` drains: takes no new jobs, lets running ones end, stops the
 * roles.
 */
export async function startWorker(
  base: Services,
  roles: readonly WorkerRole[],
): Promise<{ stop(): Promise<void> }> {
  const atWork = await Promise.all(roles.map((role) => starts[role](base)));
  const processors = processorsOf(
    roles,
    atWork.flatMap((role) => role.processors),
  );
  const heart = startHeart(base, roles, () => atWork.find(({ tells }) => tells)?.tells?.() ?? {});
  const jobs = takeJobs(base, heart.counted(processors));
  return {
    stop: async () => {
      await Promise.all([jobs.close(), ...atWork.map((role) => role.drain?.())]);
      await Promise.all(atWork.map((role) => role.stop()));
      await heart.stop();
    },
  };
}
