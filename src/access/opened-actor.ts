import { notFound } from '../core/index.ts';
import type { Actor, CustodyRepository, Pseudonym } from '../custody/index.ts';
import type { User, UserRepository } from './users.ts';

/** Whom a pseudonym of the log means, after an event that says who asked and why. Errors: `actor-not-found`. */
export async function openActor(
  { custodyEvents, users }: { readonly custodyEvents: CustodyRepository; readonly users: UserRepository },
  by: Actor,
  { pseudonym, reason }: { readonly pseudonym: string; readonly reason: string },
): Promise<User> {
  const userId = await custodyEvents.openActor(pseudonym as Pseudonym, by, reason);
  const meant = userId && (await users.byId(userId));
  if (!meant) throw notFound('actor-not-found', 'That pseudonym does not exist.');
  return meant;
}
