import type { LetterHeadWords } from '../../print/index.ts';
import type { Ground } from '../../verify/index.ts';
import type { MinutesWords } from '../papers/minutes-words.ts';

/** Every word of the negative answer, in one language; of cameras and gaps, those of the minutes. */
export interface NegativeWords extends Pick<MinutesWords, 'lang' | 'cameras' | 'gaps'> {
  readonly head: LetterHeadWords;
  readonly title: string;
  readonly to: (authority: string) => string;
  readonly asked: {
    readonly title: string;
    readonly caseNumber: string;
    readonly range: string;
    readonly place: string;
    readonly near: (place: string, metres: string) => string;
    readonly corners: (corners: string) => string;
    readonly neighbourhood: (name: string) => string;
    readonly named: string;
  };
  readonly answer: {
    readonly title: string;
    readonly none: string;
    readonly grounds: Readonly<Record<Ground | 'no-camera', string>>;
    readonly asOf: (at: string) => string;
  };
  readonly inside: { readonly title: string; readonly none: string };
  readonly outer: {
    readonly title: string;
    readonly intro: (metres: string) => string;
    readonly none: (metres: string) => string;
  };
  readonly proof: {
    readonly title: string;
    /** That there is no other camera is what the paper itself states. */
    readonly noOther: string;
    readonly record: (seq: string, chain: string) => string;
    readonly digest: string;
    readonly check: string;
  };
  readonly limits: { readonly title: string; readonly items: readonly string[] };
  readonly signatures: {
    readonly columns: readonly { readonly party: string; readonly hint: string }[];
    readonly receivers: readonly string[];
  };
}
