import { z } from 'zod';
import type { User } from '../../access/index.ts';
import type { UserId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';

export const person = z
  .strictObject({
    id: z.string().optional(),
    fullName: z.string().optional().meta({ description: 'absent once the user is forgotten' }),
    pseudonym: z.string().optional().meta({ description: 'all that an auditor sees' }),
  })
  .meta({ id: 'Person' });

export type PersonJson = z.input<typeof person>;

/** A person as a reader may see them. */
export type People = (id: UserId) => PersonJson;

/**
 * Names as of now. An auditor sees the pseudonyms of the custody log: whoever has a name beside a request would know
 * whom the log means, and opening a pseudonym is an event.
 */
export async function peopleFor(
  { role }: Pick<User, 'role'>,
  { users, custodyEvents }: Pick<ApiDeps, 'users' | 'custodyEvents'>,
): Promise<People> {
  if (role === 'auditor') {
    const pseudonyms = await custodyEvents.pseudonyms();
    return (id) => ({ pseudonym: pseudonyms.get(id) });
  }
  const names = new Map((await users.list()).map(({ id, fullName }) => [id, fullName]));
  return (id) => ({ id, fullName: names.get(id) });
}
