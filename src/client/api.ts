// Generated from the OpenAPI document; `npm run client` regenerates it.
import { type Bytes, type CallOptions, type Http, path, searchOf } from './http.ts';

export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** key of the log lines of this call; also X-Request-Id */
  readonly requestId: string;
  readonly field?: string | undefined;
}

export interface Readiness {
  readonly ready: boolean;
  readonly missing: readonly {
    readonly name: string;
    readonly reason: string;
  }[];
  /** ready, but needs attention */
  readonly degraded: readonly {
    readonly name: string;
    readonly reason: string;
  }[];
  /** when a checkpoint of the evidence log last left this service; absent: not yet */
  readonly headLeft?:
    | {
        readonly at: string;
        readonly secondsAgo: number;
        readonly way: string;
      }
    | undefined;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
  /** where notifications reach the user */
  readonly email?: string | undefined;
}

export type Role = 'technician' | 'officer' | 'custodian' | 'auditor' | 'admin';

export interface FirstAdmin {
  readonly token: string;
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

export interface SeenLink {
  readonly user?:
    | {
        readonly name: string;
        readonly fullName: string;
        readonly role: Role;
      }
    | undefined;
  readonly asks: 'new-password' | 'own-password';
  readonly keepsFactor: boolean;
}

export interface LinkToken {
  readonly token: string;
}

export interface LinkForm {
  readonly token: string;
  /** the new one; the own one where the link asks for it */
  readonly password: string;
}

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
  /** where notifications reach the user */
  readonly email?: string | undefined;
  readonly owes?: FactorDue | undefined;
  readonly linkUsed?:
    | {
        readonly at: string;
        readonly address: string;
      }
    | undefined;
}

export type FactorDue = 'enrolment';

export interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly code?: string | undefined;
}

export interface OwnFactor {
  readonly enrolledAt?: string | undefined;
  readonly recoveryCodesLeft: number;
}

export interface OfferedFactor {
  readonly secret: string;
  readonly url: string;
}

export interface FactorOffer {
  readonly password?: string | undefined;
}

export interface FactorCode {
  readonly code: string;
}

export interface PasswordChange {
  readonly current: string;
  readonly password: string;
}

export interface NewEmail {
  /** null: no address any more */
  readonly email: string | null;
}

export interface OpenSession {
  readonly id: string;
  readonly address: string;
  readonly browser: string;
  readonly signedInAt: string;
  readonly lastUsedAt: string;
  readonly isHalf: boolean;
  readonly isCurrent: boolean;
}

export interface ApiToken {
  readonly id: string;
  readonly role: Role;
  readonly purpose: string;
  readonly actions?: readonly Action[] | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string | undefined;
  readonly lastUsedAt?: string | undefined;
}

export type Action =
  | 'manage-users'
  | 'close-founding'
  | 'see-proposals'
  | 'answer-proposals'
  | 'stop-resets'
  | 'manage-jobs'
  | 'manage-request-lists'
  | 'manage-neighbourhoods'
  | 'see-neighbourhoods'
  | 'manage-cameras'
  | 'see-enrolment-stills'
  | 'see-cameras'
  | 'see-ledger'
  | 'see-contributors'
  | 'answer-contributors'
  | 'see-pauses'
  | 'see-looks'
  | 'see-places'
  | 'manage-places'
  | 'look-up-footage'
  | 'give-negative-answers'
  | 'see-holds'
  | 'place-holds'
  | 'review-holds'
  | 'see-retention'
  | 'see-custody'
  | 'open-actors'
  | 'see-system'
  | 'manage-retention'
  | 'stop-shortening'
  | 'request-footage'
  | 'open-emergencies'
  | 'countersign-emergencies'
  | 'see-footage'
  | 'see-requests'
  | 'decide-requests'
  | 'close-requests'
  | 'name-deputies';

export interface MadeToken {
  readonly id: string;
  readonly role: Role;
  readonly purpose: string;
  readonly actions?: readonly Action[] | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string | undefined;
  readonly lastUsedAt?: string | undefined;
  readonly text: string;
}

export interface NewToken {
  /** the caller's own */
  readonly password: string;
  readonly purpose: string;
  readonly expiresAt: string;
  readonly actions?: readonly Action[] | undefined;
}

export interface ConsoleSettings {
  /** Longest time range of one request. */
  readonly requestMaxHours: number;
  /** What the site offers today; a request takes other text, too. */
  readonly authorities: readonly string[];
  /** What the site offers today; a request takes other text, too. */
  readonly legalBases: readonly string[];
  /** Pictures under the map; absent: its shapes are all there is. */
  readonly mapTiles?:
    | {
        /** With {z}, {x} and {y}. */
        readonly url: string;
        /** Whom to name on the map. */
        readonly credit: string;
      }
    | undefined;
}

export interface RequestLists {
  readonly revision: number;
  readonly authorities: readonly OfferedText[];
  readonly legalBases: readonly OfferedText[];
  /** no legal advice: a lawyer confirms each, and `…` is to be filled */
  readonly examples: {
    readonly authorities: readonly OfferedText[];
    readonly legalBases: readonly OfferedText[];
  };
}

export interface OfferedText {
  readonly text: string;
  readonly fromDay?: string | undefined;
  readonly untilDay?: string | undefined;
}

export interface NewRequestLists {
  readonly revision: number;
  readonly authorities: readonly {
    readonly text: string;
    readonly fromDay?: string | undefined;
    readonly untilDay?: string | undefined;
  }[];
  readonly legalBases: readonly {
    readonly text: string;
    readonly fromDay?: string | undefined;
    readonly untilDay?: string | undefined;
  }[];
}

export interface SystemState {
  readonly askedAt: string;
  readonly ward?: WardState | undefined;
  readonly needs: readonly NeedState[];
  /** those alive, of every site */
  readonly workers: readonly WorkerState[];
  readonly mail: MailState;
  /** when a checkpoint of the evidence log last left this service; absent: not yet */
  readonly headLeft?:
    | {
        readonly at: string;
        readonly secondsAgo: number;
        readonly way: string;
      }
    | undefined;
}

/** absent before the first process has begun it */
export interface WardState {
  readonly name: string;
  readonly sites: readonly {
    readonly site: string;
    /** those alive */
    readonly workers: number;
    /** roles of which it has no worker, and needs one */
    readonly missing: readonly string[];
  }[];
}

export interface NeedState {
  readonly name:
    | 'postgresql'
    | 'migrations'
    | 'redis'
    | 'store'
    | 'worker:record'
    | 'worker:ingest'
    | 'worker:maintain'
    | 'worker:sign'
    | 'recording'
    | 'disk'
    | 'quarantine'
    | 'expiry'
    | 'policy'
    | 'networks'
    | 'keys'
    | 'redis:memory'
    | 'log'
    | 'footage'
    | 'facts'
    | 'pictures';
  /** without it the api cannot answer */
  readonly isEssential: boolean;
  /** what is missing; empty: the need is met */
  readonly lacks: readonly Lack[];
}

export interface Lack {
  readonly code:
    | 'no-answer'
    | 'not-known'
    | 'read-only'
    | 'schema-old'
    | 'ward-not-ours'
    | 'store-denied'
    | 'store-full'
    | 'store-read-only'
    | 'store-unsafe'
    | 'store-not-ours'
    | 'redis-evicts'
    | 'worker-missing'
    | 'nothing-recorded'
    | 'disk-low'
    | 'files-aside'
    | 'footage-altered'
    | 'clock-unsynchronised'
    | 'clock-stepped'
    | 'clock-behind'
    | 'clock-ahead'
    | 'objects-missing'
    | 'deletions-late'
    | 'no-policy'
    | 'cameras-outside'
    | 'retention-floor-low'
    | 'keys-unsaved'
    | 'log-memory-lost'
    | 'log-differs'
    | 'log-key-refused'
    | 'log-clock-back'
    | 'log-behind-witness'
    | 'log-forked'
    | 'heads-kept'
    | 'records-refused'
    | 'facts-pending'
    | 'facts-altered'
    | 'pictures-late';
  /** in English; the console has words for the code */
  readonly reason: string;
  /** the site that it concerns */
  readonly site?: string | undefined;
  /** absent until a worker has seen it, at most a minute */
  readonly since?: string | undefined;
}

export interface WorkerState {
  readonly worker: string;
  readonly host?: string | undefined;
  readonly site?: string | undefined;
  readonly roles: readonly string[];
  /** less than the reserve is free */
  readonly isDiskLow?: boolean | undefined;
  /** segments not ingested yet */
  readonly spoolWaiting?: number | undefined;
  readonly quarantined?:
    | {
        readonly files: number;
        readonly sizeBytes: number;
      }
    | undefined;
  /** 99th percentile of the last seconds */
  readonly eventLoopLagMs: number;
}

export interface MailState {
  /** whether a mail server is set */
  readonly hasServer: boolean;
  /** admins and technicians */
  readonly people: number;
  /** of them */
  readonly withoutAddress: number;
  /** mails that the server has not taken yet */
  readonly unsent: number;
}

export interface FirstStep {
  readonly step: 'people' | 'map' | 'cameras' | 'notices' | 'policy' | 'mail';
  readonly done: number;
  /** the step is done when `done` equals it */
  readonly of: number;
  /** those who may do it */
  readonly roles: readonly Role[];
  /** full names of enabled users of these roles */
  readonly people: readonly string[];
}

export interface Right {
  readonly action:
    | 'manage-users'
    | 'close-founding'
    | 'see-proposals'
    | 'answer-proposals'
    | 'stop-resets'
    | 'manage-jobs'
    | 'manage-request-lists'
    | 'manage-neighbourhoods'
    | 'see-neighbourhoods'
    | 'manage-cameras'
    | 'see-enrolment-stills'
    | 'see-cameras'
    | 'see-ledger'
    | 'see-contributors'
    | 'answer-contributors'
    | 'see-pauses'
    | 'see-looks'
    | 'see-places'
    | 'manage-places'
    | 'look-up-footage'
    | 'give-negative-answers'
    | 'see-holds'
    | 'place-holds'
    | 'review-holds'
    | 'see-retention'
    | 'see-custody'
    | 'open-actors'
    | 'see-system'
    | 'manage-retention'
    | 'stop-shortening'
    | 'request-footage'
    | 'open-emergencies'
    | 'countersign-emergencies'
    | 'see-footage'
    | 'see-requests'
    | 'decide-requests'
    | 'close-requests'
    | 'name-deputies';
  readonly roles: readonly Role[];
  /** also what a deputy of a custodian may */
  readonly isDeputised: boolean;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
  /** where notifications reach the user */
  readonly email?: string | undefined;
  readonly hasSecondFactor: boolean;
}

export interface MadeUser {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAt: string;
  /** where notifications reach the user */
  readonly email?: string | undefined;
  readonly link: OneTimeLink;
}

export interface OneTimeLink {
  /** opens at `/setup#<token>` of the console */
  readonly token: string;
  readonly endsAt: string;
}

export interface NewUser {
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  /** where notifications reach the user */
  readonly email?: string | undefined;
}

export interface UserChanges {
  readonly enabled?: boolean | undefined;
  readonly role?: Role | undefined;
}

export interface HostReset {
  readonly id: string;
  readonly person: Person;
  readonly from: string;
  readonly endsAt: string;
}

export interface Person {
  readonly id?: string | undefined;
  /** absent once the user is forgotten */
  readonly fullName?: string | undefined;
  /** all that an auditor sees */
  readonly pseudonym?: string | undefined;
}

export interface Founding {
  readonly isOpen: boolean;
  readonly offer?:
    | {
        readonly at: string;
        readonly by: Person;
        /** false: the people have changed since */
        readonly isOfThisList: boolean;
      }
    | undefined;
  /** by the caller, now */
  readonly mayConfirm: boolean;
  /** what the caller, who may confirm, has in common now with whoever offered */
  readonly fromHere?: 'browser' | 'address' | 'both' | undefined;
  readonly closedAt?: string | undefined;
  readonly how?: 'together' | 'first-approval' | 'upgrade' | undefined;
  /** of the two who closed it */
  readonly sameStation?: 'browser' | 'address' | 'both' | undefined;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly fullName: string;
    readonly role: Role;
    readonly enabled: boolean;
  }[];
  /** of the list of people */
  readonly peopleSha256: string;
}

export interface SeenPeople {
  /** of the list that the caller has read */
  readonly peopleSha256: string;
}

export interface Proposal {
  readonly id: string;
  readonly kind: 'make' | 'reset' | 'enable' | 'change-role';
  /** as of now; of a new user, as proposed */
  readonly subject: {
    /** absent until a new user is made */
    readonly id?: string | undefined;
    readonly name: string;
    readonly fullName: string;
    readonly role: Role;
  };
  /** the role that the user gets */
  readonly role?: 'technician' | 'officer' | 'custodian' | 'auditor' | 'admin' | undefined;
  readonly purpose?: 'password' | 'second-factor' | undefined;
  readonly proposer: Person;
  readonly createdAt: string;
  readonly endsAt: string;
  readonly state: 'waiting' | 'ended' | 'confirmed' | 'refused' | 'withdrawn';
  readonly answer?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly reason?: string | undefined;
        readonly sameStation?: SameStation | undefined;
      }
    | undefined;
  /** what the caller, who may answer it, has in common now with the proposer */
  readonly fromHere?: 'browser' | 'address' | 'both' | undefined;
  /** the caller is the second person whom it needs */
  readonly mayAnswer: boolean;
  /** the caller can take its one-time link */
  readonly hasLink: boolean;
}

/** within an hour, another person acted from the same browser, network address, or both */
export type SameStation = 'browser' | 'address' | 'both';

export type ProposedAct =
  | {
      readonly kind: 'make';
      readonly user: NewUser;
    }
  | {
      readonly kind: 'reset';
      readonly userId: string;
      readonly purpose: 'password' | 'second-factor';
    }
  | {
      readonly kind: 'enable';
      readonly userId: string;
    }
  | {
      readonly kind: 'change-role';
      readonly userId: string;
      readonly role: Role;
    };

export type ProposalVerdict =
  | {
      readonly verdict: 'confirmed';
    }
  | {
      readonly verdict: 'refused';
      readonly reason: string;
    };

export interface Neighbourhood {
  readonly id: string;
  /** the site where it was added; all use it */
  readonly siteId: string;
  readonly name: string;
}

export interface NewNeighbourhood {
  readonly name: string;
}

export interface Discovery {
  readonly id: string;
  readonly startedAt: string;
  readonly isFinished: boolean;
  readonly finishedAt?: string | undefined;
  readonly error?: string | undefined;
  readonly host?: string | undefined;
  readonly ports?: readonly AskedPort[] | undefined;
}

export interface AskedPort {
  readonly port: number;
  readonly answer: 'onvif' | 'password' | 'other' | 'refused' | 'silent';
}

export interface NewDiscovery {
  readonly host?: string | undefined;
  readonly site?: string | undefined;
}

export interface DiscoveryResults {
  readonly id: string;
  readonly startedAt: string;
  readonly isFinished: boolean;
  readonly finishedAt?: string | undefined;
  readonly error?: string | undefined;
  readonly host?: string | undefined;
  readonly ports?: readonly AskedPort[] | undefined;
  readonly devices: readonly FoundDevice[];
}

export interface FoundDevice {
  readonly foundId: string;
  readonly state: 'new' | 'known' | 'changed' | 'ambiguous' | 'silent';
  readonly cameraId?: string | undefined;
  readonly changes?: readonly CameraChange[] | undefined;
  readonly candidateIds?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly hardware?: string | undefined;
  readonly location?: string | undefined;
  readonly mac?: string | undefined;
  readonly address?: string | undefined;
  readonly endpointUuid?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly firmware?: string | undefined;
  readonly streams?: readonly StreamProfile[] | undefined;
  readonly ports?: readonly AskedPort[] | undefined;
}

export interface CameraChange {
  readonly what:
    | 'address'
    | 'onvif-url'
    | 'firmware'
    | 'endpoint-uuid'
    | 'mac'
    | 'serial'
    | 'stream'
    | 'picture-format';
  readonly from: string;
  readonly to: string;
}

export interface StreamProfile {
  readonly role: 'main' | 'sub';
  readonly codec?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fps?: number | undefined;
}

