import { useState } from 'preact/hooks';
import type { OpenedActor } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ActDialog } from '../parts/act-dialog.tsx';

interface ActorProps {
  /** Absent: the service itself. */
  readonly pseudonym: string | undefined;
  readonly role?: string;
}

/** The actor as the log names it; each pseudonym is opened singly, with a reason, and is not cached. */
export function ActorName({ pseudonym, role }: ActorProps) {
  const messages = useMessages();
  const { actors: words } = messages;
  const [opened, setOpened] = useState<OpenedActor>();
  if (pseudonym === undefined) return <>{roleWord(role ?? 'service', messages)}</>;
  const short = shortPseudonym(pseudonym);
  return (
    <div>
      {role !== undefined && <div>{roleWord(role, messages)}</div>}
      <Link class="small number" to={`/audit?actor=${pseudonym}`}>
        <span title={pseudonym}>{short}</span>
      </Link>{' '}
      {opened ? (
        <strong>{words.is(opened.fullName, opened.name, roleWord(opened.role, messages))}</strong>
      ) : (
        <ActDialog
          open={words.open}
          openLabel={words.openOf(short)}
          tone="plain small"
          title={`${words.title}: ${short}`}
          act={words.act}
          keep={words.cancel}
          reason={{ label: words.reason, hint: words.reasonHint, minLength: 10 }}
          run={async (reason) => setOpened(await api.openActor({ pseudonym }, { reason }))}
        >
          {words.means}
        </ActDialog>
      )}
    </div>
  );
}

export const shortPseudonym = (pseudonym: string): string => `${pseudonym.slice(0, 12)}…`;

function roleWord(role: string, { roles, audit }: Messages): string {
  const others = { service: audit.service, host: audit.host };
  return (
    (others as Readonly<Record<string, string>>)[role] ??
    (roles as Readonly<Record<string, string>>)[role] ??
    role
  );
}
