import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import type { DeletionRepository, HoldRepository, Placed } from '../../../src/retention/index.ts';
import { aScribe } from '../../support/scribe.ts';

/** Where a hold may meet a plan, which reads holds, then candidates, and then marks. */
export const meetingPoints = ['before', 'holds-read', 'candidates-read', 'at-once', 'after'] as const;
type MeetingPoint = (typeof meetingPoints)[number];

/** A hold that is placed at one point of a plan: known points, and once beside it, wherever they meet. */
export class Meeting {
  private placed: Promise<Placed> | undefined;

  constructor(
    private readonly at: MeetingPoint,
    private readonly place: () => Promise<Placed>,
  ) {}

  async during(
    db: Database,
    plan: (books: { readonly book: DeletionRepository; readonly holds: HoldRepository }) => Promise<unknown>,
  ): Promise<Placed> {
    await this.reach('before');
    const planning = plan({
      holds: new MetHolds(db, () => this.reach('holds-read')),
      book: new MetBook(db, () => this.reach('candidates-read')),
    });
    if (this.at === 'at-once') this.placed = this.place();
    await planning;
    await this.reach('after');
    if (!this.placed) throw new Error(`the plan never came to ${this.at}`);
    return this.placed;
  }

  private async reach(point: MeetingPoint): Promise<void> {
    if (point !== this.at) return;
    this.placed ??= this.place();
    await this.placed;
  }
}

class MetHolds extends PostgresHoldRepository {
  constructor(
    db: Database,
    private readonly onRead: () => Promise<void>,
  ) {
    super(db, aScribe());
  }

  override async list(...args: Parameters<PostgresHoldRepository['list']>) {
    const holds = await super.list(...args);
    await this.onRead();
    return holds;
  }
}

class MetBook extends PostgresDeletionRepository {
  constructor(
    db: Database,
    private readonly onRead: () => Promise<void>,
  ) {
    super(db, aScribe());
  }

  override async pastTime(...args: Parameters<PostgresDeletionRepository['pastTime']>) {
    const candidates = await super.pastTime(...args);
    await this.onRead();
    return candidates;
  }
}
