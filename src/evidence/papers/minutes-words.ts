import type { Fault, MissingStretch } from './facts.ts';

/** Every word of the minutes, in one language. */
export interface MinutesWords {
  readonly lang: string;
  /** The state and its motto, where a document begins with them. */
  readonly heading: readonly string[];
  readonly title: string;
  readonly subtitle: string;
  readonly number: string;
  readonly madeAt: string;
  readonly zone: (name: string) => string;
  readonly request: {
    readonly title: string;
    readonly caseNumber: string;
    readonly authority: string;
    readonly legalBasis: string;
    readonly purpose: string;
    readonly range: string;
    readonly requestId: string;
    readonly filed: string;
    readonly approved: string;
    readonly emergency: string;
    readonly requester: string;
    readonly approver: string;
  };
  readonly cameras: {
    readonly title: string;
    readonly intro: string;
    readonly camera: string;
    readonly opened: string;
    readonly recorded: string;
    readonly missing: string;
    readonly drift: string;
    readonly perHour: (ms: number) => string;
    readonly clocks: string;
  };
  readonly gaps: {
    readonly title: string;
    readonly none: string;
    readonly from: string;
    readonly to: string;
    readonly length: string;
    readonly reason: string;
    readonly reasons: Readonly<Record<MissingStretch['reason'], string>>;
  };
  readonly files: {
    readonly clips: string;
    readonly clipsIntro: (origin: string) => string;
    readonly noClips: string;
    readonly originals: string;
    readonly originalsIntro: string;
    readonly noOriginals: string;
    readonly file: string;
    readonly covers: string;
    readonly bytes: string;
  };
  readonly faults: {
    readonly title: string;
    readonly none: string;
    readonly kinds: Readonly<Record<Fault, string>>;
  };
  readonly checking: { readonly title: string; readonly steps: readonly string[] };
  readonly limits: { readonly title: string; readonly items: readonly string[] };
  readonly signatures: {
    readonly title: string;
    readonly intro: string;
    readonly parties: readonly [giver: string, receiver: string, witness: string];
    readonly hint: string;
    readonly date: string;
  };
}
