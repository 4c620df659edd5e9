import { readFileSync } from 'node:fs';
import { corpusMissing, corpusPath } from '../../support/corpora.ts';
import { itUnless } from '../../support/unless.ts';

/** A file of the recorded corpora. */
export const corpus = (path: string): Buffer => readFileSync(corpusPath(path));

/** A test that needs the recordings of RTSP. */
export const itWithCorpora = (name: string, test: () => void): void =>
  itUnless(corpusMissing('rtsp'), name, test);
