import type { SiteId } from '../../../core/index.ts';
import type { CommonFields } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { lockSites } from './locked-sites.ts';
import type { Scribe } from './scribe.ts';

type HostState = CommonFields['clk']['state'];

/** States of a site that its service lives, and what becomes of the clock of its host. */
export class SiteBeat {
  private known: HostState = 'unknown';

  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
    private readonly site: SiteId,
  ) {}

  /** That the service lives, and how its clock is. */
  beat(): Promise<void> {
    return this.state({ type: 'hb', site: this.site });
  }

  /** That the state of the clock is another one than at the last look; of the first known state the beat tells. */
  async watchClock(): Promise<void> {
    const { state } = this.scribe.hostClock();
    if (state === this.known) return;
    if (this.known !== 'unknown') await this.state({ type: 'clk', act: 'sync', site: this.site });
    this.known = state;
  }

  private state(fact: Parameters<Scribe['state']>[1]): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockSites(trx, [this.site]);
        await this.scribe.state(trx, fact);
      }),
    );
  }
}
