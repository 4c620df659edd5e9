import type { FoundCamera } from '../../../discovery/index.ts';

const maxFound = 1_024;
const maxXaddrs = 16;

/** Results of one probe: a camera answers each probe, and once per network interface (quirk 3). */
export class FoundCameras {
  private readonly found: FoundCamera[] = [];
  private readonly onFound: (found: FoundCamera) => void;

  constructor(onFound: (found: FoundCamera) => void) {
    this.onFound = onFound;
  }

  /** Tells of a camera when it is first heard; later answers only add to it. */
  add(next: FoundCamera): void {
    const known = this.found.findIndex((found) => isSameDevice(found, next));
    const before = this.found[known];
    if (before) this.found[known] = merged(before, next);
    else if (this.found.length < maxFound) {
      this.found.push(next);
      this.onFound(next);
    }
  }

  list(): FoundCamera[] {
    return [...this.found];
  }
}

/**
 * One endpoint heard from two addresses is one camera only if it states a service in common: cheap firmware gives
 * whole batches one endpoint, and anyone may claim another's.
 */
function isSameDevice(a: FoundCamera, b: FoundCamera): boolean {
  if (a.endpointUuid !== b.endpointUuid) return false;
  if (a.address === b.address) return true;
  return a.endpointUuid !== undefined && a.xaddrs.some((xaddr) => b.xaddrs.includes(xaddr));
}

const merged = (before: FoundCamera, next: FoundCamera): FoundCamera => ({
  ...next,
  ...before,
  xaddrs: [...new Set([...before.xaddrs, ...next.xaddrs])].slice(0, maxXaddrs),
  scopes: [...new Set([...before.scopes, ...next.scopes])],
});