export interface CameraMove {
  readonly id: string;
  readonly doubt: 'unproven' | 'several' | 'unverified' | 'differs' | 'answered';
  readonly camera: {
    readonly id: string;
    readonly name: string;
    readonly address?: string | undefined;
    readonly endpointUuid?: string | undefined;
    readonly mac?: string | undefined;
    readonly model?: string | undefined;
    readonly serial?: string | undefined;
    readonly reason?: string | undefined;
  };
  readonly device: {
    readonly address: string;
    readonly endpointUuid?: string | undefined;
    readonly statedMac?: string | undefined;
    readonly mac?: string | undefined;
    readonly name?: string | undefined;
    readonly hardware?: string | undefined;
  };
  readonly differences: readonly CameraChange[];
  readonly shown?:
    | {
        readonly registered: ShownAddress;
        readonly device: ShownAddress;
      }
    | undefined;
  readonly seenAt: string;
}

export interface ShownAddress {
  readonly onvif: 'onvif' | 'password' | 'other' | 'refused' | 'silent';
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly mac?: string | undefined;
}

export interface CameraImport {
  readonly id: string;
  readonly createdAt: string;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly counts: {
    readonly 'new': number;
    readonly amend: number;
    readonly known: number;
    readonly bad: number;
    readonly done: number;
    readonly failed: number;
  };
  readonly rows: readonly ImportRow[];
}

export interface ImportRow {
  /** Where the row ends in the file, from 1. */
  readonly line: number;
  readonly state: 'new' | 'amend' | 'known' | 'bad' | 'done' | 'failed';
  /** Without secrets. */
  readonly cells: {
    readonly name?: string | undefined;
    readonly neighbourhood?: string | undefined;
    readonly lat?: string | undefined;
    readonly lon?: string | undefined;
    readonly bearing_deg?: string | undefined;
    readonly field_of_view_deg?: string | undefined;
    readonly street_address?: string | undefined;
    readonly landmark?: string | undefined;
    readonly purpose?: string | undefined;
    readonly stream?: string | undefined;
    readonly onvif?: string | undefined;
    readonly stream_url?: string | undefined;
    readonly mac?: string | undefined;
    readonly user?: string | undefined;
    readonly password?: string | undefined;
    readonly notice_text?: string | undefined;
    readonly notice_posted_on?: string | undefined;
    readonly owner_name?: string | undefined;
    readonly owner_phone?: string | undefined;
    readonly owner_amount_vnd?: string | undefined;
    readonly owner_consent_on?: string | undefined;
  };
  readonly hasPassword: boolean;
  readonly cameraId?: string | undefined;
  readonly faults: readonly {
    readonly column?: ImportColumn | undefined;
    readonly code: string;
    readonly message: string;
  }[];
}

export type ImportColumn =
  | 'name'
  | 'neighbourhood'
  | 'lat'
  | 'lon'
  | 'bearing_deg'
  | 'field_of_view_deg'
  | 'street_address'
  | 'landmark'
  | 'purpose'
  | 'stream'
  | 'onvif'
  | 'stream_url'
  | 'mac'
  | 'user'
  | 'password'
  | 'notice_text'
  | 'notice_posted_on'
  | 'owner_name'
  | 'owner_phone'
  | 'owner_amount_vnd'
  | 'owner_consent_on';

export interface NewFoundImport {
  readonly neighbourhoodId: string;
  readonly stream?: 'main' | 'sub' | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly purpose?: string | undefined;
  readonly notice?:
    | {
        readonly text: string;
        readonly postedOn: string;
      }
    | undefined;
  readonly devices: readonly {
    readonly foundId: string;
    readonly name: string;
  }[];
}

export interface NewCameraImport {
  readonly id: string;
  readonly createdAt: string;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly counts: {
    readonly 'new': number;
    readonly amend: number;
    readonly known: number;
    readonly bad: number;
    readonly done: number;
    readonly failed: number;
  };
  readonly rows: readonly ImportRow[];
  readonly grid?: ReadGrid | undefined;
}

export interface ReadGrid {
  readonly zone: string;
  /** `107°45′` */
  readonly centralMeridian: string;
  /** Whether the first number is the north. */
  readonly isNorthFirst: boolean;
}

export interface ReadImportFile {
  readonly rows: number;
  readonly columns: readonly {
    /** Absent where it may be no header. */
    readonly header?: string | undefined;
    readonly readAs?: ImportColumnChoice | undefined;
  }[];
}

/** `position`: one of two columns, in metres or degrees; `-`: left out; absent: not understood. */
export type ImportColumnChoice =
  | 'name'
  | 'neighbourhood'
  | 'lat'
  | 'lon'
  | 'bearing_deg'
  | 'field_of_view_deg'
  | 'street_address'
  | 'landmark'
  | 'purpose'
  | 'stream'
  | 'onvif'
  | 'stream_url'
  | 'mac'
  | 'user'
  | 'password'
  | 'notice_text'
  | 'notice_posted_on'
  | 'owner_name'
  | 'owner_phone'
  | 'owner_amount_vnd'
  | 'owner_consent_on'
  | 'position'
  | '-';

export interface MendedImportRow {
  readonly cells: {
    readonly name?: string | undefined;
    readonly neighbourhood?: string | undefined;
    readonly lat?: string | undefined;
    readonly lon?: string | undefined;
    readonly bearing_deg?: string | undefined;
    readonly field_of_view_deg?: string | undefined;
    readonly street_address?: string | undefined;
    readonly landmark?: string | undefined;
    readonly purpose?: string | undefined;
    readonly stream?: string | undefined;
    readonly onvif?: string | undefined;
    readonly stream_url?: string | undefined;
    readonly mac?: string | undefined;
    readonly user?: string | undefined;
    readonly password?: string | undefined;
    readonly notice_text?: string | undefined;
    readonly notice_posted_on?: string | undefined;
    readonly owner_name?: string | undefined;
    readonly owner_phone?: string | undefined;
    readonly owner_amount_vnd?: string | undefined;
    readonly owner_consent_on?: string | undefined;
  };
}

export interface ImportRows {
  readonly rows: readonly ImportRow[];
}

export interface MendedImportRows {
  readonly lines: readonly number[];
  readonly cells: {
    readonly name?: string | undefined;
    readonly neighbourhood?: string | undefined;
    readonly lat?: string | undefined;
    readonly lon?: string | undefined;
    readonly bearing_deg?: string | undefined;
    readonly field_of_view_deg?: string | undefined;
    readonly street_address?: string | undefined;
    readonly landmark?: string | undefined;
    readonly purpose?: string | undefined;
    readonly stream?: string | undefined;
    readonly onvif?: string | undefined;
    readonly stream_url?: string | undefined;
    readonly mac?: string | undefined;
    readonly user?: string | undefined;
    readonly password?: string | undefined;
    readonly notice_text?: string | undefined;
    readonly notice_posted_on?: string | undefined;
    readonly owner_name?: string | undefined;
    readonly owner_phone?: string | undefined;
    readonly owner_amount_vnd?: string | undefined;
    readonly owner_consent_on?: string | undefined;
  };
}

export interface NewStreamTrial {
  readonly foundId?: string | undefined;
  readonly url?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly allowsBasic?: boolean | undefined;
}

export interface ListedCamera {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly enabled: boolean;
  readonly enrolledAt: string;
  /** The one in force; without it the camera is not recorded. */
  readonly notice?:
    | {
        readonly text: string;
        /** A day, 2026-11-21. */
        readonly postedOn: string;
        readonly recordedAt: string;
        readonly withdrawnAt?: string | undefined;
        readonly hasPhoto: boolean;
      }
    | undefined;
  readonly address?: string | undefined;
  readonly recording?: RecordingHealth | undefined;
}

export interface CameraPlace {
  readonly lat: number;
  readonly lon: number;
  readonly bearingDeg?: number | undefined;
  readonly fieldOfViewDeg?: number | undefined;
}

export interface RecordingHealth {
  readonly state: 'recording' | 'waiting' | 'off';
  readonly accountedUntil: string;
  readonly reason?: string | undefined;
  /** Error code of the last failed try, where the camera is at fault. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly enabled: boolean;
  readonly enrolledAt: string;
  /** The one in force; without it the camera is not recorded. */
  readonly notice?:
    | {
        readonly text: string;
        /** A day, 2026-11-21. */
        readonly postedOn: string;
        readonly recordedAt: string;
        readonly withdrawnAt?: string | undefined;
        readonly hasPhoto: boolean;
      }
    | undefined;
  readonly address?: string | undefined;
  readonly recording: RecordingHealth;
  readonly onvifUrl?: string | undefined;
  readonly firmware?: string | undefined;
  readonly identity: CameraIdentity;
  /** Shape in which its pictures are to be seen, 16:9; absent: as its stream says. */
  readonly displayAspect?: string | undefined;
  readonly hasCredentials: boolean;
  /** Whether its password may go over the network in clear text. */
  readonly allowsBasic: boolean;
  readonly clock?: CameraClock | undefined;
  readonly clockFailure?: CameraClockFailure | undefined;
  readonly stream: Stream;
}

export interface CameraIdentity {
  readonly endpointUuid?: string | undefined;
  readonly mac?: string | undefined;
  readonly serial?: string | undefined;
  readonly model?: string | undefined;
}

export interface CameraClock {
  /** That clock minus the server’s: negative when it is behind. */
  readonly offsetMs: number;
  /** The offset is right within so much. */
  readonly errorMs: number;
  readonly source: 'onvif' | 'rtcp';
  readonly measuredAt: string;
}

export interface CameraClockFailure {
  readonly fault:
    | 'silent'
    | 'slow'
    | 'refused'
    | 'unreadable'
    | 'no-utc'
    | 'impossible'
    | 'far-off'
    | 'like-a-zone'
    | 'our-step';
  readonly triedAt: string;
}

export interface Stream {
  readonly id: string;
  readonly role: 'main' | 'sub';
  readonly profileToken?: string | undefined;
  /** Without credentials. */
  readonly url: string;
}

export interface NewCamera {
  readonly foundId?: string | undefined;
  readonly url?: string | undefined;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly stream?: 'main' | 'sub' | undefined;
  readonly place?:
    | {
        readonly lat: number;
        readonly lon: number;
        readonly bearingDeg?: number | undefined;
        readonly fieldOfViewDeg?: number | undefined;
      }
    | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly allowsBasic?: boolean | undefined;
  readonly streetAddress?: string | undefined;
  readonly landmark?: string | undefined;
  readonly purpose?: string | undefined;
  readonly notice?:
    | {
        readonly text: string;
        readonly postedOn: string;
      }
    | undefined;
  readonly displayAspect?: string | undefined;
  readonly withoutTrial?: boolean | undefined;
}

export interface CameraChanges {
  readonly name?: string | undefined;
  readonly place?:
    | {
        readonly lat: number;
        readonly lon: number;
        readonly bearingDeg?: number | undefined;
        readonly fieldOfViewDeg?: number | undefined;
      }
    | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly allowsBasic?: boolean | undefined;
  readonly streetAddress?: string | null | undefined;
  readonly landmark?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly displayAspect?: string | null | undefined;
  readonly enabled?: boolean | undefined;
}

export interface Notice {
  readonly text: string;
  /** A day, 2026-11-21. */
  readonly postedOn: string;
  readonly recordedAt: string;
  readonly withdrawnAt?: string | undefined;
  readonly hasPhoto: boolean;
}

export interface NewNotice {
  readonly text: string;
  readonly postedOn: string;
}

export interface LedgerLine {
  readonly neighbourhoodId: string;
  readonly name: string;
  readonly cameras: number;
  readonly withNotice: number;
  readonly contributors: number;
  readonly contributedVnd: number;
}

export interface NewContributor {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly amountVnd?: number | undefined;
  readonly consentOn?: string | undefined;
}

export interface Contributor {
  readonly id: string;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly amountVnd?: number | undefined;
  readonly consentOn?: string | undefined;
  readonly createdAt: string;
}

export interface Pause {
  readonly id: string;
  readonly contributorId: string;
  readonly kind: 'paused' | 'withdrawn';
  readonly reason: string;
  readonly from: string;
  readonly until?: string | undefined;
  readonly endedAt?: string | undefined;
}

export interface NewPause {
  readonly contributorId: string;
  readonly reason: string;
  readonly until?: string | undefined;
}

export interface NewWithdrawal {
  readonly contributorId: string;
  readonly reason: string;
}

export interface Looks {
  readonly timeZone: string;
  readonly months: readonly {
    readonly month: string;
    readonly counts: {
      readonly playback: number;
      readonly still: number;
      readonly storyboard: number;
      readonly download: number;
      readonly enrolment: number;
    };
  }[];
}

export interface HealthList {
  readonly from: string;
  readonly to: string;
  readonly neighbourhoods: readonly {
    readonly neighbourhoodId: string;
    readonly neighbourhood: string;
    readonly missingMinutes: number;
    readonly visits: readonly Visit[];
  }[];
}

export interface Visit {
  readonly cameraId: string;
  readonly name: string;
  readonly where?: string | undefined;
  readonly missingMinutes: number;
  readonly since?: string | undefined;
  /** A gap reason, or black, dark, frozen, intra-refresh, no-picture. */
  readonly cause: string;
  /** Error code of the last try, where the camera is at fault. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly remedy: string;
}

export interface ToDoList {
  readonly items: readonly ToDoItem[];
}

export interface ToDoItem {
  readonly kind: 'no-notice' | 'no-place' | 'clock-off' | 'default-password' | 'shared-password';
  readonly cameraIds: readonly string[];
  readonly exceptions: readonly {
    readonly cameraId: string;
    readonly untilOn: string;
    readonly reason: string;
    readonly isOver: boolean;
  }[];
}

export interface NewPasswordException {
  readonly untilOn: string;
  readonly reason: string;
}

export interface PictureCheck {
  readonly takenAt: string;
  readonly verdict: 'good' | 'dark' | 'black' | 'frozen';
  readonly lumaMean: number;
  readonly lumaSpread: number;
}

export interface FoundPlace {
  readonly kind: 'neighbourhood' | 'street' | 'landmark' | 'camera';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly at?: Place | undefined;
  readonly box?: Box | undefined;
  readonly neighbourhoodId?: string | undefined;
  readonly cameraId?: string | undefined;
}

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface WardMap {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly properties: {
      readonly kind: 'neighbourhood' | 'street' | 'landmark' | 'building';
      /** Empty of a building, which is in a `preview` alone. */
      readonly name: string;
      readonly neighbourhoodId?: string | undefined;
    };
    readonly geometry: {
      readonly type: 'Point' | 'LineString' | 'MultiLineString' | 'Polygon' | 'MultiPolygon';
      readonly coordinates: readonly unknown[];
    };
  }[];
}

export interface FootageAnswer {
  readonly from: string;
  readonly to: string;
  readonly now: string;
  /** Whether coverage was compared with the evidence log: 36 cameras and 12 hours of all of them together at most; under a request 72 hours. */
  readonly compared: boolean;
  /** The place that `place` matched. */
  readonly place?:
    | {
        readonly kind: 'neighbourhood' | 'street' | 'landmark' | 'camera';
        readonly name: string;
        readonly aliases: readonly string[];
        readonly at?: Place | undefined;
        readonly box?: Box | undefined;
        readonly neighbourhoodId?: string | undefined;
        readonly cameraId?: string | undefined;
      }
    | undefined;
  /** By rank: whether it recorded, how it sees the place, distance. */
  readonly cameras: readonly CameraFootage[];
}

export interface CameraFootage {
  readonly id: string;
  readonly name: string;
  readonly neighbourhoodId: string;
  readonly place?: CameraPlace | undefined;
  readonly enabled: boolean;
  /** Shape in which its pictures are to be seen, 16:9; absent: as its stream says. */
  readonly displayAspect?: string | undefined;
  readonly distanceM?: number | undefined;
  readonly view?: 'facing' | 'oblique' | 'away' | 'unknown' | undefined;
  /** Farther than a person is noticed with that field of view (IEC 62676-4). */
  readonly isFar?: boolean | undefined;
  /** A building of the map stands between the camera and the place. */
  readonly isBlocked?: true | undefined;
  /** Of the range as far as it has come, 0 to 1; absent before it begins. */
  readonly recordedShare?: number | undefined;
  readonly clock?: CameraClock | undefined;
  readonly spans: readonly TimeRange[];
  readonly gaps: readonly Gap[];
  /** not known yet */
  readonly open: readonly TimeRange[];
  /** Time ranges under open holds. */
  readonly held: readonly TimeRange[];
  /** Footage whose records are not sealed yet; the rest is sealed. Absent: unchecked. */
  readonly pending?: readonly TimeRange[] | undefined;
  /** Time of which the catalogue does not tell what was recorded. Absent: unchecked. */
  readonly altered?: readonly AlteredTime[] | undefined;
}

