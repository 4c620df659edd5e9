import { AppError } from '../../core/index.ts';
import { onCatalogue } from './database.ts';

/** Errors of ours by the name of the constraint that was violated. */
export type Violations = Readonly<Record<string, () => AppError>>;

/** Like `onCatalogue`; a violated constraint that is listed becomes its error. */
export function onCatalogueWith<T>(violations: Violations, query: () => Promise<T>): Promise<T> {
  return onCatalogue(async () => {
    try {
      return await query();
    } catch (error) {
      throw violations[constraintOf(error)]?.() ?? error;
    }
  });
}

function constraintOf(error: unknown): string {
  const named = error instanceof Error && 'constraint' in error ? error.constraint : '';
  return typeof named === 'string' ? named : '';
}

export const conflict = (code: string, message: string, field: string) => (): AppError =>
  new AppError('conflict', code, message, { field });
