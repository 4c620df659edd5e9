import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Missing } from './unless.ts';

/** Recordings of real cameras, which are not part of the repository; their usual place is beside it. */
const root = process.env.CORPORA ?? join(import.meta.dirname, '../../../shared/corpora');

export const corpusPath = (path: string): string => join(root, path);

export const corpusMissing = (path: string): Missing =>
  existsSync(corpusPath(path))
    ? undefined
    : `there is no ${path} among the recordings of real cameras; CORPORA names their folder`;