export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly reason:
    | 'offline'
    | 'auth'
    | 'unsupported'
    | 'no-keyframe'
    | 'recorder'
    | 'disk'
    | 'paused'
    | 'switched-off'
    | 'no-notice'
    | 'damaged'
    | 'clock'
    | 'expired'
    | 'unknown';
}

export interface AlteredTime {
  readonly from: string;
  readonly to: string;
  /** missing: a segment was recorded, and the catalogue has none */
  readonly kind: 'segment' | 'gap' | 'missing';
}

export interface NegativeAnswer {
  readonly id: string;
  readonly statedAt: string;
  readonly from: string;
  readonly to: string;
  /** why there is no footage */
  readonly grounds: readonly ('no-camera' | 'dead' | 'paused' | 'expired' | 'never-recorded')[];
  /** of the statement */
  readonly sha256: string;
  /** where the statement stands in the evidence log */
  readonly record: {
    readonly chain: string;
    readonly seq: number;
  };
}

export interface NewNegativeAnswer {
  readonly caseNumber: string;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly authority?: string | undefined;
  readonly place?: string | undefined;
}

export type RequestArea =
  | {
      readonly near: {
        readonly lat: number;
        readonly lon: number;
      };
      readonly radiusM: number;
    }
  | {
      readonly bbox: {
        readonly west: number;
        readonly south: number;
        readonly east: number;
        readonly north: number;
      };
    }
  | {
      readonly polygon: readonly {
        readonly lat: number;
        readonly lon: number;
      }[];
    }
  | {
      readonly neighbourhood: string;
    }
  | {
      readonly cameras: readonly string[];
    };

export interface SubmittedRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly authority?: string | undefined;
  readonly legalBasis?: string | undefined;
  /** the authority’s written request; filed without one are emergencies and old requests */
  readonly letter?:
    | {
        readonly number: string;
        /** 2026-11-21 */
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly urgency: 'routine' | 'urgent' | 'emergency';
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed';
  /** approved, but past its time */
  readonly isExpired: boolean;
  readonly requester: Person;
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly submittedAt?: string | undefined;
  /** until when a second person should have spoken */
  readonly answerBy?: string | undefined;
  readonly isOverdue: boolean;
  readonly expiresAt?: string | undefined;
  readonly decision?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly onBehalfOf?: Person | undefined;
        readonly sameStation?: SameStation | undefined;
        readonly reason?: string | undefined;
        readonly verdict: 'approved' | 'refused';
      }
    | undefined;
  /** opened before a custodian saw it; while submitted, it waits for a countersignature */
  readonly emergency?:
    | {
        readonly reason: string;
        /** it has no written request; until when one should be added */
        readonly letterDueAt?: string | undefined;
        /** written requests that were added later; each corrects the one before */
        readonly letters?:
          | readonly {
              readonly number: string;
              readonly day: string;
              readonly authority: string;
              readonly at: string;
              readonly by: Person;
            }[]
          | undefined;
        /** a second person who stands behind it until the review */
        readonly countersignature?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
            }
          | undefined;
        readonly review?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
              readonly reason?: string | undefined;
              readonly verdict: 'justified' | 'not-justified';
            }
          | undefined;
      }
    | undefined;
  readonly closing?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly outcome: Outcome;
        readonly note?: string | undefined;
      }
    | undefined;
  readonly effectiveScope: readonly OpenedCamera[];
  readonly emergencyUse?: EmergencyUse | undefined;
  /** what the caller, who may answer it, has in common now with whoever filed or countersigned it */
  readonly fromHere?: 'browser' | 'address' | 'both' | undefined;
  /** segments that were marked for deletion, and stay */
  readonly rescued: number;
  /** segments whose deletion had begun */
  readonly tooLate: number;
}

export type Outcome = 'found' | 'not-found' | 'handed-over' | 'led-to-handling' | 'withdrawn';

export interface OpenedCamera {
  readonly cameraId: string;
  readonly name?: string | undefined;
  /** for playback and stills: in whole GOPs */
  readonly from: string;
  readonly to: string;
  /** for exports: in whole segments */
  readonly originals: {
    readonly from: string;
    readonly to: string;
  };
  readonly spans: readonly TimeRange[];
  readonly gaps: readonly Gap[];
  /** not known yet */
  readonly open: readonly TimeRange[];
  /** Footage whose records are not sealed yet; the rest is sealed. Absent: unchecked. */
  readonly pending?: readonly TimeRange[] | undefined;
  /** Time of which the catalogue does not tell what was recorded. Absent: unchecked. */
  readonly altered?: readonly AlteredTime[] | undefined;
}

/** what an emergency has given out before its review */
export interface EmergencyUse {
  readonly servedBytes: number;
  readonly mostBytes: number;
  readonly stills: number;
  /** absent once it is countersigned */
  readonly mostStills?: number | undefined;
}

export interface NewRequest {
  readonly caseNumber: string;
  readonly authority: string;
  readonly legalBasis: string;
  readonly letter?:
    | {
        readonly number: string;
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly urgency?: 'routine' | 'urgent' | undefined;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
}

export interface FiledRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly authority?: string | undefined;
  readonly legalBasis?: string | undefined;
  /** the authority’s written request; filed without one are emergencies and old requests */
  readonly letter?:
    | {
        readonly number: string;
        /** 2026-11-21 */
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly urgency: 'routine' | 'urgent' | 'emergency';
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed';
  /** approved, but past its time */
  readonly isExpired: boolean;
  readonly requester: Person;
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly submittedAt?: string | undefined;
  /** until when a second person should have spoken */
  readonly answerBy?: string | undefined;
  readonly isOverdue: boolean;
  readonly expiresAt?: string | undefined;
  readonly decision?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly onBehalfOf?: Person | undefined;
        readonly sameStation?: SameStation | undefined;
        readonly reason?: string | undefined;
        readonly verdict: 'approved' | 'refused';
      }
    | undefined;
  /** opened before a custodian saw it; while submitted, it waits for a countersignature */
  readonly emergency?:
    | {
        readonly reason: string;
        /** it has no written request; until when one should be added */
        readonly letterDueAt?: string | undefined;
        /** written requests that were added later; each corrects the one before */
        readonly letters?:
          | readonly {
              readonly number: string;
              readonly day: string;
              readonly authority: string;
              readonly at: string;
              readonly by: Person;
            }[]
          | undefined;
        /** a second person who stands behind it until the review */
        readonly countersignature?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
            }
          | undefined;
        readonly review?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
              readonly reason?: string | undefined;
              readonly verdict: 'justified' | 'not-justified';
            }
          | undefined;
      }
    | undefined;
  readonly closing?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly outcome: Outcome;
        readonly note?: string | undefined;
      }
    | undefined;
}

export interface FootageRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly authority?: string | undefined;
  readonly legalBasis?: string | undefined;
  /** the authority’s written request; filed without one are emergencies and old requests */
  readonly letter?:
    | {
        readonly number: string;
        /** 2026-11-21 */
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly urgency: 'routine' | 'urgent' | 'emergency';
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed';
  /** approved, but past its time */
  readonly isExpired: boolean;
  readonly requester: Person;
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly submittedAt?: string | undefined;
  /** until when a second person should have spoken */
  readonly answerBy?: string | undefined;
  readonly isOverdue: boolean;
  readonly expiresAt?: string | undefined;
  readonly decision?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly onBehalfOf?: Person | undefined;
        readonly sameStation?: SameStation | undefined;
        readonly reason?: string | undefined;
        readonly verdict: 'approved' | 'refused';
      }
    | undefined;
  /** opened before a custodian saw it; while submitted, it waits for a countersignature */
  readonly emergency?:
    | {
        readonly reason: string;
        /** it has no written request; until when one should be added */
        readonly letterDueAt?: string | undefined;
        /** written requests that were added later; each corrects the one before */
        readonly letters?:
          | readonly {
              readonly number: string;
              readonly day: string;
              readonly authority: string;
              readonly at: string;
              readonly by: Person;
            }[]
          | undefined;
        /** a second person who stands behind it until the review */
        readonly countersignature?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
            }
          | undefined;
        readonly review?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
              readonly reason?: string | undefined;
              readonly verdict: 'justified' | 'not-justified';
            }
          | undefined;
      }
    | undefined;
  readonly closing?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly outcome: Outcome;
        readonly note?: string | undefined;
      }
    | undefined;
  readonly effectiveScope: readonly OpenedCamera[];
  readonly emergencyUse?: EmergencyUse | undefined;
  /** what the caller, who may answer it, has in common now with whoever filed or countersigned it */
  readonly fromHere?: 'browser' | 'address' | 'both' | undefined;
}

export interface NewClosing {
  readonly outcome: Outcome;
  readonly note?: string | undefined;
}

export interface NewEmergency {
  readonly caseNumber: string;
  readonly authority: string;
  readonly legalBasis: string;
  readonly letter?:
    | {
        readonly number: string;
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly emergencyReason: string;
}

export interface NewLetter {
  readonly authority: string;
  readonly number: string;
  readonly day: string;
}

export interface Inbox {
  /** most urgent first */
  readonly waiting: readonly AwaitingRequest[];
  /** not reviewed yet */
  readonly emergencies: readonly AwaitingRequest[];
  /** emergencies without a written request, 200 at most; the longest waiting first */
  readonly withoutLetter: readonly FiledRequest[];
  /** what will make footage expire sooner */
  readonly shortenings: readonly Shortening[];
  /** whose review is due */
  readonly holdsDue: readonly Hold[];
  /** bytes held by unapproved requests and by hand; beyond the maximum none of them is accepted */
  readonly unapproved: {
    readonly heldBytes: number;
    readonly mostBytes: number;
    readonly isNearMost: boolean;
  };
}

export interface AwaitingRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly authority?: string | undefined;
  readonly legalBasis?: string | undefined;
  /** the authority’s written request; filed without one are emergencies and old requests */
  readonly letter?:
    | {
        readonly number: string;
        /** 2026-11-21 */
        readonly day: string;
      }
    | undefined;
  readonly purpose: string;
  readonly report?: string | undefined;
  readonly urgency: 'routine' | 'urgent' | 'emergency';
  readonly area: RequestArea;
  readonly from: string;
  readonly to: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed';
  /** approved, but past its time */
  readonly isExpired: boolean;
  readonly requester: Person;
  readonly cameraIds: readonly string[];
  readonly createdAt: string;
  readonly submittedAt?: string | undefined;
  /** until when a second person should have spoken */
  readonly answerBy?: string | undefined;
  readonly isOverdue: boolean;
  readonly expiresAt?: string | undefined;
  readonly decision?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly onBehalfOf?: Person | undefined;
        readonly sameStation?: SameStation | undefined;
        readonly reason?: string | undefined;
        readonly verdict: 'approved' | 'refused';
      }
    | undefined;
  /** opened before a custodian saw it; while submitted, it waits for a countersignature */
  readonly emergency?:
    | {
        readonly reason: string;
        /** it has no written request; until when one should be added */
        readonly letterDueAt?: string | undefined;
        /** written requests that were added later; each corrects the one before */
        readonly letters?:
          | readonly {
              readonly number: string;
              readonly day: string;
              readonly authority: string;
              readonly at: string;
              readonly by: Person;
            }[]
          | undefined;
        /** a second person who stands behind it until the review */
        readonly countersignature?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
            }
          | undefined;
        readonly review?:
          | {
              readonly at: string;
              readonly by: Person;
              readonly onBehalfOf?: Person | undefined;
              readonly sameStation?: SameStation | undefined;
              readonly reason?: string | undefined;
              readonly verdict: 'justified' | 'not-justified';
            }
          | undefined;
      }
    | undefined;
  readonly closing?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly outcome: Outcome;
        readonly note?: string | undefined;
      }
    | undefined;
  readonly effectiveScope: readonly OpenedCamera[];
  readonly emergencyUse?: EmergencyUse | undefined;
  /** what the caller, who may answer it, has in common now with whoever filed or countersigned it */
  readonly fromHere?: 'browser' | 'address' | 'both' | undefined;
  /** false for the caller’s own request and that of a represented custodian */
  readonly mayDecide: boolean;
}

export interface Shortening {
  /** a shorter policy, or a confirmation of the clock */
  readonly of: 'policy' | 'clock';
  /** of a clock: the site whose clock was confirmed */
  readonly site?: string | undefined;
  readonly since: string;
  /** footage expires sooner from then on, unless it is stopped before */
  readonly countsFrom: string;
  readonly by: Person;
  /** what will expire then, counted when it was set; absent of earlier versions */
  readonly footage?:
    | {
        readonly segments: number;
        readonly cameras: number;
        readonly hours: number;
        readonly sizeBytes: number;
      }
    | undefined;
}

export interface Hold {
  readonly id: string;
  /** ids */
  readonly cameras: readonly string[];
  readonly from: string;
  readonly to: string;
  /** absent if the caller may not see the request */
  readonly caseNumber?: string | undefined;
  /** absent if the caller may not see the request */
  readonly reason?: string | undefined;
  /** within a year; a date alone never releases a hold */
  readonly reviewAt: string;
  /** absent if the caller may not see the request */
  readonly owner?:
    | {
        readonly id?: string | undefined;
        /** absent once the user is forgotten */
        readonly fullName?: string | undefined;
        /** all that an auditor sees */
        readonly pseudonym?: string | undefined;
      }
    | undefined;
  /** it ends only with its request */
  readonly isOfRequest: boolean;
  /** absent if the caller may not see the request */
  readonly requestId?: string | undefined;
  readonly createdAt: string;
  readonly isReviewDue: boolean;
  readonly release?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly reason: string;
      }
    | undefined;
}

export type NewDecision =
  | {
      readonly verdict: 'approved';
      readonly reason?: string | undefined;
    }
  | {
      readonly verdict: 'refused';
      readonly reason: string;
    };

export interface NewReview {
  readonly verdict: 'justified' | 'not-justified';
  readonly reason: string;
}

export interface Mark {
  readonly id: string;
  readonly cameraId: string;
  readonly at: string;
  readonly note: string;
  /** whether the minutes show the frame of that instant */
  readonly still: boolean;
  readonly by: Person;
  readonly madeAt: string;
  readonly changedAt?: string | undefined;
}

export interface NewMark {
  readonly cameraId: string;
  readonly at: string;
  readonly note: string;
  readonly still?: boolean | undefined;
}

export interface MarkWords {
  readonly note?: string | undefined;
  readonly still?: boolean | undefined;
}

export interface Deputy {
  readonly id: string;
  readonly custodian: Person;
  readonly deputy: Person;
  readonly from: string;
  readonly to: string;
}

export interface NewDeputy {
  /** sign-in name of the deputy */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface Changes {
  /** by time, 200 at most */
  readonly moments: readonly {
    /** of the last picture before it */
    readonly from: string;
    /** of the last picture that still changed */
    readonly to: string;
    /** of the picture that shows it most */
    readonly at: string;
    /** part of the box that changed, 0 to 1 */
    readonly share: number;
    /** most of the picture changed: the light, or the aim of the camera */
    readonly whole: boolean;
  }[];
  /** whether more were found; the strongest are there */
  readonly cut: boolean;
  /** that were compared */
  readonly pictures: number;
  /** between two pictures: what is shorter may be missed */
  readonly longestStepMs: number;
  readonly unsearched: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason:
      | 'not-recorded'
      | 'pending'
      | 'no-pictures'
      | 'altered'
      | 'unreadable'
      | 'between-pictures';
  }[];
}

/** 6 hours at most; `box` in parts of the picture from its top left, without it all of the picture */
export interface ChangeSearch {
  readonly from: string;
  readonly to: string;
  readonly box?:
    | {
        readonly left: number;
        readonly top: number;
        readonly width: number;
        readonly height: number;
      }
    | undefined;
}

