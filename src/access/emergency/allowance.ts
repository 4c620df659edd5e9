import { AppError, type RequestId } from '../../core/index.ts';
import { type FootageRequest, isUnreviewed } from '../request/request.ts';
import { type EmergencyLimits, emergencyStills } from './limits.ts';

/** What an emergency has given out. */
export interface Spent {
  readonly bytes: number;
  readonly stills: number;
}

/** Counts in the catalogue, for all processes. Errors: `unavailable` `catalogue-unavailable`. */
export interface SpentRepository {
  /** Adds, if the sum stays within `most`, in one step: of two at once, the second sees the first. `false`: nothing is added. */
  spend(id: RequestId, more: Spent, most: Spent): Promise<boolean>;
  /** Takes bytes back that were counted and never left. */
  giveBack(id: RequestId, bytes: number): Promise<void>;
  of(id: RequestId): Promise<Spent>;
}

/** What is spent of what one officer alone may have. */
export interface AllowanceUse {
  readonly spent: Spent;
  /** Without a number of stills once it is countersigned. */
  readonly most: { readonly bytes: number; readonly stills?: number };
}

/**
 * Bytes and stills that an emergency may give out before its review. They are counted before they leave, so that parallel
 * looks cannot pass together; other requests, and emergencies after their review, are not counted.
 */
export class EmergencyAllowance {
  constructor(
    private readonly counts: SpentRepository,
    private readonly limits: Pick<EmergencyLimits, 'servedBytes'>,
  ) {}

  /** Errors, forbidden: `emergency-stills-spent`, `emergency-bytes-spent`. */
  async spend(request: FootageRequest, { bytes = 0, stills = 0 }: Partial<Spent>): Promise<void> {
    if (!isUnreviewed(request)) return;
    const { bytes: mostBytes, stills: mostStills = Number.MAX_SAFE_INTEGER } = this.mostOf(request);
    const most = { bytes: mostBytes, stills: mostStills };
    if (await this.counts.spend(request.id, { bytes, stills }, most)) return;
    throw stills > 0 ? stillsSpent() : bytesSpent(mostBytes);
  }

  /** Before a still is made that could not leave. Errors: `emergency-stills-spent`. */
  async requireStill(request: FootageRequest): Promise<void> {
    const { spent, most } = (await this.useOf(request)) ?? {};
    if (spent && most?.stills !== undefined && spent.stills >= most.stills) throw stillsSpent();
  }

  /** What was counted and never left. */
  async giveBack(request: FootageRequest, bytes: number): Promise<void> {
    if (bytes > 0 && isUnreviewed(request)) await this.counts.giveBack(request.id, bytes);
  }

  /** `undefined` of a request that is not counted. */
  async useOf(request: FootageRequest): Promise<AllowanceUse | undefined> {
    if (!isUnreviewed(request)) return undefined;
    return { spent: await this.counts.of(request.id), most: this.mostOf(request) };
  }

  private mostOf = ({ emergency }: FootageRequest): AllowanceUse['most'] => ({
    bytes: this.limits.servedBytes,
    ...(!emergency?.countersignature && { stills: emergencyStills }),
  });
}

const stillsSpent = (): AppError =>
  new AppError(
    'forbidden',
    'emergency-stills-spent',
    `Before its review an emergency gives ${emergencyStills} stills: ask another officer, a custodian or a deputy to countersign it.`,
  );

const bytesSpent = (most: number): AppError =>
  new AppError(
    'forbidden',
    'emergency-bytes-spent',
    `Before its review an emergency serves ${most} bytes: ask a custodian or a deputy for the review.`,
  );
