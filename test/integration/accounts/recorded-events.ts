import type { TestApi } from '../api/api-harness.ts';

/** What the custody log says of a user, oldest first. */
export async function recordedEvents({ database }: TestApi, name: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ event: string }>(
    `select e.event from custody_event e
        join actor_pseudonym p on p.pseudonym = (e.body::jsonb ->> 'subject')
        join app_user u on u.id = p.user_id
      where u.name = $1 order by e.seq`,
    [name],
  );
  return rows.map(({ event }) => event);
}