export interface Export {
  readonly id: string;
  readonly requestId: string;
  readonly state: 'building' | 'ready' | 'cancelled' | 'failed';
  readonly orderedAt: string;
  readonly choice: ExportChoice;
  readonly settledAt?: string | undefined;
  readonly failure?: string | undefined;
  readonly progress: {
    readonly files: number;
    readonly filesDone: number;
    readonly bytes: number;
    readonly bytesDone: number;
    readonly faults: number;
  };
  readonly sealAwaitedSince?: string | undefined;
  readonly archive?:
    | {
        readonly sizeBytes: number;
        readonly fileName: string;
        /** of the file manifest.json; absent of an export that an earlier version built */
        readonly manifestSha256?: string | undefined;
      }
    | undefined;
  readonly handOvers: readonly HandOver[];
}

export interface ExportChoice {
  /** absent: all of the request */
  readonly cameras?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly originals: boolean;
  readonly clips: boolean;
}

export interface HandOver {
  readonly id: string;
  readonly madeAt: string;
  readonly recipient: Recipient;
  readonly endsAt?: string | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly acknowledged?: Acknowledgement | undefined;
  /** what of it is not as its record in the evidence log says */
  readonly altered?: 'record' | 'manifestSha256' | 'how' | 'at' | 'recipient' | undefined;
}

export interface Recipient {
  readonly name: string;
  readonly agency: string;
  /** number of the paper that sends the person, or of the signed form */
  readonly paper: string;
}

export interface Acknowledgement {
  readonly how: 'link' | 'form';
  /** when it came, or was entered */
  readonly at: string;
  /** as the recipient typed it, or as it stands on the form */
  readonly signer: string;
  /** the day on the form */
  readonly signedOn?: string | undefined;
  readonly manifestSha256: string;
  /** where it stands in the evidence log */
  readonly record: {
    readonly chain: string;
    readonly seq: number;
  };
}

export interface NewExport {
  readonly cameras?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly originals?: boolean | undefined;
  readonly clips?: boolean | undefined;
}

export interface ExportSizes {
  /** of papers and records */
  readonly paperBytes: number;
  readonly cameras: readonly CameraSizes[];
}

export interface CameraSizes {
  readonly cameraId: string;
  readonly originalBytes: number;
  readonly clipBytes: number;
  /** of what goes with either: indexes and pictures */
  readonly besideBytes: number;
}

export interface HandOverLink {
  readonly handOver: HandOver;
  /** opens at `/hand-over#<token>` of the console; shown this once */
  readonly token: string;
}

export interface SignedHandOverForm {
  readonly name: string;
  readonly agency: string;
  /** number of the paper that sends the person, or of the signed form */
  readonly paper: string;
  readonly signedOn: string;
  /** of the manifest, as it was compared: hex, lower case */
  readonly sha256: string;
}

export interface SeenHandOver {
  readonly caseNumber: string;
  readonly fileName: string;
  /** in the bundle, as the verifier counts them */
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestSha256: string;
  /** full name; absent once the user is forgotten */
  readonly givenBy?: string | undefined;
  /** the office of that person */
  readonly agency?: string | undefined;
  readonly recipient: Recipient;
  readonly endsAt?: string | undefined;
}

export interface HandOverToken {
  readonly token: string;
}

export interface ConfirmedHandOver {
  readonly at: string;
  readonly signer: string;
  readonly manifestSha256: string;
}

export interface HandOverConfirmation {
  readonly token: string;
  readonly name: string;
  /** of the manifest, as it was compared: hex, lower case */
  readonly sha256: string;
}

export interface PlacedHold {
  readonly id: string;
  /** ids */
  readonly cameras: readonly string[];
  readonly from: string;
  readonly to: string;
  /** absent if the caller may not see the request */
  readonly caseNumber?: string | undefined;
  /** absent if the caller may not see the request */
  readonly reason?: string | undefined;
  /** within a year; a date alone never releases a hold */
  readonly reviewAt: string;
  /** absent if the caller may not see the request */
  readonly owner?:
    | {
        readonly id?: string | undefined;
        /** absent once the user is forgotten */
        readonly fullName?: string | undefined;
        /** all that an auditor sees */
        readonly pseudonym?: string | undefined;
      }
    | undefined;
  /** it ends only with its request */
  readonly isOfRequest: boolean;
  /** absent if the caller may not see the request */
  readonly requestId?: string | undefined;
  readonly createdAt: string;
  readonly isReviewDue: boolean;
  readonly release?:
    | {
        readonly at: string;
        readonly by: Person;
        readonly reason: string;
      }
    | undefined;
  /** segments that were marked for deletion, and stay */
  readonly rescued: number;
  /** segments whose deletion had begun */
  readonly tooLate: number;
}

export interface NewHold {
  /** ids */
  readonly cameras: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly caseNumber: string;
  /** 10 to 1000 characters */
  readonly reason: string;
  /** within a year; a date alone never releases a hold */
  readonly reviewAt: string;
}

export interface HoldReview {
  readonly reviewAt: string;
}

export interface HoldRelease {
  /** 10 to 1000 characters */
  readonly reason: string;
}

export interface Retention {
  readonly now: string;
  /** nothing younger expires, and no policy may be shorter */
  readonly floorSeconds: number;
  /** time before a change counts that shortens retention */
  readonly delaySeconds: number;
  readonly policy?: RetentionPolicy | undefined;
  /** stopped by a custodian or withdrawn by an admin: what counted before, put back; joined by an upgrade from those of each site */
  readonly cause?: 'set' | 'stopped' | 'withdrawn' | 'joined' | undefined;
  readonly setAt?: string | undefined;
  readonly setBy?: Person | undefined;
  /** what will make footage expire sooner, the next first */
  readonly waiting: readonly Shortening[];
  readonly clock: ExpiryClock;
  readonly stopped?: ExpiryStop | undefined;
}

export interface RetentionPolicy {
  /** above 0; may be parts of a day */
  readonly days: number;
  /** younger footage is never deleted, even above the quota */
  readonly minimumDays: number;
  /** maximum bytes of originals */
  readonly quotaBytes?: number | undefined;
  readonly neighbourhoods: readonly {
    readonly neighbourhoodId: string;
    /** above 0; may be parts of a day */
    readonly days: number;
  }[];
  readonly cameras: readonly {
    readonly cameraId: string;
    /** above 0; may be parts of a day */
    readonly days: number;
  }[];
  readonly requireClockSync: boolean;
}

export interface ExpiryClock {
  /** the site whose clock it is */
  readonly site?: string | undefined;
  readonly judgedAt?: string | undefined;
  /** false: nothing new is deleted */
  readonly isTrusted: boolean;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** nothing expires: too many objects are not in the store */
export interface ExpiryStop {
  readonly at: string;
  /** objects that should be there, and are absent */
  readonly missing: number;
  /** objects that were looked for */
  readonly expected: number;
}

export interface NewRetentionPolicy {
  /** above 0; may be parts of a day */
  readonly days: number;
  /** younger footage is never deleted, even above the quota */
  readonly minimumDays: number;
  readonly quotaBytes?: number | undefined;
  readonly neighbourhoods?:
    | readonly {
        readonly neighbourhoodId: string;
        /** above 0; may be parts of a day */
        readonly days: number;
      }[]
    | undefined;
  readonly cameras?:
    | readonly {
        readonly cameraId: string;
        /** above 0; may be parts of a day */
        readonly days: number;
      }[]
    | undefined;
  readonly requireClockSync?: boolean | undefined;
}

export interface RetentionForecast {
  readonly storedBytes: number;
  readonly heldBytes: number;
  /** measured over the last day and hour */
  readonly bytesPerDay: number;
  /** in the steady state, when expiry equals new footage */
  readonly neededBytes?: number | undefined;
  /** the smaller of quota and disk */
  readonly capacityBytes?: number | undefined;
  /** absent: never */
  readonly daysToFull?: number | undefined;
  /** absent: all days of the policy */
  readonly daysThatFit?: number | undefined;
  /** past its time now, in whole UTC days */
  readonly pastBytes: number;
  readonly conflicts: readonly (
    | 'no-policy'
    | 'disk-too-small'
    | 'quota-above-disk'
    | 'quota-shortens'
    | 'quota-below-minimum'
    | 'quota-below-floor'
  )[];
}

export interface PolicyForecast {
  readonly storedBytes: number;
  readonly heldBytes: number;
  /** measured over the last day and hour */
  readonly bytesPerDay: number;
  /** in the steady state, when expiry equals new footage */
  readonly neededBytes?: number | undefined;
  /** the smaller of quota and disk */
  readonly capacityBytes?: number | undefined;
  /** absent: never */
  readonly daysToFull?: number | undefined;
  /** absent: all days of the policy */
  readonly daysThatFit?: number | undefined;
  /** past its time now, in whole UTC days */
  readonly pastBytes: number;
  readonly conflicts: readonly (
    | 'no-policy'
    | 'disk-too-small'
    | 'quota-above-disk'
    | 'quota-shortens'
    | 'quota-below-minimum'
    | 'quota-below-floor'
  )[];
  /** absent where nothing would expire sooner */
  readonly shortening?:
    | {
        readonly countsFrom: string;
        /** what would expire then, in the numbers that custodians get */
        readonly footage: {
          readonly segments: number;
          readonly cameras: number;
          readonly hours: number;
          readonly sizeBytes: number;
        };
      }
    | undefined;
}

export interface DeletionReceipt {
  readonly id: string;
  readonly cause: 'days' | 'quota';
  readonly markedAt: string;
  readonly begunAt: string;
  readonly forgottenAt: string;
  readonly from: string;
  readonly to: string;
  readonly cameras: number;
  readonly segments: number;
  /** keys that the digest names */
  readonly objects: number;
  /** absent in receipts of earlier versions */
  readonly tally?:
    | {
        /** objects that were there, and are gone */
        readonly deleted: number;
        /** objects that were not there when the deletion began */
        readonly absent: number;
        /** objects that the store holds locked; they stay */
        readonly failed: number;
      }
    | undefined;
  /** bytes of the originals that were there */
  readonly sizeBytes: number;
  readonly keysSha256: string;
}

/** what is stopped: the policies that wait, or the confirmation of the clock */
export interface NewStop {
  readonly of: 'policy' | 'clock';
}

export interface CustodyPage {
  /** newest first */
  readonly events: readonly CustodyEvent[];
  /** `before` of the next page; absent: there is none */
  readonly next?: number | undefined;
}

export interface CustodyEvent {
  readonly seq: number;
  readonly at: string;
  readonly event: string;
  /** pseudonym; absent: the service itself */
  readonly actor?: string | undefined;
  readonly role: string;
  readonly tokenId?: string | undefined;
  /** pseudonym of the user concerned */
  readonly subject?: string | undefined;
  readonly requestId?: string | undefined;
  readonly cameraId?: string | undefined;
  /** wall time of footage */
  readonly opened?:
    | {
        readonly from: string;
        readonly to: string;
      }
    | undefined;
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
  readonly sha256: string;
}

export interface OpenedActor {
  readonly actor: string;
  readonly userId: string;
  readonly name: string;
  readonly fullName: string;
  readonly role: string;
}

export interface ActorOpening {
  readonly reason: string;
}

export interface LookingPage {
  readonly sessions: readonly LookingSession[];
  /** a longer pause begins another session */
  readonly longestPauseMs: number;
  /** `after` of the next page; absent: there is none */
  readonly next?: string | undefined;
}

export interface LookingSession {
  /** of its first event; opens it */
  readonly id: string;
  readonly from: string;
  /** when its last event happened */
  readonly to: string;
  /** pseudonym */
  readonly actor: string;
  readonly role: string;
  /** absent: at check pictures, outside any request */
  readonly requestId?: string | undefined;
  readonly caseNumber?: string | undefined;
  readonly cameraIds: readonly string[];
  readonly events: number;
  /** playlists, stills, bundles and checks; all previews together are one */
  readonly looks: number;
  readonly seen: SeenInSession;
}

export interface SeenInSession {
  readonly playlists: number;
  /** that left */
  readonly gops: number;
  /** how long they play; counted again where they were sent again */
  readonly servedMs: number;
  readonly stills: number;
  /** strips of previews under the pointer */
  readonly previews: number;
  /** searches for changes; nothing was shown by them */
  readonly searches: number;
  /** bundles, ordered or downloaded */
  readonly exports: number;
  readonly marks: number;
  /** check pictures of cameras, and trials of streams */
  readonly checks: number;
}

export interface OpenedSession {
  /** in the order in which they happened */
  readonly events: readonly CustodyEvent[];
  /** `after` of the next page; absent: there is none */
  readonly next?: number | undefined;
}

export interface MonthReport {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  /** not over: the figures are those so far */
  readonly isRunning: boolean;
  readonly madeAt: string;
  readonly figures: MonthFigures;
  /** of the month before */
  readonly before: {
    /** of the custody log, by name */
    readonly events: Readonly<Record<string, number>>;
    /** looks at pictures, of each day of the month */
    readonly looksByDay: readonly number[];
    readonly looking: {
      readonly sessions: number;
      readonly people: number;
      /** how long the footage plays that left */
      readonly servedMs: number;
    };
    readonly requests: {
      /** filed in the month, as they are now */
      readonly all: {
        readonly filed: number;
        readonly approved: number;
        readonly refused: number;
        readonly emergencies: number;
        /** emergencies that a review found unjustified */
        readonly unjustified: number;
        /** emergencies that have no written request yet */
        readonly withoutLetter: number;
      };
      readonly byAuthority: readonly NamedRequests[];
      readonly byBasis: readonly NamedRequests[];
    };
    readonly coverage: {
      readonly cameras: number;
      /** of these, that recorded something */
      readonly recording: number;
      readonly accountedMs: number;
      readonly missingMs: number;
      /** longest first; what expired was recorded */
      readonly gaps: readonly {
        readonly reason: string;
        readonly gaps: number;
        readonly ms: number;
      }[];
    };
    readonly deletions: {
      readonly done: number;
      readonly segments: number;
      readonly bytes: number;
      /** marked for a day or longer, and not done */
      readonly late: number;
    };
    /** at the end of the month, or now */
    readonly standing: {
      readonly holds: number;
      readonly paused: number;
      readonly withdrawn: number;
    };
  };
  /** the evidence log and the service, now */
  readonly log: {
    readonly sealed?:
      | {
          readonly size: number;
          readonly at: string;
        }
      | undefined;
    readonly witnessed?:
      | {
          readonly size: number;
          readonly at: string;
        }
      | undefined;
    readonly troubles: number;
  };
}

export interface MonthFigures {
  /** of the custody log, by name */
  readonly events: Readonly<Record<string, number>>;
  /** looks at pictures, of each day of the month */
  readonly looksByDay: readonly number[];
  readonly looking: {
    readonly sessions: number;
    readonly people: number;
    /** how long the footage plays that left */
    readonly servedMs: number;
  };
  readonly requests: {
    /** filed in the month, as they are now */
    readonly all: {
      readonly filed: number;
      readonly approved: number;
      readonly refused: number;
      readonly emergencies: number;
      /** emergencies that a review found unjustified */
      readonly unjustified: number;
      /** emergencies that have no written request yet */
      readonly withoutLetter: number;
    };
    readonly byAuthority: readonly NamedRequests[];
    readonly byBasis: readonly NamedRequests[];
  };
  readonly coverage: {
    readonly cameras: number;
    /** of these, that recorded something */
    readonly recording: number;
    readonly accountedMs: number;
    readonly missingMs: number;
    /** longest first; what expired was recorded */
    readonly gaps: readonly {
      readonly reason: string;
      readonly gaps: number;
      readonly ms: number;
    }[];
  };
  readonly deletions: {
    readonly done: number;
    readonly segments: number;
    readonly bytes: number;
    /** marked for a day or longer, and not done */
    readonly late: number;
  };
  /** at the end of the month, or now */
  readonly standing: {
    readonly holds: number;
    readonly paused: number;
    readonly withdrawn: number;
  };
}

export interface NamedRequests {
  /** empty where none is stated */
  readonly name: string;
  readonly filed: number;
  readonly approved: number;
  readonly refused: number;
  readonly emergencies: number;
  /** emergencies that a review found unjustified */
  readonly unjustified: number;
  /** emergencies that have no written request yet */
  readonly withoutLetter: number;
}

export interface CustodyVerdict {
  /** up to which the log is intact */
  readonly head: string;
  /** the newest event */
  readonly logHead: string;
  /** verified events of this page */
  readonly count: number;
  /** false: call again with `after` */
  readonly isDone: boolean;
  readonly fault?:
    | {
        readonly seq: number;
        readonly kind:
          | 'misplaced'
          | 'unlinked'
          | 'changed'
          | 'not-as-kept'
          | 'truncated'
          | 'added'
          | 'missing'
          | 'not-as-signed';
        /** how many events are not there */
        readonly missing?: number | undefined;
      }
    | undefined;
}

export interface CoverageComparison {
  readonly cameraId: string;
  readonly from: string;
  readonly to: string;
  readonly stored: readonly TimeRange[];
  readonly gaps: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason:
      | 'offline'
      | 'auth'
      | 'unsupported'
      | 'no-keyframe'
      | 'recorder'
      | 'disk'
      | 'paused'
      | 'switched-off'
      | 'no-notice'
      | 'damaged'
      | 'clock'
      | 'expired'
      | 'unknown';
  }[];
  /** stored and opened */
  readonly opened: readonly TimeRange[];
  /** stored and never opened */
  readonly unopened: readonly TimeRange[];
  /** opened where nothing is stored */
  readonly openedWithoutFootage: readonly TimeRange[];
  /** opened and served */
  readonly served: readonly TimeRange[];
  /** served although no event opened it: must be empty */
  readonly servedUnopened: readonly TimeRange[];
  readonly totals: {
    readonly storedMs: number;
    readonly openedMs: number;
    readonly servedMs: number;
  };
  readonly requests: readonly {
    readonly requestId: string;
    readonly looks: number;
  }[];
}

