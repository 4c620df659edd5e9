import type { User } from '../../access/index.ts';
import type { UserId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { PersonJson } from '../schemas/person.ts';

/** Who somebody is, as a reader is told. */
export type People = (id: UserId) => PersonJson;

/**
 * Names as of now. An auditor is told the pseudonyms of the access log: whoever has a name beside a request would know
 * whom the log means, and opening a pseudonym is an event.
 */
export async function peopleFor(
  { role }: Pick<User, 'role'>,
  { users, custodyArchive }: Pick<ApiDeps, 'users' | 'custodyArchive'>,
): Promise<People> {
  if (role === 'auditor') {
    const pseudonyms = await custodyArchive.pseudonyms();
    return (id) => ({ pseudonym: pseudonyms.get(id) });
  }
  const names = new Map((await users.list()).map(({ id, fullName }) => [id, fullName]));
  return (id) => ({ id, fullName: names.get(id) });
}
