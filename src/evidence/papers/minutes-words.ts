import type { SameStation } from '../../custody/index.ts';
import type { CameraView } from '../../places/index.ts';
import type { LetterHeadWords, PaperBlock, PaperLanes, SpokenTime } from '../../print/index.ts';
import type { ExportFault, MissingStretch, PaperFacts } from './facts.ts';

/** All that a part of the minutes is written from. */
export interface MinutesWriting {
  readonly facts: PaperFacts;
  readonly words: MinutesWords;
  readonly times: SpokenTime;
}

/** A part of the minutes. */
export type MinutesPart = (writing: MinutesWriting) => readonly PaperBlock[];

/** A numbered section; left out where it has no blocks. */
export type MinutesSection = (writing: MinutesWriting) => {
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
};

/** Lines with dots in them are completed by hand. */
interface PartyWords {
  readonly title: (name: string) => string;
  readonly lines: readonly string[];
}

/** Every word of the minutes, in one language. */
export interface MinutesWords {
  readonly lang: 'vi' | 'en';
  readonly head: LetterHeadWords;
  readonly title: string;
  readonly subtitle: string;
  readonly opening: string;
  /** Who gives, who receives, and a witness. */
  readonly parties: readonly [giver: PartyWords, receiver: PartyWords, witness: PartyWords];
  readonly basis: {
    readonly title: string;
    /** `number` and `day` of the written request. */
    readonly demand: (authority: string, number: string, day: string) => string;
    readonly approval: (approver: string, at: string) => string;
    /** To an emergency, afterwards. */
    readonly letterAdded: (at: string) => string;
    readonly emergency: string;
    readonly countersigned: (by: string, at: string) => string;
    /** The words for the station that the requester and the second person shared. */
    readonly sameStation: Readonly<Record<SameStation, string>>;
  };
  readonly content: string;
  readonly request: {
    readonly title: string;
    readonly caseNumber: string;
    readonly purpose: string;
    readonly range: string;
    /** Of an order of less than the request opens. */
    readonly leftOut: string;
    readonly notTaken: {
      readonly camera: (name: string) => string;
      readonly time: (span: string) => string;
      readonly originals: string;
      readonly clips: string;
      readonly list: (parts: readonly string[]) => string;
    };
    readonly requester: string;
    readonly filed: string;
    readonly requestId: string;
    readonly exportId: string;
    readonly built: string;
  };
  readonly cameras: {
    readonly title: string;
    readonly intro: string;
    readonly camera: string;
    readonly scope: string;
    readonly recorded: string;
    readonly missing: string;
    readonly number: string;
    readonly map: { readonly north: string; readonly alt: (cameras: number) => string };
    /** Distance and direction. */
    readonly standing: string;
    readonly distance: (metres: string) => string;
    readonly bearing: (degrees: string) => string;
    readonly views: Readonly<Record<CameraView, string>>;
    readonly clock: string;
    readonly measuredAt: (at: string) => string;
    /** Of the camera's clock, in seconds: `sign` as of camera minus server. */
    readonly offset: (sign: number, seconds: string, error: string) => string;
    readonly perHour: (ms: number) => string;
    /** Maker, model, serial number; to be written by hand. */
    readonly device: string;
    readonly clocks: (zone: string) => string;
  };
  readonly gaps: {
    readonly title: string;
    readonly none: string;
    readonly from: string;
    readonly to: string;
    readonly length: string;
    readonly reason: string;
    readonly reasons: Readonly<Record<MissingStretch['reason'], string>>;
    readonly lanes: (range: string) => string;
    readonly legend: PaperLanes['legend'];
  };
  readonly marks: {
    readonly title: string;
    readonly number: string;
    readonly at: string;
    readonly note: string;
    readonly still: string;
    readonly pictured: string;
    /** A still was chosen and cannot be shown. */
    readonly unpictured: string;
    readonly annex: string;
    readonly annexIntro: string;
    readonly caption: (still: {
      readonly number: number;
      readonly camera: string;
      readonly at: string;
      readonly note: string;
      readonly sha256: string;
    }) => string;
  };
  readonly key: {
    readonly title: string;
    readonly intro: (origin: string) => string;
    readonly fingerprint: string;
    /** Of the newest signed head: how many records it covers. */
    readonly head: (records: string) => string;
    readonly exportFingerprint: string;
  };
  readonly data: {
    readonly title: string;
    readonly counts: (originals: string, clips: string, bytes: string, length: string) => string;
    readonly digest: string;
    readonly digestIntro: string;
  };
  readonly medium: { readonly title: string; readonly text: string };
  readonly faults: {
    readonly title: string;
    readonly none: string;
    readonly kinds: Readonly<Record<ExportFault, string>>;
  };
  readonly limits: { readonly title: string; readonly items: readonly string[] };
  readonly opinions: string;
  readonly ending: readonly string[];
  readonly signatures: {
    readonly parties: readonly [receiver: string, witness: string, giver: string];
    readonly hints: readonly [receiver: string, witness: string, giver: string];
    readonly receivers: readonly string[];
  };
  readonly files: {
    readonly title: string;
    readonly clips: string;
    readonly clipsIntro: (origin: string) => string;
    readonly noClips: string;
    readonly clipsNotTaken: string;
    readonly originals: string;
    readonly originalsIntro: string;
    readonly noOriginals: string;
    readonly originalsNotTaken: string;
    readonly number: string;
    readonly file: string;
    readonly covers: string;
    readonly bytes: string;
  };
  readonly checking: {
    readonly title: string;
    readonly steps: readonly string[];
    /** Of a signed bundle. */
    readonly sealedSteps: readonly string[];
  };
}
