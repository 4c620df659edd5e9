export {
  type ClosingOffer,
  closedByApproval,
  confirmClosing,
  type FoundedHow,
  type Founder,
  type Founding,
  type FoundingStep,
  offerClosing,
} from './founding.ts';
export type { FoundingRepository } from './founding-repository.ts';
export { peopleSha256 } from './people.ts';
export { peoplePaper } from './people-paper.ts';
export { peopleEn, peopleVi } from './people-words.ts';
