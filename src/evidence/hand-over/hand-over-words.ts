import type { MinutesWords } from '../papers/minutes-words.ts';

/** Every word of the form of a hand-over, in one language; what both papers say is that of the minutes. */
export interface HandOverWords
  extends Pick<
    MinutesWords,
    'lang' | 'head' | 'opening' | 'parties' | 'medium' | 'opinions' | 'ending' | 'signatures'
  > {
  readonly title: string;
  readonly subtitle: string;
  readonly bundle: {
    readonly title: string;
    readonly caseNumber: string;
    readonly requestId: string;
    readonly exportId: string;
    readonly file: string;
    readonly content: string;
    readonly amount: (files: string, bytes: string) => string;
    readonly digest: string;
    readonly digestIntro: string;
  };
  readonly confirmed: { readonly title: string; readonly text: string };
}
