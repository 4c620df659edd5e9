import type { CustodyEventName } from '../custody/index.ts';
import type { GapReason } from '../recording/index.ts';

/** Requests that were filed in the month, by what became of them until now. */
export interface RequestFigures {
  readonly filed: number;
  readonly approved: number;
  readonly refused: number;
  readonly emergencies: number;
  /** Counts the emergencies by their review. */
  readonly unjustified: number;
  /** Emergencies that still owe a written request. */
  readonly withoutLetter: number;
}

/** `name`: as requests state it; empty where they state none. */
export interface NamedRequests extends RequestFigures {
  readonly name: string;
}

export interface GapFigures {
  readonly reason: GapReason;
  readonly gaps: number;
  readonly ms: number;
}

/** Figures of one month: offices and roles, never a person, and no camera by its address. */
export interface MonthFigures {
  /** Events of the custody log by their name; those without one are left out. */
  readonly events: Readonly<Partial<Record<CustodyEventName, number>>>;
  /** Looks at pictures on each day of the month. */
  readonly looksByDay: readonly number[];
  /** Sessions that began in the month, and how long the footage plays that left in it. */
  readonly looking: { readonly sessions: number; readonly people: number; readonly servedMs: number };
  readonly requests: {
    readonly all: RequestFigures;
    /** Most requests first, `mostNames` at most. */
    readonly byAuthority: readonly NamedRequests[];
    readonly byBasis: readonly NamedRequests[];
  };
  readonly coverage: {
    /** Enrolled for a part of the month at least, and of these those that recorded something. */
    readonly cameras: number;
    readonly recording: number;
    /** Time of all cameras that is accounted for, and of it what was not recorded. */
    readonly accountedMs: number;
    readonly missingMs: number;
    /** Longest first. What expired was recorded, and is no gap here. */
    readonly gaps: readonly GapFigures[];
  };
  readonly deletions: {
    readonly done: number;
    readonly segments: number;
    readonly bytes: number;
    /** At the end of the month, or now: marked a day before or earlier, and not done. */
    readonly late: number;
  };
  /** At the end of the month, or now. */
  readonly standing: { readonly holds: number; readonly paused: number; readonly withdrawn: number };
}

/** Figures of the evidence log and the service, as they stand now. */
export interface LogFigures {
  /** The newest signed checkpoint. */
  readonly sealed?: { readonly size: number; readonly atMs: number };
  /** The newest checkpoint that a witness cosigned. */
  readonly witnessed?: { readonly size: number; readonly atMs: number };
  /** Needs of the service that are not met. */
  readonly troubles: number;
}

/** As many authorities and bases are named; the others count in all. */
export const mostNames = 50;
