import type { FiledRequest } from '../../client/index.ts';

interface ShownLetter {
  readonly authority: string | undefined;
  readonly letter: { readonly number: string; readonly day: string } | undefined;
}

/** The authority and its written request, as they were stated last. */
export const shownLetter = ({ authority, letter, emergency }: FiledRequest): ShownLetter => {
  const added = emergency?.letters?.at(-1);
  return added ? { authority: added.authority, letter: added } : { authority, letter };
};
