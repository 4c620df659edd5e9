import type { common } from './common.ts';
import type { FieldsOf } from './forms.ts';
import type { EvidenceRecord } from './record-types.ts';

/** The members that every record has. */
export type CommonFields = FieldsOf<typeof common>;

type OwnTo<R> = R extends { readonly type: 'pic' | 'link' }
  ? Omit<R, keyof CommonFields>
  : Omit<R, keyof CommonFields | 'seq' | 'prev' | 'rseq' | 'rprev'>;

/** What a record says, before it has its place in a chain. `at`: when it was done, where that is not now. */
export type Fact = OwnTo<EvidenceRecord> & Pick<Partial<CommonFields>, 'at' | 'adopted'>;
