import type { Store } from 'express-session';
import type {
  AccountTools,
  CheckedRequests,
  DeputyRepository,
  EmergencyAllowance,
  EmergencyLimits,
  FoundingRepository,
  MarkRepository,
  NotificationRepository,
  ProposalRepository,
  RequestListRepository,
  RequestRepository,
  StationRepository,
  Throttle,
} from '../access/index.ts';
import type {
  CameraHealthRepository,
  CameraRepository,
  CredentialCipher,
  NoticeRepository,
  Sealer,
  TakeTrialPicture,
} from '../camera/index.ts';
import type { ContributionRepository, LookRepository, PauseRepository } from '../contributor/index.ts';
import type { CameraNetworks, Clock, Log, NodeId, ReadTable, SiteId } from '../core/index.ts';
import type {
  CustodyLog,
  CustodyProofs,
  CustodyRepository,
  Denials,
  ServedFootage,
  ShownCoverage,
} from '../custody/index.ts';
import type { CameraDirectory, DiscoveryRepository, MoveRepository } from '../discovery/index.ts';
import type { CameraImportRepository } from '../enrolment/index.ts';
import type {
  AnswerProving,
  ExportRepository,
  HandOverTools,
  NegativeRepository,
} from '../evidence/index.ts';
import type { FootageRepository } from '../footage/index.ts';
import type { FailedJobRepository, JobQueue, QueueReader } from '../jobs/index.ts';
import type { PlainObjects } from '../objects/index.ts';
import type { HeartbeatRepository, Need, Telemetry, TroubleBook } from '../operations/index.ts';
import type { FromVn2000, PlaceRepository, ReadWardMap } from '../places/index.ts';
import type { Agency, PaperPrinter } from '../print/index.ts';
import type { ReportRepository } from '../report/index.ts';
import type {
  ClockRepository,
  FootageCounter,
  HoldRepository,
  MeasureFreeSpace,
  PolicyRepository,
  ReceiptRepository,
  RetentionTerms,
  UsageRepository,
} from '../retention/index.ts';
import type { WardBook } from '../ward/index.ts';
import type { DepartureBook } from '../witness/index.ts';
import type { FootageBytes } from './footage-bytes.ts';

