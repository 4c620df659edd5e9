import type { SiteId, WardId } from '../core/index.ts';

/** What a catalogue is: one ward, with the sites whose workers reach its cameras. */
export interface Ward {
  readonly id: WardId;
  /** As people call it; may change. */
  readonly name: string;
  readonly begunAtMs: number;
  /** By name; at least one. */
  readonly sites: readonly SiteId[];
}
