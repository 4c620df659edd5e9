import { notFound } from '../core/index.ts';
import type { Actor, CustodyRepository, Pseudonym } from '../custody/index.ts';
import type { User, UserRepository } from './users.ts';

/** Returns the user behind a pseudonym, after an event that names the auditor and the reason. Errors: `actor-not-found`. */
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