export interface JobQueue {
  readonly queue: string;
  readonly job:
    | 'discover-cameras'
    | 'import-cameras'
    | 'record-camera'
    | 'ingest-segment'
    | 'make-pictures'
    | 'watch-coverage'
    | 'measure-clocks'
    | 'plan-expiry'
    | 'expire-segments'
    | 'check-storage'
    | 'adopt-records'
    | 'send-notifications'
    | 'remind-custodians'
    | 'watch-needs'
    | 'build-export'
    | 'make-copy'
    | 'seal-log'
    | 'prepare-partitions';
  /** whose workers alone do its jobs */
  readonly site?: string | undefined;
  /** whose workers alone do its jobs */
  readonly node?: string | undefined;
  /** false: no worker of its node is alive */
  readonly hasWorker: boolean;
  /** what queues the work of a failed job again: its schedule, a timer, or a person alone */
  readonly renewal: 'schedule' | 'when-due' | 'person';
  readonly running: number;
  readonly waiting: number;
  readonly delayed: number;
  /** of the last seven days, not done since */
  readonly failed: number;
  /** failed jobs that are not kept, because there were more than 500 */
  readonly dropped: number;
  /** since when the next of the waiting jobs waits; absent where none does */
  readonly oldestWaitingAt?: string | undefined;
  readonly doneInHour: number;
  /** to the minute */
  readonly lastDoneAt?: string | undefined;
}

export interface Job {
  readonly id: string;
  readonly state: 'running' | 'waiting' | 'delayed' | 'failed' | 'done-since';
  readonly subject: {
    readonly camera?:
      | {
          readonly id: string;
          readonly name: string;
        }
      | undefined;
    /** the number of a file within its run */
    readonly segment?: number | undefined;
    /** of an export, an import or a discovery, or of the stream of a camera that is gone */
    readonly id?: string | undefined;
  };
  /** tries that failed; of a failed job, how often it failed */
  readonly failures: number;
  /** error code of the last failure */
  readonly code?: string | undefined;
  /** when it was queued or began; of a failed job, its first failure */
  readonly since: string;
  readonly dueAt?: string | undefined;
  readonly lastFailedAt?: string | undefined;
  /** when a person queued the failed job again */
  readonly queuedAt?: string | undefined;
  readonly doneAt?: string | undefined;
  readonly isRetriable: boolean;
}

/** Every route there is: a `Record` of them without a row for each does not compile. */
export type RouteName =
  | 'get /healthz'
  | 'get /readyz'
  | 'get /metrics'
  | 'get /api/openapi.json'
  | 'get /api/docs'
  | 'get /api/docs.css'
  | 'post /api/first-admin'
  | 'post /api/link'
  | 'post /api/link/use'
  | 'post /api/session'
  | 'get /api/session'
  | 'delete /api/session'
  | 'get /api/account/second-factor'
  | 'post /api/account/second-factor'
  | 'post /api/account/second-factor/confirm'
  | 'post /api/account/password'
  | 'put /api/account/email'
  | 'get /api/account/sessions'
  | 'delete /api/account/sessions'
  | 'delete /api/account/sessions/:id'
  | 'get /api/account/tokens'
  | 'post /api/account/tokens'
  | 'delete /api/account/tokens/:id'
  | 'get /api/console'
  | 'get /api/request-lists'
  | 'put /api/request-lists'
  | 'get /api/system'
  | 'get /api/first-steps'
  | 'get /api/rights'
  | 'get /api/users'
  | 'post /api/users'
  | 'patch /api/users/:id'
  | 'put /api/users/:id/email'
  | 'post /api/users/:id/password-reset'
  | 'post /api/users/:id/second-factor-reset'
  | 'get /api/users/:id/sessions'
  | 'delete /api/users/:id/sessions'
  | 'delete /api/users/:id/sessions/:sessionId'
  | 'get /api/users/:id/tokens'
  | 'delete /api/users/:id/tokens/:tokenId'
  | 'get /api/resets'
  | 'delete /api/resets/:id'
  | 'get /api/founding'
  | 'post /api/founding/offer'
  | 'post /api/founding/closing'
  | 'get /api/founding/paper'
  | 'get /api/proposals'
  | 'post /api/proposals'
  | 'post /api/proposals/:id/answer'
  | 'delete /api/proposals/:id'
  | 'post /api/proposals/:id/link'
  | 'get /api/neighbourhoods'
  | 'post /api/neighbourhoods'
  | 'post /api/discoveries'
  | 'get /api/discoveries/:id'
  | 'get /api/moves'
  | 'post /api/moves/:id/accept'
  | 'post /api/moves/:id/refuse'
  | 'get /api/discoveries/:id/devices.csv'
  | 'post /api/discoveries/:id/import'
  | 'get /api/cameras.csv'
  | 'get /api/imports/template.csv'
  | 'post /api/imports'
  | 'post /api/imports/columns'
  | 'get /api/imports/:id'
  | 'patch /api/imports/:id/rows/:line'
  | 'patch /api/imports/:id/rows'
  | 'post /api/imports/:id/run'
  | 'delete /api/imports/:id/run'
  | 'post /api/stream-trials'
  | 'get /api/cameras'
  | 'post /api/cameras'
  | 'get /api/cameras/:id'
  | 'patch /api/cameras/:id'
  | 'post /api/cameras/:id/retry'
  | 'get /api/cameras/:id/notices'
  | 'post /api/cameras/:id/notices'
  | 'delete /api/cameras/:id/notices/current'
  | 'put /api/cameras/:id/notices/current/photo'
  | 'get /api/cameras/:id/notices/current/photo'
  | 'get /api/ledger'
  | 'post /api/cameras/:id/contributors'
  | 'get /api/cameras/:id/contributors'
  | 'get /api/cameras/:id/pauses'
  | 'post /api/cameras/:id/pauses'
  | 'delete /api/cameras/:id/pauses/current'
  | 'post /api/cameras/:id/withdrawal'
  | 'get /api/cameras/:id/looks'
  | 'get /api/cameras/:id/contributor-answer'
  | 'get /api/health/cameras'
  | 'get /api/to-do'
  | 'put /api/cameras/:id/password-exception'
  | 'get /api/cameras/:id/enrolment-still'
  | 'post /api/cameras/:id/enrolment-still'
  | 'post /api/cameras/:id/live-picture'
  | 'get /api/places'
  | 'get /api/map'
  | 'get /api/map/sample.geojson'
  | 'get /api/gazetteer/sample.csv'
  | 'post /api/map'
  | 'post /api/gazetteer'
  | 'get /api/footage'
  | 'get /api/requests/:id/footage'
  | 'post /api/negative-answers'
  | 'get /api/negative-answers/:id/paper.pdf'
  | 'get /api/negative-answers/:id/statement.json'
  | 'get /api/negative-answers/:id/proof.zip'
  | 'post /api/requests'
  | 'get /api/requests'
  | 'get /api/requests/:id'
  | 'post /api/requests/:id/closing'
  | 'post /api/emergencies'
  | 'get /api/emergencies'
  | 'post /api/requests/:id/countersignature'
  | 'post /api/requests/:id/letters'
  | 'post /api/drafts'
  | 'put /api/drafts/:id'
  | 'delete /api/drafts/:id'
  | 'post /api/drafts/:id/submission'
  | 'get /api/inbox'
  | 'post /api/requests/:id/decision'
  | 'post /api/requests/:id/review'
  | 'get /api/requests/:id/decision-letter'
  | 'get /api/requests/:id/sheet'
  | 'get /api/requests/:id/marks'
  | 'post /api/requests/:id/marks'
  | 'patch /api/requests/:id/marks/:markId'
  | 'delete /api/requests/:id/marks/:markId'
  | 'get /api/deputies'
  | 'post /api/deputies'
  | 'delete /api/deputies/:id'
  | 'get /api/requests/:id/cameras/:cameraId/variants.m3u8'
  | 'get /api/requests/:id/cameras/:cameraId/playlist.m3u8'
  | 'get /api/requests/:id/cameras/:cameraId/copy.m3u8'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/init.mp4'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number.m4s'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/keyframe.m4s'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/frames/:frame.jpg'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/frames/:frame.jpg'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/init.mp4'
  | 'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number.m4s'
  | 'get /api/requests/:id/cameras/:cameraId/still'
  | 'get /api/requests/:id/cameras/:cameraId/storyboard'
  | 'post /api/requests/:id/cameras/:cameraId/changes'
  | 'post /api/requests/:id/exports'
  | 'get /api/requests/:id/exports'
  | 'get /api/requests/:id/export-sizes'
  | 'get /api/requests/:id/exports/:exportId'
  | 'post /api/requests/:id/exports/:exportId/cancel'
  | 'get /api/requests/:id/exports/:exportId/archive.zip'
  | 'post /api/requests/:id/exports/:exportId/hand-over-links'
  | 'delete /api/requests/:id/exports/:exportId/hand-over-links/:handOverId'
  | 'get /api/requests/:id/exports/:exportId/hand-over.pdf'
  | 'post /api/requests/:id/exports/:exportId/hand-overs'
  | 'get /api/requests/:id/exports/:exportId/receipt'
  | 'post /api/hand-over'
  | 'post /api/hand-over/confirm'
  | 'get /api/holds'
  | 'post /api/holds'
  | 'post /api/holds/:id/review'
  | 'post /api/holds/:id/release'
  | 'get /api/retention'
  | 'put /api/retention'
  | 'get /api/retention/forecast'
  | 'post /api/retention/forecast'
  | 'get /api/retention/receipts'
  | 'post /api/retention/clock'
  | 'post /api/retention/stop'
  | 'get /api/custody'
  | 'get /api/custody.csv'
  | 'post /api/custody/actors/:pseudonym/open'
  | 'get /api/custody/sessions'
  | 'get /api/custody/sessions/:eventId'
  | 'get /api/month-report'
  | 'get /api/month-report/sheet'
  | 'get /api/custody/verify'
  | 'get /api/custody/coverage'
  | 'get /api/queues'
  | 'get /api/queues/:queue/jobs'
  | 'post /api/queues/:queue/failed/:jobId/retry'
  | 'post /api/queues/:queue/retry';

/** Every operation of the API. */
export class Api {
  constructor(private readonly http: Http) {}

  /** Whether this process answers. */
  getHealth(options?: CallOptions): Promise<{
    readonly status: 'ok';
  }> {
    return this.http.json({ method: 'GET', path: '/healthz', ...options });
  }

  /** Whether the service is ready; 503 with what is missing. Also lists what is degraded. */
  getReadiness(options?: CallOptions): Promise<Readiness> {
    return this.http.json({ method: 'GET', path: '/readyz', ...options });
  }

  /** Prometheus metrics; from loopback, or with the metrics token as bearer. */
  getMetrics(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/metrics', ...options });
  }

  /** Where `getMetrics` finds it. */
  getMetricsUrl(): string {
    return '/metrics';
  }

  /** This API as an OpenAPI 3.1 document. */
  getOpenApi(options?: CallOptions): Promise<{
    readonly openapi: '3.1.0';
  }> {
    return this.http.json({ method: 'GET', path: '/api/openapi.json', ...options });
  }

  /** The same for people: a page without scripts. */
  getDocs(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/docs', ...options });
  }

  /** Where `getDocs` finds it. */
  getDocsUrl(): string {
    return '/api/docs';
  }

  /** That page's style. */
  getDocsStyle(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/docs.css', ...options });
  }

  /** Where `getDocsStyle` finds it. */
  getDocsStyleUrl(): string {
    return '/api/docs.css';
  }

