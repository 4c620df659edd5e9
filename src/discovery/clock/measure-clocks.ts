import type { Camera, CameraClockBook, CameraRepository } from '../../camera/index.ts';
import { type Clock, inParallel, type SiteId } from '../../core/index.ts';
import type { CameraDirectory } from '../camera-directory.ts';
import { dueClocks } from './due-clocks.ts';

export interface MeasureDeps {
  readonly directory: Pick<CameraDirectory, 'readClock'>;
  readonly cameras: Pick<CameraRepository, 'list'>;
  readonly clocks: CameraClockBook;
  readonly clock: Clock;
}

/** Each may take 20 seconds when it is away. */
const askedAtOnce = 4;

/** Measures the clocks that are due at the site, and answers how many. Errors: `unavailable` `catalogue-unavailable`. */
export async function measureClocks(deps: MeasureDeps, siteId: SiteId): Promise<number> {
  const { cameras, clocks, clock } = deps;
  const here = (await cameras.list()).filter(({ camera }) => camera.siteId === siteId);
  const due = dueClocks(here, await clocks.tries(siteId), clock.nowMs());
  await inParallel(askedAtOnce, due, ({ camera }) => measureClock(deps, camera));
  return due.length;
}

/** A camera that is away has its try kept, too, so that it does not come before the others each time. */
async function measureClock(
  { directory, clocks, clock }: MeasureDeps,
  { id, onvifUrl, address }: Camera,
): Promise<void> {
  const answer = await directory.readClock({
    xaddrs: onvifUrl === undefined ? [] : [onvifUrl],
    ...(address !== undefined && { address }),
  });
  await clocks.keep(id, answer, clock.nowMs());
}