/** Everything the API needs from outside: ports, values and the clock. `compose/api.ts` fills it. */
export interface ApiDeps extends AccountTools, HandOverTools {
  readonly sessionStore: Store;
  readonly requests: RequestRepository;
  readonly reports: ReportRepository;
  /** Offered by the form of a request. */
  readonly requestLists: RequestListRepository;
  readonly marks: MarkRepository;
  /** Compares a request with its records, where it opens something. */
  readonly checkedRequests: CheckedRequests;
  readonly deputies: DeputyRepository;
  readonly founding: FoundingRepository;
  readonly proposals: ProposalRepository;
  /** Where acts were done that a second person answers. */
  readonly stations: StationRepository;
  readonly custody: CustodyLog;
  readonly custodyEvents: CustodyRepository;
  readonly custodyProofs: CustodyProofs;
  readonly denials: Denials;
  readonly shownCoverage: ShownCoverage;
  /** What emergencies may still give out. */
  readonly allowance: EmergencyAllowance;
  /** Footage that really left, recorded afterwards. */
  readonly served: ServedFootage;
  readonly cameras: CameraRepository;
  readonly discoveries: DiscoveryRepository;
  readonly moves: MoveRepository;
  readonly directory: CameraDirectory;
  readonly takeTrialPicture: TakeTrialPicture;
  readonly networks: CameraNetworks;
  readonly cipher: CredentialCipher;
  readonly imports: CameraImportRepository;
  /** Of uploads, off the event loop. */
  readonly readTable: ReadTable;
  readonly readWardMap: ReadWardMap;
  readonly fromVn2000: FromVn2000;
  /** Seals the secret cells of an import. */
  readonly importSealer: Sealer;
  readonly health: CameraHealthRepository;
  readonly places: PlaceRepository;
  readonly notices: NoticeRepository;
  readonly ledger: ContributionRepository;
  readonly pauses: PauseRepository;
  readonly looks: LookRepository;
  /** Seals contributors' identities. */
  readonly contributors: Sealer;
  readonly jobs: JobQueue;
  readonly queues: QueueReader;
  readonly failedJobs: FailedJobRepository;
  /** Nodes that had a worker in the last day, and whether one lives. */
  readonly workerNodes: () => Promise<ReadonlyMap<NodeId, boolean>>;
  readonly footage: FootageRepository;
  readonly exports: ExportRepository;
  readonly negatives: NegativeRepository;
  /** Of negative answers. */
  readonly proofs: AnswerProving;
  /** Of short papers: this thread prints them. */
  readonly printer: PaperPrinter;
  /** The only way to bytes of footage. */
  readonly bytes: FootageBytes;
  /** Photos and enrolment stills: no key of footage fits. */
  readonly objects: PlainObjects;
  /** Its name and its sites. */
  readonly ward: Pick<WardBook, 'read'>;
  readonly policies: PolicyRepository;
  readonly holds: HoldRepository;
  readonly receipts: ReceiptRepository;
  readonly usage: UsageRepository;
  readonly measureFreeSpace: MeasureFreeSpace;
  /** The verdict of expiry on the clock. */
  readonly expiryClock: ClockRepository;
  /** Counts what a change would make expire sooner. */
  readonly counter: FootageCounter;
  /** Needs of `/readyz`. */
  readonly needs: readonly Need[];
  /** Without these the service is ready all the same, but a person should look. */
  readonly lesserNeeds: readonly Need[];
  /** When a checkpoint of the evidence log last left. */
  readonly departures: Pick<DepartureBook, 'newest'>;
  readonly heartbeats: Pick<HeartbeatRepository, 'alive'>;
  readonly troubles: Pick<TroubleBook, 'open'>;
  readonly outbox: Pick<NotificationRepository, 'unsent'>;
  readonly telemetry: Telemetry;
  /** Tries to sign in; counted in this process when absent. */
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: ApiSettings;
}

/** Pictures under the map, from a server that is not ours. */
export interface MapTiles {
  /** With `{z}`, `{x}`, `{y}`; its origin is the one that the console's pages may load pictures from. */
  readonly url: string;
  /** Whom to name on the map; may be empty. */
  readonly credit: string;
}

export interface ApiSettings {
  /** The site whose cameras are discovered and registered, where no other is named. */
  readonly site: SiteId;
  /** IANA zone in which people are shown times, and months are counted. */
  readonly timeZone: string;
  /** The office that signs printed papers. */
  readonly agency: Agency;
  /** 32 random bytes out of a key file; signs session cookies. */
  readonly sessionSecret: Uint8Array;
  /** Time after which a user must sign in again. */
  readonly sessionMs: number;
  /** Whether officers and custodians must have a second factor. */
  readonly requiresSecondFactor: boolean;
  /** Whether a mail server is set. */
  readonly hasMailServer: boolean;
  readonly mapTiles?: MapTiles;
  /** Longest range of a look-up and of a request. */
  readonly lookupMaxMs: number;
  readonly requestMaxMs: number;
  /** How much may be held by requests that no second person has approved, and by hand. */
  readonly unapprovedMostBytes: number;
  readonly emergencyLimits: EmergencyLimits;
  /** Which no admin can change in the console. */
  readonly retention: RetentionTerms;
  /** Where the console is reached, without a slash at its end; absent: letters have no link. */
  readonly publicUrl?: string;
  /** Whether browsers reach us over TLS: cookies are then never sent without. */
  readonly isSecure: boolean;
  /** Whether a browser may call us by that name, in lower case: else we would serve any name that resolves to us. */
  readonly isOwnName: (name: string) => boolean;
  /** The proxies, by address or subnet, that alone may call, and whose word on who calls counts. */
  readonly trustedProxies?: readonly string[];
  /** Opens `/metrics` to callers from elsewhere. */
  readonly metricsToken?: string;
  /** Compares every answer with its schema before it is sent: in tests. */
  readonly checksAnswers?: boolean;
}
