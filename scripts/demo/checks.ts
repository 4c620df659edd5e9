import { type Expired, expire } from './expire.ts';
import { type RefusedRow, refuseMistakes } from './import.ts';
import type { Progress } from './progress.ts';
import type { Demo } from './start-demo.ts';
import type { EnrolledWard } from './steps.ts';
import { type FoundByName, findByName } from './ward-map.ts';
import { type NamedFault, nameWrongStream } from './wrong-stream.ts';

/** `--check` runs these besides playback; each prints one line of progress. */
export const checkMistakes = (
  { people, cameras: [camera] }: EnrolledWard,
  progress: Progress,
): Promise<RefusedRow[]> =>
  progress.step(
    'a CSV with mistakes is refused in its dry run',
    async () => (camera ? refuseMistakes(people.technician, camera.facts) : []),
    (rows) => rows.map(({ line, columns }) => `line ${line}: ${columns.join(', ')}`).join('; '),
  );

export const checkMap = ({ people }: EnrolledWard, progress: Progress): Promise<FoundByName> =>
  progress.step(
    'found by name',
    () => findByName(people.officer, 'cho cam thinh'),
    ({ name, cameras }) => `${name}, with ${cameras} cameras around it`,
  );

export const checkWrongStream = (
  demo: Demo,
  enrolled: EnrolledWard,
  progress: Progress,
): Promise<NamedFault> =>
  progress.step(
    'a camera with the wrong kind of stream is named as such',
    () => nameWrongStream(demo, enrolled),
    ({ camera, reason, code, message }) => `${camera}: ${reason}, ${code}: ${message}`,
  );

export const checkExpiry = (demo: Demo, enrolled: EnrolledWard, progress: Progress): Promise<Expired> =>
  progress.step('expired by a policy', () => expire(demo, enrolled), expiredInWords);

function expiredInWords({ camera, receipt, refusal, segmentsLeft, tooShort, waitedMs }: Expired): string {
  const { segments, objects, sizeBytes, keysSha256 } = receipt;
  const gone = `${segments} segments of ${camera}, ${objects} objects, ${(sizeBytes / 1e6).toFixed(1)} MB`;
  const proof = `gone from look-up, catalogue and store; receipt ${keysSha256.slice(0, 12)}…`;
  const before = `10 s are refused (${tooShort}), 45 s counted after ${waitedMs / 1_000} s`;
  return `${before}; ${gone}, ${proof}; a still is refused (${refusal}); ${segmentsLeft} younger segments stay`;
}
