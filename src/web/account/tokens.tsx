import type { ApiToken } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { NewTokenForm } from './new-token-form.tsx';

/** Tokens of the user's programs, each for a purpose and a time. */
export function Tokens() {
  const { account: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('own-tokens', (signal) =>
    api.listOwnTokens({ signal }),
  );
  return (
    <section class="panel stack" aria-labelledby="tokens">
      <h2 id="tokens">{words.tokens}</h2>
      <p class="soft">{words.tokensAbout}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data && data.tokens.length > 0 && <TokenTable tokens={data.tokens} />}
      <NewTokenForm />
    </section>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly ApiToken[] }) {
  const { account: words } = useMessages();
  return (
    <CardTable columns={[words.purpose, words.madeAt, words.lastUsedAt, words.until]} acts={words.revoke}>
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </CardTable>
  );
}

function TokenRow({ token }: { readonly token: ApiToken }) {
  const { account: words } = useMessages();
  const { id, purpose, createdAt, lastUsedAt, expiresAt, revokedAt } = token;
  const revoke = async () => {
    await api.revokeOwnToken({ id });
    invalidate('own-tokens');
  };
  return (
    <tr>
      <th scope="row">{purpose}</th>
      <td data-label={words.madeAt} class="number">
        {zonedText(Date.parse(createdAt))}
      </td>
      <td data-label={words.lastUsedAt} class="number">
        {lastUsedAt === undefined ? words.neverUsed : zonedText(Date.parse(lastUsedAt))}
      </td>
      <td data-label={words.until} class="number">
        {revokedAt === undefined
          ? zonedText(Date.parse(expiresAt))
          : words.revokedAt(zonedText(Date.parse(revokedAt)))}
      </td>
      <td>
        {revokedAt === undefined && (
          <ActDialog
            tone="danger"
            open={words.revoke}
            title={words.revokeTitle(purpose)}
            act={words.revokeAct}
            keep={words.revokeKeep}
            run={revoke}
          >
            {words.revokeMeans}
          </ActDialog>
        )}
      </td>
    </tr>
  );
}