  /** Creates the first admin, with the token of the one-time link. */
  makeFirstAdmin(body: FirstAdmin, options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'POST', path: '/api/first-admin', body, ...options });
  }

  /** Whose a one-time link is, and which password it asks for; changes nothing. */
  readLink(body: LinkToken, options?: CallOptions): Promise<SeenLink> {
    return this.http.json({ method: 'POST', path: '/api/link', body, ...options });
  }

  /** Uses a one-time link up: sets the password, or takes the second factor away; the user then signs in. */
  redeemLink(body: LinkForm, options?: CallOptions): Promise<User> {
    return this.http.json({ method: 'POST', path: '/api/link/use', body, ...options });
  }

  /** Signs in with name, password and, where there is a second factor, a code; sets the session cookie. `owes` names what is still to set up. */
  signIn(body: SignIn, options?: CallOptions): Promise<SignedIn> {
    return this.http.json({ method: 'POST', path: '/api/session', body, ...options });
  }

  /** The signed-in user, and what is still to set up. */
  whoAmI(options?: CallOptions): Promise<SignedIn> {
    return this.http.json({ method: 'GET', path: '/api/session', ...options });
  }

  /** Signs out. */
  signOut(options?: CallOptions): Promise<void> {
    return this.http.json({ method: 'DELETE', path: '/api/session', ...options });
  }

  /** Start of the caller’s second factor, and the number of recovery codes left. */
  getOwnFactor(options?: CallOptions): Promise<OwnFactor> {
    return this.http.json({ method: 'GET', path: '/api/account/second-factor', ...options });
  }

  /** Offers a new secret for an authenticator app, shown once; the current factor stays until the new one is confirmed. */
  offerSecondFactor(body: FactorOffer, options?: CallOptions): Promise<OfferedFactor> {
    return this.http.json({ method: 'POST', path: '/api/account/second-factor', body, ...options });
  }

  /** Confirms the new second factor with its code; answers the recovery codes, shown once. */
  confirmSecondFactor(
    body: FactorCode,
    options?: CallOptions,
  ): Promise<{
    readonly recoveryCodes: readonly string[];
  }> {
    return this.http.json({ method: 'POST', path: '/api/account/second-factor/confirm', body, ...options });
  }

  /** Changes the caller’s password; every other session and every token ends. */
  changePassword(body: PasswordChange, options?: CallOptions): Promise<void> {
    return this.http.json({ method: 'POST', path: '/api/account/password', body, ...options });
  }

  /** Sets or removes the address for the caller’s notifications; the earlier one gets a letter. */
  setEmail(body: NewEmail, options?: CallOptions): Promise<void> {
    return this.http.json({ method: 'PUT', path: '/api/account/email', body, ...options });
  }

  /** Open sessions of the caller: address, start, last use. */
  listOwnSessions(options?: CallOptions): Promise<{
    readonly sessions: readonly OpenSession[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/account/sessions', ...options });
  }

  /** Ends all other sessions of the caller. */
  endOtherSessions(options?: CallOptions): Promise<void> {
    return this.http.json({ method: 'DELETE', path: '/api/account/sessions', ...options });
  }

  /** Ends one session. */
  endOwnSession(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/account/sessions/${params.id}`, ...options });
  }

  /** Tokens of the caller for programs, newest first; never the tokens themselves. */
  listOwnTokens(options?: CallOptions): Promise<{
    readonly tokens: readonly ApiToken[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/account/tokens', ...options });
  }

  /** Creates a token for a program, with the caller’s role or a part of it, for at most a year; shown once. */
  makeToken(body: NewToken, options?: CallOptions): Promise<MadeToken> {
    return this.http.json({ method: 'POST', path: '/api/account/tokens', body, ...options });
  }

  /** Revokes one token. */
  revokeOwnToken(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/account/tokens/${params.id}`, ...options });
  }

  /** Settings of the site for the console: map tiles, longest range of a request, what its form offers. */
  getConsoleSettings(options?: CallOptions): Promise<ConsoleSettings> {
    return this.http.json({ method: 'GET', path: '/api/console', ...options });
  }

  /** The authorities and legal bases that requests are offered, with their days, and examples. */
  getRequestLists(options?: CallOptions): Promise<RequestLists> {
    return this.http.json({ method: 'GET', path: '/api/request-lists', ...options });
  }

  /** Sets both lists; requests that were filed keep their text. */
  setRequestLists(body: NewRequestLists, options?: CallOptions): Promise<RequestLists> {
    return this.http.json({ method: 'PUT', path: '/api/request-lists', body, ...options });
  }

  /** The ward and its sites, what the service needs, met or not, and the workers that are alive. */
  getSystemState(options?: CallOptions): Promise<SystemState> {
    return this.http.json({ method: 'GET', path: '/api/system', ...options });
  }

  /** What an administrator sets up first, how far it is, and who may do it. */
  listFirstSteps(options?: CallOptions): Promise<{
    readonly steps: readonly FirstStep[];
    /** those without an enabled user */
    readonly missingRoles: readonly Role[];
    readonly hasMailServer: boolean;
  }> {
    return this.http.json({ method: 'GET', path: '/api/first-steps', ...options });
  }

  /** Which roles may do what: the table by which every call is admitted. */
  listRights(options?: CallOptions): Promise<{
    readonly rights: readonly Right[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/rights', ...options });
  }

  /** All users. */
  listUsers(options?: CallOptions): Promise<{
    readonly users: readonly Account[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/users', ...options });
  }

  /** Creates a user with a role, and the one-time link by which that person sets a password. */
  createUser(body: NewUser, options?: CallOptions): Promise<MadeUser> {
    return this.http.json({ method: 'POST', path: '/api/users', body, ...options });
  }

  /** Enables or disables a user, or gives another role; ends the sessions and tokens. */
  changeUser(
    params: {
      readonly id: string;
    },
    body: UserChanges,
    options?: CallOptions,
  ): Promise<User> {
    return this.http.json({ method: 'PATCH', path: path`/api/users/${params.id}`, body, ...options });
  }

  /** Sets or removes the address of a user; after the founding not of an officer, a custodian or an auditor. */
  setEmailOfUser(
    params: {
      readonly id: string;
    },
    body: NewEmail,
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'PUT', path: path`/api/users/${params.id}/email`, body, ...options });
  }

  /** Ends the password, every session and every token of a user; answers the one-time link to a new password. */
  resetPassword(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<OneTimeLink> {
    return this.http.json({ method: 'POST', path: path`/api/users/${params.id}/password-reset`, ...options });
  }

  /** Ends every session and token of a user; answers the one-time link to another second factor, which asks for the user’s password. */
  resetSecondFactor(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<OneTimeLink> {
    return this.http.json({
      method: 'POST',
      path: path`/api/users/${params.id}/second-factor-reset`,
      ...options,
    });
  }

  /** Open sessions of a user. */
  listSessionsOfUser(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly sessions: readonly OpenSession[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/users/${params.id}/sessions`, ...options });
  }

  /** Ends all sessions of a user. */
  endSessionsOfUser(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/users/${params.id}/sessions`, ...options });
  }

  /** Ends one session. */
  endSessionOfUser(
    params: {
      readonly id: string;
      readonly sessionId: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/users/${params.id}/sessions/${params.sessionId}`,
      ...options,
    });
  }

  /** Tokens of a user for programs. */
  listTokensOfUser(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly tokens: readonly ApiToken[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/users/${params.id}/tokens`, ...options });
  }

  /** Revokes one token. */
  revokeTokenOfUser(
    params: {
      readonly id: string;
      readonly tokenId: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/users/${params.id}/tokens/${params.tokenId}`,
      ...options,
    });
  }

  /** Resets of accounts that were ordered on the host and not used yet. */
  listResets(options?: CallOptions): Promise<{
    readonly resets: readonly HostReset[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/resets', ...options });
  }

  /** Stops a reset that was ordered on the host: its link never works. */
  stopReset(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/resets/${params.id}`, ...options });
  }

  /** The founding of the ward: open, offered to be closed, or over; and the list of people. */
  getFounding(options?: CallOptions): Promise<Founding> {
    return this.http.json({ method: 'GET', path: '/api/founding', ...options });
  }

  /** Offers to close the founding over the list of people that the caller has read. */
  offerClosing(body: SeenPeople, options?: CallOptions): Promise<Founding> {
    return this.http.json({ method: 'POST', path: '/api/founding/offer', body, ...options });
  }

  /** Closes the founding that the other of admin and custodian offered to close. */
  confirmClosing(body: SeenPeople, options?: CallOptions): Promise<Founding> {
    return this.http.json({ method: 'POST', path: '/api/founding/closing', body, ...options });
  }

  /** The printable list of people that both sign (`language`: vi or en). */
  getPeoplePaper(
    query: {
      readonly language: 'vi' | 'en';
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/founding/paper', query, ...options });
  }

  /** Where `getPeoplePaper` finds it. */
  getPeoplePaperUrl(query: { readonly language: 'vi' | 'en' }): string {
    return '/api/founding/paper' + searchOf(query);
  }

  /** Acts on accounts that were proposed within 30 days, newest first; for an auditor, those that wait for one. */
  listProposals(options?: CallOptions): Promise<{
    readonly proposals: readonly Proposal[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/proposals', ...options });
  }

  /** Proposes to make, reset, enable or give another role to an officer, a custodian or an auditor. */
  proposeAct(body: ProposedAct, options?: CallOptions): Promise<Proposal> {
    return this.http.json({ method: 'POST', path: '/api/proposals', body, ...options });
  }

  /** Confirms a proposal, which does what was proposed, or refuses it with a reason; never one’s own. */
  answerProposal(
    params: {
      readonly id: string;
    },
    body: ProposalVerdict,
    options?: CallOptions,
  ): Promise<Proposal> {
    return this.http.json({
      method: 'POST',
      path: path`/api/proposals/${params.id}/answer`,
      body,
      ...options,
    });
  }

  /** Withdraws one’s own proposal. */
  withdrawProposal(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Proposal> {
    return this.http.json({ method: 'DELETE', path: path`/api/proposals/${params.id}`, ...options });
  }

  /** The one-time link of a confirmed proposal to make or reset a user: to its proposer, once. */
  takeProposalLink(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<OneTimeLink> {
    return this.http.json({ method: 'POST', path: path`/api/proposals/${params.id}/link`, ...options });
  }

  /** All neighbourhoods, by name. */
  listNeighbourhoods(options?: CallOptions): Promise<{
    readonly neighbourhoods: readonly Neighbourhood[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/neighbourhoods', ...options });
  }

  /** Adds a neighbourhood to the ward. */
  addNeighbourhood(body: NewNeighbourhood, options?: CallOptions): Promise<Neighbourhood> {
    return this.http.json({ method: 'POST', path: '/api/neighbourhoods', body, ...options });
  }

  /** Starts a discovery on a site's network; a `host` that answers no probe is asked at the usual ports. */
  startDiscovery(body: NewDiscovery, options?: CallOptions): Promise<Discovery> {
    return this.http.json({ method: 'POST', path: '/api/discoveries', body, ...options });
  }

  /** Results of a discovery so far: new, known, changed, ambiguous and silent cameras. */
  getDiscovery(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<DiscoveryResults> {
    return this.http.json({ method: 'GET', path: path`/api/discoveries/${params.id}`, ...options });
  }

  /** Devices that claim to be a camera at another address, and wait for a decision. */
  listMoves(options?: CallOptions): Promise<{
    readonly moves: readonly CameraMove[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/moves', ...options });
  }

  /** The device is the camera: the camera moves there, and its password is sent there. */
  acceptMove(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'POST', path: path`/api/moves/${params.id}/accept`, ...options });
  }

  /** The device is not the camera: it is not asked about again. */
  refuseMove(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'POST', path: path`/api/moves/${params.id}/refuse`, ...options });
  }

  /** The devices of a discovery that are not registered, in the format of an import, to fill in. */
  exportFound(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/discoveries/${params.id}/devices.csv`,
      ...options,
    });
  }

  /** Where `exportFound` finds it. */
  exportFoundUrl(params: { readonly id: string }): string {
    return path`/api/discoveries/${params.id}/devices.csv`;
  }

  /** Makes an import of many found devices, with one password for all; it is run as that of a file. */
  importFound(
    params: {
      readonly id: string;
    },
    body: NewFoundImport,
    options?: CallOptions,
  ): Promise<CameraImport> {
    return this.http.json({
      method: 'POST',
      path: path`/api/discoveries/${params.id}/import`,
      body,
      ...options,
    });
  }

  /** All cameras in the format of an import, without credentials and contributors. */
  exportCameras(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/cameras.csv', ...options });
  }

  /** Where `exportCameras` finds it. */
  exportCamerasUrl(): string {
    return '/api/cameras.csv';
  }

  /** The file to fill in, with an example. */
  getImportTemplate(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/imports/template.csv', ...options });
  }

  /** Where `getImportTemplate` finds it. */
  getImportTemplateUrl(): string {
    return '/api/imports/template.csv';
  }

  /** Reads a CSV or .xlsx of cameras (10 MB, 2000 rows) and answers its plan for each row; changes nothing. */
  createImport(
    query: {
      /** Whether missing neighbourhoods are created. */
      readonly createNeighbourhoods?: 'true' | 'false' | undefined;
      /** Zone of VN-2000 that positions in metres are in: `107-45`, `utm-48`. */
      readonly zone?:
        | 'utm-48'
        | 'utm-49'
        | '102-00'
        | '105-00'
        | '108-00'
        | '107-45'
        | '103-00'
        | '104-00'
        | '104-30'
        | '104-45'
        | '105-30'
        | '105-45'
        | '106-00'
        | '106-15'
        | '106-30'
        | '107-00'
        | '107-15'
        | '107-30'
        | '108-15'
        | '108-30'
        | undefined;
      /** What its columns are, in their order, between commas; an empty one keeps the header. */
      readonly columns?: string | undefined;
    },
    file: Blob,
    options?: CallOptions,
  ): Promise<NewCameraImport> {
    return this.http.json({ method: 'POST', path: '/api/imports', query, file, ...options });
  }

  /** How the columns of a CSV or .xlsx of cameras are read; keeps nothing. */
  readImportColumns(file: Blob, options?: CallOptions): Promise<ReadImportFile> {
    return this.http.json({ method: 'POST', path: '/api/imports/columns', file, ...options });
  }

  /** An import: its rows and their progress. */
  getImport(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<CameraImport> {
    return this.http.json({ method: 'GET', path: path`/api/imports/${params.id}`, ...options });
  }

  /** Corrects cells of a row that is not done; an empty cell is removed. */
  mendImportRow(
    params: {
      readonly id: string;
      readonly line: string;
    },
    body: MendedImportRow,
    options?: CallOptions,
  ): Promise<ImportRow> {
    return this.http.json({
      method: 'PATCH',
      path: path`/api/imports/${params.id}/rows/${params.line}`,
      body,
      ...options,
    });
  }

  /** Puts the same cells into several rows, all or none; an empty cell is removed. */
  mendImportRows(
    params: {
      readonly id: string;
    },
    body: MendedImportRows,
    options?: CallOptions,
  ): Promise<ImportRows> {
    return this.http.json({ method: 'PATCH', path: path`/api/imports/${params.id}/rows`, body, ...options });
  }

  /** Runs the valid rows, and retries the failed ones. */
  runImport(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<CameraImport> {
    return this.http.json({ method: 'POST', path: path`/api/imports/${params.id}/run`, ...options });
  }

  /** Stops an import after the rows in progress; the others stay unchanged. */
  stopImport(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<CameraImport> {
    return this.http.json({ method: 'DELETE', path: path`/api/imports/${params.id}/run`, ...options });
  }

  /** Tries an RTSP stream (`url`) or a found camera (`foundId`) before it is registered: one picture, or why there is none. */
  tryStream(body: NewStreamTrial, options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'POST', path: '/api/stream-trials', body, ...options });
  }

  /** All cameras, by name; for technicians with the state of recording. */
  listCameras(options?: CallOptions): Promise<{
    readonly cameras: readonly ListedCamera[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/cameras', ...options });
  }

  /** Registers a found camera (`foundId`), or an RTSP stream (`url`) after a trial, and starts recording. */
  registerCamera(body: NewCamera, options?: CallOptions): Promise<Camera> {
    return this.http.json({ method: 'POST', path: '/api/cameras', body, ...options });
  }

  /** One camera: identity, stream, state of recording. */
  getCamera(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Camera> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}`, ...options });
  }

  /** Changes name, place, credentials, whether Basic is allowed, or whether it is recorded. */
  changeCamera(
    params: {
      readonly id: string;
    },
    body: CameraChanges,
    options?: CallOptions,
  ): Promise<Camera> {
    return this.http.json({ method: 'PATCH', path: path`/api/cameras/${params.id}`, body, ...options });
  }

  /** Tries to record the camera now, also where it refused its password before. */
  retryCamera(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'POST', path: path`/api/cameras/${params.id}/retry`, ...options });
  }

  /** The notices of a camera, newest first. */
  listNotices(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly notices: readonly Notice[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/notices`, ...options });
  }

  /** Records the posted notice; from then on the camera may be recorded. */
  recordNotice(
    params: {
      readonly id: string;
    },
    body: NewNotice,
    options?: CallOptions,
  ): Promise<Notice> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/notices`,
      body,
      ...options,
    });
  }

  /** Records that the notice was taken down: the camera is no longer recorded. */
  withdrawNotice(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/cameras/${params.id}/notices/current`,
      ...options,
    });
  }

  /** Stores a photo of the sign: JPEG, at most 8 MB, once per notice. */
  keepNoticePhoto(
    params: {
      readonly id: string;
    },
    file: Blob,
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'PUT',
      path: path`/api/cameras/${params.id}/notices/current/photo`,
      file,
      ...options,
    });
  }

  /** The photo of the sign in force. */
  getNoticePhoto(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/cameras/${params.id}/notices/current/photo`,
      ...options,
    });
  }

  /** Where `getNoticePhoto` finds it. */
  getNoticePhotoUrl(params: { readonly id: string }): string {
    return path`/api/cameras/${params.id}/notices/current/photo`;
  }

  /** Per neighbourhood: cameras, notices, contributors and contributions. Numbers, never names. */
  getLedger(options?: CallOptions): Promise<{
    readonly neighbourhoods: readonly LedgerLine[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/ledger', ...options });
  }

  /** Records a contributor of a camera; the name is sealed at once. */
  addContributor(
    params: {
      readonly id: string;
    },
    body: NewContributor,
    options?: CallOptions,
  ): Promise<{
    readonly id: string;
  }> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/contributors`,
      body,
      ...options,
    });
  }

  /** The contributors of a camera, after an event of the access. */
  listContributors(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly contributors: readonly Contributor[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/contributors`, ...options });
  }

  /** Pauses and withdrawals of a camera, newest first, and the ids of its contributors. */
  listPauses(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly pauses: readonly Pause[];
    readonly contributorIds: readonly string[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/pauses`, ...options });
  }

  /** Pauses a camera for a contributor, until a time or until further notice. */
  pauseCamera(
    params: {
      readonly id: string;
    },
    body: NewPause,
    options?: CallOptions,
  ): Promise<Pause> {
    return this.http.json({ method: 'POST', path: path`/api/cameras/${params.id}/pauses`, body, ...options });
  }

  /** Ends the pause of a camera. */
  resumeCamera(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/cameras/${params.id}/pauses/current`,
      ...options,
    });
  }

  /** Withdraws a camera for a contributor: it is never recorded again. */
  withdrawCamera(
    params: {
      readonly id: string;
    },
    body: NewWithdrawal,
    options?: CallOptions,
  ): Promise<Pause> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/withdrawal`,
      body,
      ...options,
    });
  }

  /** Number of looks at a camera, by month and kind. No names, no case. */
  countLooks(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Looks> {
    return this.http.json({ method: 'GET', path: path`/api/cameras/${params.id}/looks`, ...options });
  }

  /** The printable answer to a contributor (`language`: vi or en): state, looks, retention. */
  getContributorAnswer(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/cameras/${params.id}/contributor-answer`,
      query,
      ...options,
    });
  }

  /** Where `getContributorAnswer` finds it. */
  getContributorAnswerUrl(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/cameras/${params.id}/contributor-answer` + searchOf(query);
  }

  /** Which house to visit first, and why: minutes missing in the last day, cause and remedy, by neighbourhood. */
  listVisits(options?: CallOptions): Promise<HealthList> {
    return this.http.json({ method: 'GET', path: '/api/health/cameras', ...options });
  }

  /** Open tasks: cameras without notice or place, clocks that are off, shared and default passwords. */
  listToDo(options?: CallOptions): Promise<ToDoList> {
    return this.http.json({ method: 'GET', path: '/api/to-do', ...options });
  }

  /** Tolerates a shared or default password until a day, with a reason; it stays on the list. */
  grantPasswordException(
    params: {
      readonly id: string;
    },
    body: NewPasswordException,
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'PUT',
      path: path`/api/cameras/${params.id}/password-exception`,
      body,
      ...options,
    });
  }

  /** The one picture of a camera that technicians see; each look is recorded. */
  getEnrolmentStill(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/cameras/${params.id}/enrolment-still`,
      ...options,
    });
  }

  /** Where `getEnrolmentStill` finds it. */
  getEnrolmentStillUrl(params: { readonly id: string }): string {
    return path`/api/cameras/${params.id}/enrolment-still`;
  }

  /** Makes it again from the newest keyframe, at most six times a day; checks for dark, black, frozen. */
  refreshEnrolmentStill(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<PictureCheck> {
    return this.http.json({
      method: 'POST',
      path: path`/api/cameras/${params.id}/enrolment-still`,
      ...options,
    });
  }

  /** A picture of the camera as it is now, to aim it by: stored nowhere; each look is recorded. */
  takeLivePicture(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'POST',
      path: path`/api/cameras/${params.id}/live-picture`,
      ...options,
    });
  }

  /** Places by name (`q`), best first, with or without diacritics: shapes, gazetteer, cameras. */
  findPlaces(
    query: {
      readonly q?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly places: readonly FoundPlace[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/places', query, ...options });
  }

  /** The shapes of the ward as GeoJSON, for a map without internet. */
  getMap(options?: CallOptions): Promise<WardMap> {
    return this.http.json({ method: 'GET', path: '/api/map', ...options });
  }

  /** Imports boundaries, streets, landmarks and buildings from a GeoJSON (10 MB); replaces a shape of the same name, and all buildings where it has any. One in VN-2000 is answered as `preview` until `confirmed`. */
  importMap(
    query: {
      /** Whether missing neighbourhoods are created. */
      readonly createNeighbourhoods?: 'true' | 'false' | undefined;
      /** Zone of VN-2000 that positions in metres are in: `107-45`, `utm-48`. */
      readonly zone?:
        | 'utm-48'
        | 'utm-49'
        | '102-00'
        | '105-00'
        | '108-00'
        | '107-45'
        | '103-00'
        | '104-00'
        | '104-30'
        | '104-45'
        | '105-30'
        | '105-45'
        | '106-00'
        | '106-15'
        | '106-30'
        | '107-00'
        | '107-15'
        | '107-30'
        | '108-15'
        | '108-30'
        | undefined;
      /** Whether a person saw a map in VN-2000 in its place, so that it is kept. */
      readonly confirmed?: 'true' | 'false' | undefined;
    },
    file: Blob,
    options?: CallOptions,
  ): Promise<{
    readonly kept: number;
    /** Outlines of buildings in the file; where there are any, they replace all others. */
    readonly buildings: number;
    readonly unknownNeighbourhoods: readonly string[];
    readonly grid?: ReadGrid | undefined;
    readonly preview?: WardMap | undefined;
    readonly faults: readonly {
      /** `features[3].geometry` or the like, from 0. */
      readonly field: string;
      readonly name?: string | undefined;
      readonly code: string;
      readonly message: string;
    }[];
  }> {
    return this.http.json({ method: 'POST', path: '/api/map', query, file, ...options });
  }

  /** A map to start from: a neighbourhood, a street, a landmark and a building. */
  getMapSample(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/map/sample.geojson', ...options });
  }

  /** Where `getMapSample` finds it. */
  getMapSampleUrl(): string {
    return '/api/map/sample.geojson';
  }

  /** Names of places to start from. */
  getGazetteerSample(options?: CallOptions): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/gazetteer/sample.csv', ...options });
  }

  /** Where `getGazetteerSample` finds it. */
  getGazetteerSampleUrl(): string {
    return '/api/gazetteer/sample.csv';
  }

  /** Imports names and aliases of places from a CSV or .xlsx: `kind,name,lat,lon,aliases`; lists and skips bad rows. */
  importGazetteer(
    file: Blob,
    options?: CallOptions,
  ): Promise<{
    readonly kept: number;
    readonly faults: readonly {
      readonly line: number;
      readonly column?: string | undefined;
      readonly code: string;
      readonly message: string;
    }[];
  }> {
    return this.http.json({ method: 'POST', path: '/api/gazetteer', file, ...options });
  }

  /** Which cameras saw a place in a time range, and their coverage. No picture. */
  lookUpFootage(
    query: {
      readonly from: string;
      /** at most 31 days after from, or what the site sets; the answer has 50 000 gaps at most */
      readonly to: string;
      /** lat,lon; with radiusM */
      readonly near?: string | undefined;
      /** metres, at most 20 000 */
      readonly radiusM?: string | undefined;
      /** west,south,east,north */
      readonly bbox?: string | undefined;
      /** lat,lon;lat,lon;… */
      readonly polygon?: string | undefined;
      /** id or name */
      readonly neighbourhood?: string | undefined;
      /** id */
      readonly camera?: string | undefined;
      /** name of a place, with or without diacritics; radiusM for a landmark */
      readonly place?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<FootageAnswer> {
    return this.http.json({ method: 'GET', path: '/api/footage', query, ...options });
  }

  /** Coverage of all cameras of a request. No picture. */
  lookUpRequest(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<FootageAnswer> {
    return this.http.json({ method: 'GET', path: path`/api/requests/${params.id}/footage`, ...options });
  }

  /** States that there is no footage of a place and time, and why; it is a record of the evidence log. */
  stateNegative(body: NewNegativeAnswer, options?: CallOptions): Promise<NegativeAnswer> {
    return this.http.json({ method: 'POST', path: '/api/negative-answers', body, ...options });
  }

  /** The answer as a paper to be signed, PDF (`language`: vi or en). */
  getNegativePaper(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/negative-answers/${params.id}/paper.pdf`,
      query,
      ...options,
    });
  }

  /** Where `getNegativePaper` finds it. */
  getNegativePaperUrl(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/negative-answers/${params.id}/paper.pdf` + searchOf(query);
  }

  /** The statement that the record in the log has the SHA-256 of, byte for byte. */
  getNegativeStatement(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/negative-answers/${params.id}/statement.json`,
      ...options,
    });
  }

  /** Where `getNegativeStatement` finds it. */
  getNegativeStatementUrl(params: { readonly id: string }): string {
    return path`/api/negative-answers/${params.id}/statement.json`;
  }

  /** The statement with the records that bear it out, each with its proof; `minhchung verify` and the page of the verifier read it. */
  getNegativeProof(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/negative-answers/${params.id}/proof.zip`,
      ...options,
    });
  }

  /** Where `getNegativeProof` finds it. */
  getNegativeProofUrl(params: { readonly id: string }): string {
    return path`/api/negative-answers/${params.id}/proof.zip`;
  }

  /** Submits a request; the footage in its scope is held from now on, and a custodian opens it. */
  fileRequest(body: NewRequest, options?: CallOptions): Promise<SubmittedRequest> {
    return this.http.json({ method: 'POST', path: '/api/requests', body, ...options });
  }

  /** Requests, newest first, 200 at a time: officers see their own, others all submitted ones. */
  listRequests(
    query: {
      readonly state?: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed' | undefined;
      /** made before then: the next page */
      readonly before?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly requests: readonly FiledRequest[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/requests', query, ...options });
  }

  /** One request, with its effective scope and the known gaps in it. */
  getRequest(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({ method: 'GET', path: path`/api/requests/${params.id}`, ...options });
  }

  /** Closes a request with its outcome; a custodian can revoke an approval. Its hold ends. */
  closeRequest(
    params: {
      readonly id: string;
    },
    body: NewClosing,
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/closing`,
      body,
      ...options,
    });
  }

  /** Opens a request at once, for 30 minutes; custodians are notified and review it. With two unreviewed ones it waits for a countersignature. */
  openEmergency(body: NewEmergency, options?: CallOptions): Promise<SubmittedRequest> {
    return this.http.json({ method: 'POST', path: '/api/emergencies', body, ...options });
  }

  /** Emergencies of others that the caller can countersign now. */
  listEmergencies(options?: CallOptions): Promise<{
    /** most urgent first */
    readonly emergencies: readonly FootageRequest[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/emergencies', ...options });
  }

  /** Countersigns an emergency of another: it opens if it waited, and may be exported; never the caller’s own. */
  countersignRequest(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/countersignature`,
      ...options,
    });
  }

  /** Adds the authority’s written request to the caller’s own emergency; a further one corrects the one before, which is kept. */
  addLetter(
    params: {
      readonly id: string;
    },
    body: NewLetter,
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/letters`,
      body,
      ...options,
    });
  }

  /** Saves a draft of a request; only its officer sees it, and it holds nothing. */
  keepDraft(body: NewRequest, options?: CallOptions): Promise<FootageRequest> {
    return this.http.json({ method: 'POST', path: '/api/drafts', body, ...options });
  }

  /** Replaces the content of a draft. */
  changeDraft(
    params: {
      readonly id: string;
    },
    body: NewRequest,
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({ method: 'PUT', path: path`/api/drafts/${params.id}`, body, ...options });
  }

  /** Deletes a draft. */
  dropDraft(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/drafts/${params.id}`, ...options });
  }

  /** Submits a draft: its cameras are fixed, and their footage is held. */
  submitDraft(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<SubmittedRequest> {
    return this.http.json({ method: 'POST', path: path`/api/drafts/${params.id}/submission`, ...options });
  }

  /** What waits for a custodian or a deputy: requests, emergencies, shorter retention, due holds. */
  getInbox(options?: CallOptions): Promise<Inbox> {
    return this.http.json({ method: 'GET', path: '/api/inbox', ...options });
  }

  /** Approves a request for 30 days, or refuses it with a reason; never the caller’s own. */
  decideRequest(
    params: {
      readonly id: string;
    },
    body: NewDecision,
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/decision`,
      body,
      ...options,
    });
  }

  /** Decides whether an emergency was justified; an unjustified one no longer opens footage. */
  reviewRequest(
    params: {
      readonly id: string;
    },
    body: NewReview,
    options?: CallOptions,
  ): Promise<FootageRequest> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/review`,
      body,
      ...options,
    });
  }

  /** The printable decision about a request, or the review of an emergency (`language`: vi or en). */
  getDecisionLetter(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/decision-letter`,
      query,
      ...options,
    });
  }

  /** Where `getDecisionLetter` finds it. */
  getDecisionLetterUrl(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/decision-letter` + searchOf(query);
  }

  /** The request as a sheet to be printed and signed (`language`: vi or en). */
  getRequestSheet(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/sheet`,
      query,
      ...options,
    });
  }

  /** Where `getRequestSheet` finds it. */
  getRequestSheetUrl(
    params: {
      readonly id: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/sheet` + searchOf(query);
  }

  /** The marks of a request, by time. */
  listMarks(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    /** by time */
    readonly marks: readonly Mark[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/requests/${params.id}/marks`, ...options });
  }

  /** Marks an instant that your request opens; `still` chooses its picture for the minutes. */
  markInstant(
    params: {
      readonly id: string;
    },
    body: NewMark,
    options?: CallOptions,
  ): Promise<Mark> {
    return this.http.json({ method: 'POST', path: path`/api/requests/${params.id}/marks`, body, ...options });
  }

  /** Gives a mark another note, or chooses its still or not. */
  changeMark(
    params: {
      readonly id: string;
      readonly markId: string;
    },
    body: MarkWords,
    options?: CallOptions,
  ): Promise<Mark> {
    return this.http.json({
      method: 'PATCH',
      path: path`/api/requests/${params.id}/marks/${params.markId}`,
      body,
      ...options,
    });
  }

  /** Removes a mark. */
  removeMark(
    params: {
      readonly id: string;
      readonly markId: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/requests/${params.id}/marks/${params.markId}`,
      ...options,
    });
  }

  /** Current and future deputies. */
  listDeputies(options?: CallOptions): Promise<{
    readonly deputies: readonly Deputy[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/deputies', ...options });
  }

  /** Names a deputy of the custodian for a time: a technician or another custodian. */
  nameDeputy(body: NewDeputy, options?: CallOptions): Promise<Deputy> {
    return this.http.json({ method: 'POST', path: '/api/deputies', body, ...options });
  }

  /** Ends a deputy before its time. */
  endDeputy(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({ method: 'DELETE', path: path`/api/deputies/${params.id}`, ...options });
  }

  /** HLS multivariant playlist: the original, and where it is H.265, a copy in H.264. */
  getVariants(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/variants.m3u8`,
      query,
      ...options,
    });
  }

  /** Where `getVariants` finds it. */
  getVariantsUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/variants.m3u8` + searchOf(query);
  }

  /** HLS playlist of GOPs; without from and to, of the whole request. */
  getPlaylist(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/playlist.m3u8`,
      query,
      ...options,
    });
  }

  /** Where `getPlaylist` finds it. */
  getPlaylistUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/playlist.m3u8` + searchOf(query);
  }

  /** The same, with H.265 as copies in H.264, made on demand. */
  getCopyPlaylist(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/copy.m3u8`,
      query,
      ...options,
    });
  }

  /** Where `getCopyPlaylist` finds it. */
  getCopyPlaylistUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/copy.m3u8` + searchOf(query);
  }

  /** Initialisation section of a segment in an issued playlist. */
  getInit(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/init.mp4`,
      ...options,
    });
  }

  /** Where `getInit` finds it. */
  getInitUrl(params: { readonly id: string; readonly cameraId: string; readonly segmentId: string }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/init.mp4`;
  }

  /** One GOP in an issued playlist. */
  getGop(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}.m4s`,
      ...options,
    });
  }

  /** Where `getGop` finds it. */
  getGopUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}.m4s`;
  }

  /** The keyframe of a GOP in an issued playlist, in its place, for a slow line or a quick look. */
  getKeyframe(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}/keyframe.m4s`,
      ...options,
    });
  }

  /** Where `getKeyframe` finds it. */
  getKeyframeUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}/keyframe.m4s`;
  }

  /** JPEG of one frame of a GOP, counted from 0 as they are decoded; its comment says whose it is, from when, and of which original. */
  getFrame(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
      readonly frame: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}/frames/${params.frame}.jpg`,
      ...options,
    });
  }

  /** Where `getFrame` finds it. */
  getFrameUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
    readonly frame: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/gops/${params.number}/frames/${params.frame}.jpg`;
  }

  /** The same of the original that a copy shows, counted from 0 as the copy shows them. */
  getCopiedFrame(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
      readonly frame: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}/frames/${params.frame}.jpg`,
      ...options,
    });
  }

  /** Where `getCopiedFrame` finds it. */
  getCopiedFrameUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
    readonly frame: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}/frames/${params.frame}.jpg`;
  }

  /** Initialisation section of an H.264 copy of one GOP of H.265. */
  getCopyInit(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}/init.mp4`,
      ...options,
    });
  }

  /** Where `getCopyInit` finds it. */
  getCopyInitUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}/init.mp4`;
  }

  /** H.264 copy of one GOP of H.265 in an issued playlist, made on demand. */
  getCopy(
    params: {
      readonly id: string;
      readonly cameraId: string;
      readonly segmentId: string;
      readonly number: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}.m4s`,
      ...options,
    });
  }

  /** Where `getCopy` finds it. */
  getCopyUrl(params: {
    readonly id: string;
    readonly cameraId: string;
    readonly segmentId: string;
    readonly number: string;
  }): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/segments/${params.segmentId}/copies/${params.number}.m4s`;
  }

  /** JPEG of the keyframe at or before `at`; its exact time in `X-Frame-Time`. */
  getStill(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/still`,
      query,
      ...options,
    });
  }

  /** Where `getStill` finds it. */
  getStillUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/still` + searchOf(query);
  }

  /** WebP sprite of the segment at `at`; its layout as JSON in `X-Storyboard-Layout`. */
  getStoryboard(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/storyboard`,
      query,
      ...options,
    });
  }

  /** Where `getStoryboard` finds it. */
  getStoryboardUrl(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    query: {
      readonly at: string;
    },
  ): string {
    return path`/api/requests/${params.id}/cameras/${params.cameraId}/storyboard` + searchOf(query);
  }

  /** Times at which a box of the picture changed, by the stored storyboards. */
  searchChanges(
    params: {
      readonly id: string;
      readonly cameraId: string;
    },
    body: ChangeSearch,
    options?: CallOptions,
  ): Promise<Changes> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/cameras/${params.cameraId}/changes`,
      body,
      ...options,
    });
  }

  /** Orders an export of an approved request: minutes, and originals and clips as they are chosen; without a body all that it opens. */
  orderExport(
    params: {
      readonly id: string;
    },
    body: NewExport,
    options?: CallOptions,
  ): Promise<Export> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/exports`,
      body,
      ...options,
    });
  }

  /** The exports of your request, newest first. */
  listExports(
    params: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly exports: readonly Export[];
  }> {
    return this.http.json({ method: 'GET', path: path`/api/requests/${params.id}/exports`, ...options });
  }

  /** Estimated bytes of an export before it is ordered, for each camera of your request. */
  getExportSizes(
    params: {
      readonly id: string;
    },
    query: {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<ExportSizes> {
    return this.http.json({
      method: 'GET',
      path: path`/api/requests/${params.id}/export-sizes`,
      query,
      ...options,
    });
  }

  /** The progress of an export. */
  getExport(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    options?: CallOptions,
  ): Promise<Export> {
    return this.http.json({
      method: 'GET',
      path: path`/api/requests/${params.id}/exports/${params.exportId}`,
      ...options,
    });
  }

  /** Stops building an export. */
  cancelExport(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    options?: CallOptions,
  ): Promise<Export> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/cancel`,
      ...options,
    });
  }

  /** The bundle as a ZIP, while the request is approved and live; ranges are served. */
  getArchive(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/archive.zip`,
      ...options,
    });
  }

  /** Where `getArchive` finds it. */
  getArchiveUrl(params: { readonly id: string; readonly exportId: string }): string {
    return path`/api/requests/${params.id}/exports/${params.exportId}/archive.zip`;
  }

  /** Makes the link by which the recipient of the bundle acknowledges its manifest: once, within a week. */
  offerHandOver(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    body: Recipient,
    options?: CallOptions,
  ): Promise<HandOverLink> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/hand-over-links`,
      body,
      ...options,
    });
  }

  /** Ends a link that its recipient has not used. */
  withdrawHandOver(
    params: {
      readonly id: string;
      readonly exportId: string;
      readonly handOverId: string;
    },
    options?: CallOptions,
  ): Promise<void> {
    return this.http.json({
      method: 'DELETE',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/hand-over-links/${params.handOverId}`,
      ...options,
    });
  }

  /** The form that the recipient signs instead, PDF (`language`: vi or en). */
  getHandOverForm(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/hand-over.pdf`,
      query,
      ...options,
    });
  }

  /** Where `getHandOverForm` finds it. */
  getHandOverFormUrl(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/exports/${params.exportId}/hand-over.pdf` + searchOf(query);
  }

  /** Enters a form that the recipient signed; it is a record of the evidence log. */
  recordHandOver(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    body: SignedHandOverForm,
    options?: CallOptions,
  ): Promise<HandOver> {
    return this.http.json({
      method: 'POST',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/hand-overs`,
      body,
      ...options,
    });
  }

  /** The receipt of a bundle, to be printed: size, digest, how to verify it (`language`: vi or en). */
  getReceipt(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    query: {
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({
      method: 'GET',
      path: path`/api/requests/${params.id}/exports/${params.exportId}/receipt`,
      query,
      ...options,
    });
  }

  /** Where `getReceipt` finds it. */
  getReceiptUrl(
    params: {
      readonly id: string;
      readonly exportId: string;
    },
    query: {
      readonly language?: string | undefined;
    },
  ): string {
    return path`/api/requests/${params.id}/exports/${params.exportId}/receipt` + searchOf(query);
  }

  /** Which bundle a hand-over link is about; changes nothing. */
  readHandOver(body: HandOverToken, options?: CallOptions): Promise<SeenHandOver> {
    return this.http.json({ method: 'POST', path: '/api/hand-over', body, ...options });
  }

  /** Acknowledges the manifest of the bundle, and uses the link up; it is a record of the evidence log. */
  confirmHandOver(body: HandOverConfirmation, options?: CallOptions): Promise<ConfirmedHandOver> {
    return this.http.json({ method: 'POST', path: '/api/hand-over/confirm', body, ...options });
  }

  /** All holds: open ones by their review, then released ones. */
  listHolds(options?: CallOptions): Promise<{
    readonly holds: readonly Hold[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/holds', ...options });
  }

  /** Holds cameras × time, including footage recorded later. */
  placeHold(body: NewHold, options?: CallOptions): Promise<PlacedHold> {
    return this.http.json({ method: 'POST', path: '/api/holds', body, ...options });
  }

  /** Prolongs a hold until its next review. */
  reviewHold(
    params: {
      readonly id: string;
    },
    body: HoldReview,
    options?: CallOptions,
  ): Promise<Hold> {
    return this.http.json({ method: 'POST', path: path`/api/holds/${params.id}/review`, body, ...options });
  }

  /** Releases a hold: its footage expires as usual. */
  releaseHold(
    params: {
      readonly id: string;
    },
    body: HoldRelease,
    options?: CallOptions,
  ): Promise<Hold> {
    return this.http.json({ method: 'POST', path: path`/api/holds/${params.id}/release`, body, ...options });
  }

  /** The retention policy, what waits to shorten it, and whether expiry trusts the clock. */
  getRetention(options?: CallOptions): Promise<Retention> {
    return this.http.json({ method: 'GET', path: '/api/retention', ...options });
  }

  /** Sets the retention policy: what it lengthens counts at once, what it shortens after a delay. */
  setRetentionPolicy(body: NewRetentionPolicy, options?: CallOptions): Promise<Retention> {
    return this.http.json({ method: 'PUT', path: '/api/retention', body, ...options });
  }

  /** Forecast of the policy: days to full, days that fit, conflicts with the disk. */
  getRetentionForecast(options?: CallOptions): Promise<RetentionForecast> {
    return this.http.json({ method: 'GET', path: '/api/retention/forecast', ...options });
  }

  /** Forecast of a policy before it is set, and what it would shorten. */
  forecastRetentionPolicy(body: NewRetentionPolicy, options?: CallOptions): Promise<PolicyForecast> {
    return this.http.json({ method: 'POST', path: '/api/retention/forecast', body, ...options });
  }

  /** Receipts of what was deleted, newest first, a hundred at most. */
  listDeletionReceipts(
    query: {
      /** last forgottenAt of the previous page */
      readonly before?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly receipts: readonly DeletionReceipt[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/retention/receipts', query, ...options });
  }

  /** Confirms that the clock of a site is right, after expiry refused it; counts after a delay. */
  confirmClock(
    query: {
      /** whose clock; absent: that of the api */
      readonly site?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Retention> {
    return this.http.json({ method: 'POST', path: '/api/retention/clock', query, ...options });
  }

  /** Stops what waits to make footage expire sooner; by an admin it is withdrawn. */
  stopShortening(
    body: NewStop,
    options?: CallOptions,
  ): Promise<{
    readonly waiting: readonly Shortening[];
  }> {
    return this.http.json({ method: 'POST', path: '/api/retention/stop', body, ...options });
  }

  /** Custody events, newest first; actors are pseudonyms. */
  searchCustody(
    query: {
      /** when it happened */
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      /** pseudonym */
      readonly actor?: string | undefined;
      /** id */
      readonly camera?: string | undefined;
      /** id */
      readonly request?: string | undefined;
      /** one name, or several with commas between */
      readonly event?: string | undefined;
      /** SHA-256 of a file, hex: the events that gave out that still or negative answer */
      readonly digest?: string | undefined;
      /** a case number, or a part of it: events under its requests */
      readonly case?: string | undefined;
      /** lat,lon; with radiusM: events at cameras there */
      readonly near?: string | undefined;
      /** metres, at most 20 000 */
      readonly radiusM?: string | undefined;
      /** id or name: events at its cameras */
      readonly neighbourhood?: string | undefined;
      /** name of a place: events at cameras there; radiusM for a landmark */
      readonly place?: string | undefined;
      /** number of an event: those before it */
      readonly before?: string | undefined;
      /** 1 to 500; 100 when absent */
      readonly limit?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<CustodyPage> {
    return this.http.json({ method: 'GET', path: '/api/custody', query, ...options });
  }

  /** The same as a file, oldest first, 50 000 events at most. */
  exportCustody(
    query: {
      /** when it happened */
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      /** pseudonym */
      readonly actor?: string | undefined;
      /** id */
      readonly camera?: string | undefined;
      /** id */
      readonly request?: string | undefined;
      /** one name, or several with commas between */
      readonly event?: string | undefined;
      /** SHA-256 of a file, hex: the events that gave out that still or negative answer */
      readonly digest?: string | undefined;
      /** a case number, or a part of it: events under its requests */
      readonly case?: string | undefined;
      /** lat,lon; with radiusM: events at cameras there */
      readonly near?: string | undefined;
      /** metres, at most 20 000 */
      readonly radiusM?: string | undefined;
      /** id or name: events at its cameras */
      readonly neighbourhood?: string | undefined;
      /** name of a place: events at cameras there; radiusM for a landmark */
      readonly place?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/custody.csv', query, ...options });
  }

  /** Where `exportCustody` finds it. */
  exportCustodyUrl(query: {
    /** when it happened */
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    /** pseudonym */
    readonly actor?: string | undefined;
    /** id */
    readonly camera?: string | undefined;
    /** id */
    readonly request?: string | undefined;
    /** one name, or several with commas between */
    readonly event?: string | undefined;
    /** SHA-256 of a file, hex: the events that gave out that still or negative answer */
    readonly digest?: string | undefined;
    /** a case number, or a part of it: events under its requests */
    readonly case?: string | undefined;
    /** lat,lon; with radiusM: events at cameras there */
    readonly near?: string | undefined;
    /** metres, at most 20 000 */
    readonly radiusM?: string | undefined;
    /** id or name: events at its cameras */
    readonly neighbourhood?: string | undefined;
    /** name of a place: events at cameras there; radiusM for a landmark */
    readonly place?: string | undefined;
  }): string {
    return '/api/custody.csv' + searchOf(query);
  }

  /** The user behind a pseudonym, after an event with the auditor and the reason. */
  openActor(
    params: {
      readonly pseudonym: string;
    },
    body: ActorOpening,
    options?: CallOptions,
  ): Promise<OpenedActor> {
    return this.http.json({
      method: 'POST',
      path: path`/api/custody/actors/${params.pseudonym}/open`,
      body,
      ...options,
    });
  }

  /** Sessions of looking: one person under one request, without a pause of more than 15 minutes. */
  searchLooking(
    query: {
      /** when it happened */
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      /** pseudonym */
      readonly actor?: string | undefined;
      /** id */
      readonly camera?: string | undefined;
      /** id */
      readonly request?: string | undefined;
      /** one name, or several with commas between */
      readonly event?: string | undefined;
      /** SHA-256 of a file, hex: the events that gave out that still or negative answer */
      readonly digest?: string | undefined;
      /** a case number, or a part of it: events under its requests */
      readonly case?: string | undefined;
      /** lat,lon; with radiusM: events at cameras there */
      readonly near?: string | undefined;
      /** metres, at most 20 000 */
      readonly radiusM?: string | undefined;
      /** id or name: events at its cameras */
      readonly neighbourhood?: string | undefined;
      /** name of a place: events at cameras there; radiusM for a landmark */
      readonly place?: string | undefined;
      /** newest or oldest, by when a session began; newest when absent */
      readonly order?: string | undefined;
      /** `next` of the page before */
      readonly after?: string | undefined;
      /** 1 to 100; 50 when absent */
      readonly limit?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<LookingPage> {
    return this.http.json({ method: 'GET', path: '/api/custody/sessions', query, ...options });
  }

  /** The events of a session of looking, in their order. */
  openLooking(
    params: {
      readonly eventId: string;
    },
    query: {
      /** number of an event of the session: those behind it */
      readonly after?: string | undefined;
      /** 1 to 500; 100 when absent */
      readonly limit?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<OpenedSession> {
    return this.http.json({
      method: 'GET',
      path: path`/api/custody/sessions/${params.eventId}`,
      query,
      ...options,
    });
  }

  /** The figures of a month and of the month before; no person is named. */
  getMonthReport(
    query: {
      /** of the ward’s zone, like 2026-11 */
      readonly month?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<MonthReport> {
    return this.http.json({ method: 'GET', path: '/api/month-report', query, ...options });
  }

  /** The same as a sheet to be printed and signed (`language`: vi or en). */
  getMonthReportSheet(
    query: {
      /** of the ward’s zone, like 2026-11 */
      readonly month?: string | undefined;
      readonly language?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Bytes> {
    return this.http.bytes({ method: 'GET', path: '/api/month-report/sheet', query, ...options });
  }

  /** Where `getMonthReportSheet` finds it. */
  getMonthReportSheetUrl(query: {
    /** of the ward’s zone, like 2026-11 */
    readonly month?: string | undefined;
    readonly language?: string | undefined;
  }): string {
    return '/api/month-report/sheet' + searchOf(query);
  }

  /** Compares the custody log with what was recorded, a page a call, to its end or the first fault. */
  verifyCustody(
    query: {
      /** `head` of the page before, as number:sha256 */
      readonly after?: string | undefined;
      /** a head stored elsewhere, as number:sha256 */
      readonly kept?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<CustodyVerdict> {
    return this.http.json({ method: 'GET', path: '/api/custody/verify', query, ...options });
  }

  /** Opened footage of a camera, compared with stored footage. */
  compareCustody(
    query: {
      readonly from: string;
      readonly to: string;
      readonly camera: string;
    },
    options?: CallOptions,
  ): Promise<CoverageComparison> {
    return this.http.json({ method: 'GET', path: '/api/custody/coverage', query, ...options });
  }

  /** The queues of jobs: how many wait, run, were done and failed. */
  listQueues(options?: CallOptions): Promise<{
    readonly queues: readonly JobQueue[];
  }> {
    return this.http.json({ method: 'GET', path: '/api/queues', ...options });
  }

  /** Jobs of a queue in one state, fifty a page; failed ones are kept for seven days. */
  listJobs(
    params: {
      readonly queue: string;
    },
    query: {
      /** default: failed */
      readonly state?: 'running' | 'waiting' | 'delayed' | 'failed' | 'done-since' | undefined;
      /** how many to leave out: the next page */
      readonly offset?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly jobs: readonly Job[];
    /** a full page may be followed by another */
    readonly pageSize: number;
  }> {
    return this.http.json({ method: 'GET', path: path`/api/queues/${params.queue}/jobs`, query, ...options });
  }

  /** Queues a failed job again; twice changes nothing more. */
  retryJob(
    params: {
      readonly queue: string;
      readonly jobId: string;
    },
    options?: CallOptions,
  ): Promise<{
    readonly queued: number;
  }> {
    return this.http.json({
      method: 'POST',
      path: path`/api/queues/${params.queue}/failed/${params.jobId}/retry`,
      ...options,
    });
  }

  /** Queues all failed jobs of a queue again, or those of one cause. */
  retryJobs(
    params: {
      readonly queue: string;
    },
    body: {
      /** only those of this cause */
      readonly code?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{
    readonly queued: number;
  }> {
    return this.http.json({
      method: 'POST',
      path: path`/api/queues/${params.queue}/retry`,
      body,
      ...options,
    });
  }
}
