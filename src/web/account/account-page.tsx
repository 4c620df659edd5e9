import { Link } from '../base/location.tsx';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';
import { OwnEmail } from './own-email.tsx';
import { OwnPassword } from './own-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionList } from './sessions.tsx';
import { Tokens } from './tokens.tsx';

/** One's own account: how one signs in, where one is signed in, and what programs do in one's name. */
export function AccountPage() {
  const { account: words, roles, link, rights } = useMessages();
  const { fullName, name, role, linkUsed } = useUser();
  return (
    <div class="stack wide-page">
      <header>
        <h1>{words.title}</h1>
        <p class="soft">
          {fullName} · {name} · {roles[role]} · <Link to="/rights">{rights.title}</Link>
        </p>
        {linkUsed && (
          <p class="hint">{link.lastUsed(zonedText(Date.parse(linkUsed.at)), linkUsed.address)}</p>
        )}
      </header>
      <div class="account">
        <div class="stack">
          <SecondFactor />
          <OwnEmail />
        </div>
        <OwnPassword />
      </div>
      <SessionList />
      <Tokens />
    </div>
  );
}
