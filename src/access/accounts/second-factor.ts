import type { UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { Role } from '../roles.ts';

/** Time-based one-time codes (RFC 6238): six digits, 30 s, HMAC-SHA-1, as every authenticator app has them. */
export interface OneTimeCodes {
  /** 160 random bits in base 32 (RFC 4648). */
  newSecret(): string;
  /** `otpauth://totp/…`, which apps read from a QR code. Holds the secret. */
  urlOf(secret: string, userName: string): string;
  /** The time step a code belongs to, one step early or late included; `undefined` for a wrong one. */
  stepOf(secret: string, code: string, nowMs: number): number | undefined;
}

/** The stored second factor of a user. Secrets are sealed, bound to the user's id. */
export interface KeptFactor {
  /** The factor in force. */
  readonly sealed?: Uint8Array;
  readonly confirmedAtMs?: number;
  /** The factor that was shown but not yet confirmed with a code. */
  readonly pending?: Uint8Array;
  readonly recoveryCodesLeft: number;
}

/** A factor that its user has shown to have. */
export interface ConfirmedFactor {
  readonly userId: UserId;
  /** The pending one that the code was of: it may have been replaced meanwhile. */
  readonly sealed: Uint8Array;
  readonly step: number;
  readonly recoveryHashes: readonly string[];
  readonly event: CustodyEvent;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface SecondFactorRepository {
  of(userId: UserId): Promise<KeptFactor>;
  /** Who has one in force. */
  enrolled(): Promise<ReadonlySet<UserId>>;
  /** Keeps it as pending; the one in force stays. */
  offer(userId: UserId, sealed: Uint8Array): Promise<void>;
  /** One transaction: the pending one is in force with new recovery codes. `false` when it is pending no more. */
  confirm(factor: ConfirmedFactor): Promise<boolean>;
  /** `false` when a code of that step or a later one was used already: codes work once. */
  useStep(userId: UserId, step: number): Promise<boolean>;
  /** One transaction. `false` when there is none of that hash, or it was used. */
  useRecoveryCode(userId: UserId, hash: string, event: CustodyEvent): Promise<boolean>;
}

/** Who sees footage or the log, or decides who does. Technicians see neither. */
const rolesInNeed: readonly Role[] = ['officer', 'custodian', 'auditor', 'admin'];

/** What a session still owes after the sign-in: a first factor. */
export type FactorDue = 'enrolment';

/** Everybody but technicians has a second factor, unless the setting says otherwise. */
export const factorDue = (role: Role, { sealed }: KeptFactor, isRequired: boolean): FactorDue | undefined =>
  isRequired && !sealed && rolesInNeed.includes(role) ? 'enrolment' : undefined;
