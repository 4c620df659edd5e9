import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresDeletionBook } from '../../../src/adapters/postgres/retention/deletion-book.ts';
import { PostgresHolds } from '../../../src/adapters/postgres/retention/holds.ts';
import type { DeletionBook, Holds, Placed } from '../../../src/retention/index.ts';

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
    plan: (books: { readonly book: DeletionBook; readonly holds: Holds }) => Promise<unknown>,
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

class MetHolds extends PostgresHolds {
  constructor(
    db: Database,
    private readonly onRead: () => Promise<void>,
  ) {
    super(db);
  }

  override async list(...args: Parameters<PostgresHolds['list']>) {
    const holds = await super.list(...args);
    await this.onRead();
    return holds;
  }
}

class MetBook extends PostgresDeletionBook {
  constructor(
    db: Database,
    private readonly onRead: () => Promise<void>,
  ) {
    super(db);
  }

  override async pastTime(...args: Parameters<PostgresDeletionBook['pastTime']>) {
    const candidates = await super.pastTime(...args);
    await this.onRead();
    return candidates;
  }
}
