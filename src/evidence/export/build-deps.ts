import type { Clock, Log, RequestId } from '../../core/index.ts';
import type { FootageRepository } from '../../footage/index.ts';
import type { ObjectStore } from '../../objects/index.ts';
import type { Agency, PaperPrinter } from '../../print/index.ts';
import type { KeyFacts, RequestFacts } from '../papers/facts.ts';
import type { PictureAt } from './chosen-stills.ts';
import type { ExportRepository } from './export-repository.ts';
import type { ExportSubject } from './plan-export.ts';
import type { SealingDeps } from './sealing.ts';

/** What builds exports. */
export interface BuildDeps extends SealingDeps {
  readonly exports: ExportRepository;
  readonly footage: FootageRepository;
  readonly store: ObjectStore;
  /** Loads the facts of a request for the papers, and its subject. */
  readonly requestOf: (id: RequestId) => Promise<RequestFacts & ExportSubject>;
  /** Whether the request opens footage now. */
  readonly isLive: (id: RequestId) => Promise<boolean>;
  /** IANA; of the times that people read. */
  readonly timeZone: string;
  readonly agency: Agency;
  readonly printer: PaperPrinter;
  /** The key of the log and its newest head; absent where no log is known here. */
  readonly logNow?: () => Promise<KeyFacts | undefined>;
  /** Of the stills that marks choose. */
  readonly pictureAt: PictureAt;
  readonly clock: Clock;
  readonly log: Log;
}
