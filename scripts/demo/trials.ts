import type { OpeningNight } from './acts.ts';
import { type Expired, expire } from './expire.ts';
import { type RefusedRow, refuseMistakes } from './import.ts';
import type { Narrator } from './narrator.ts';
import type { Stage } from './stage.ts';
import { type FoundByName, findByName } from './ward-map.ts';

/** What `--check` tries besides playing, each in one narrated line. */
export const seeMistakes = (
  { cast, enrolled: [camera] }: OpeningNight,
  narrator: Narrator,
): Promise<RefusedRow[]> =>
  narrator.step(
    'a CSV with mistakes is refused in its dry run',
    async () => (camera ? refuseMistakes(cast.technician, camera.facts) : []),
    (rows) => rows.map(({ line, columns }) => `line ${line}: ${columns.join(', ')}`).join('; '),
  );

export const seeMap = ({ cast }: OpeningNight, narrator: Narrator): Promise<FoundByName> =>
  narrator.step(
    'found by name',
    () => findByName(cast.officer, 'cho cam thinh'),
    ({ name, cameras }) => `${name}, with ${cameras} cameras around it`,
  );

export const seeExpiry = (stage: Stage, night: OpeningNight, narrator: Narrator): Promise<Expired> =>
  narrator.step('expired by a policy', () => expire(stage, night), expiredInWords);

function expiredInWords({ camera, receipt, refusal, segmentsLeft }: Expired): string {
  const { segments, objects, sizeBytes, keysSha256 } = receipt;
  const gone = `${segments} segments of ${camera}, ${objects} objects, ${(sizeBytes / 1e6).toFixed(1)} MB`;
  const proof = `gone from look-up, catalogue and store; receipt ${keysSha256.slice(0, 12)}…`;
  return `${gone}, ${proof}; a still is refused (${refusal}); ${segmentsLeft} younger segments stay`;
}
