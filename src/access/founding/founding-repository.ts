import type { User } from '../users.ts';
import type { Founding, FoundingStep } from './founding.ts';

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface FoundingRepository {
  read(): Promise<Founding>;
  /**
   * One transaction: the step, decided over the founding and all people as they are then, and its event. Under a lock in which
   * no user is made and no role changes.
   */
  take(stepOf: (founding: Founding, people: readonly User[]) => FoundingStep): Promise<Founding>;
}
