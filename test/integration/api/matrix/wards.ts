import { newId } from '../../../../src/core/index.ts';
import type { TestPostgres } from '../../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api-harness.ts';
import { type Credentials, credentialsIn } from './callers.ts';
import type { Ward } from './calls.ts';
import type { Caller, State } from './cells.ts';
import { aFullWard } from './things.ts';

/** A ward with one of everything, and the credentials of all who call. */
export interface FullWard extends Ward {
  readonly credentials: ReadonlyMap<Caller, Credentials>;
}

/** `as`: the ward whose keys this one has too, as from a copied data directory. */
export async function raise(postgres: TestPostgres, as?: TestApi): Promise<FullWard> {
  const node = newId('node', noonMs);
  const workerNodes = async () => new Map([[node, true]]);
  const api = await startApi(postgres, { ...(as && keysOf(as)), workerNodes });
  const credentials = await credentialsIn(api);
  return { api, credentials, things: await aFullWard(api) };
}

const keysOf = ({ deps: { settings, factorSealer, cipher, contributors } }: TestApi) => ({
  settings,
  factorSealer,
  cipher,
  contributors,
});

/** Making one of everything has ended the founding: a request was approved. A founding that is open was offered to be closed. */
export async function setState({ api }: FullWard, state: State): Promise<void> {
  const closed =
    state === 'founded' ? "closed_at_ms = 0, how = 'together'" : 'closed_at_ms = null, how = null';
  await api.database.pool.query(
    `update founding set ${closed}, offered_at_ms = 0, people_sha256 = 'an older list',
       offered_by = (select id from app_user where name = 'custodian')`,
  );
}
