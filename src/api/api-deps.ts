import type { Store } from 'express-session';
import type { AccountTools, Deputies, Requests, Throttle } from '../access/index.ts';
import type {
  CameraDirectory,
  CameraHealth,
  CameraImports,
  CameraRegister,
  CredentialCipher,
  DiscoveryBook,
  Ledger,
  NoticeBook,
  PlaceBook,
  ReadCsv,
  Sealer,
} from '../camera/index.ts';
import type { LookMeter, PauseBook } from '../contributor/index.ts';
import type { Clock, Log, SiteId } from '../core/index.ts';
import type { CustodyArchive, CustodyLog, Denials, ServedFootage, ShownCoverage } from '../custody/index.ts';
import type { Exports } from '../evidence/index.ts';
import type { FootageIndex } from '../footage/index.ts';
import type { PlainObjects } from '../ingest/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { Need, Telemetry } from '../operations/index.ts';
import type { ClockBook, Holds, PolicyBook, Receipts, RoomMeter, UsageMeter } from '../retention/index.ts';
import type { FootageBytes } from './footage/footage-bytes.ts';

/** Everything the API needs from outside: ports, values and the clock. `compose/api.ts` fills it. */
export interface ApiDeps extends AccountTools {
  readonly sessionStore: Store;
  readonly requests: Requests;
  readonly deputies: Deputies;
  readonly custody: CustodyLog;
  readonly custodyArchive: CustodyArchive;
  readonly denials: Denials;
  readonly shownCoverage: ShownCoverage;
  /** What really left, told afterwards. */
  readonly served: ServedFootage;
  readonly cameras: CameraRegister;
  readonly discoveries: DiscoveryBook;
  readonly directory: CameraDirectory;
  readonly cipher: CredentialCipher;
  readonly imports: CameraImports;
  readonly readCsv: ReadCsv;
  /** Of what rows of an import hold that must not be kept in clear. */
  readonly importSealer: Sealer;
  readonly health: CameraHealth;
  readonly places: PlaceBook;
  readonly notices: NoticeBook;
  readonly ledger: Ledger;
  readonly pauses: PauseBook;
  readonly looks: LookMeter;
  /** Of contributors' identities. */
  readonly contributors: Sealer;
  readonly jobs: JobQueue;
  readonly footage: FootageIndex;
  readonly exports: Exports;
  /** The only way to bytes of footage. */
  readonly bytes: FootageBytes;
  /** Photos and enrolment stills: no key of footage fits. */
  readonly objects: PlainObjects;
  readonly policies: PolicyBook;
  readonly holds: Holds;
  readonly receipts: Receipts;
  readonly usage: UsageMeter;
  readonly room: RoomMeter;
  /** What expiry thinks of the clock. */
  readonly expiryClock: ClockBook;
  /** What `/readyz` asks for. */
  readonly needs: readonly Need[];
  /** Without these it is ready all the same, and somebody should look. */
  readonly lesserNeeds: readonly Need[];
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
  /** The site whose cameras are discovered and registered. */
  readonly site: SiteId;
  /** IANA zone in which people are shown times, and months are counted. */
  readonly timeZone: string;
  /** 32 random bytes out of a key file; signs session cookies. */
  readonly sessionSecret: Uint8Array;
  /** Time after which a user must sign in again. */
  readonly sessionMs: number;
  /** Whether officers and custodians must have a second factor. */
  readonly requiresSecondFactor: boolean;
  readonly mapTiles?: MapTiles;
  /** Longest range of a look-up and of a request. */
  readonly lookupMaxMs: number;
  readonly requestMaxMs: number;
  /** How much requests may hold that no second person has approved. */
  readonly unapprovedMostBytes: number;
  /** Whether browsers reach us over TLS: cookies are then never sent without. */
  readonly isSecure: boolean;
  /** The proxies, by address or subnet, that alone may call, and whose word on who calls counts. */
  readonly trustedProxies?: readonly string[];
  /** Opens `/metrics` to callers from elsewhere. */
  readonly metricsToken?: string;
  /** Compares every answer with its schema before it is sent: in tests. */
  readonly checksAnswers?: boolean;
}
