import type { ComponentChildren } from 'preact';
import { api } from '../api/client.ts';
import { Link, navigate, useLocation } from '../base/location.tsx';
import { useSession, useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { ShortcutsHelp } from '../parts/shortcuts-help.tsx';
import { LinkUseNotice } from '../session/link-use-notice.tsx';
import { ResetNotice } from '../session/reset-notice.tsx';
import { useCount } from './counts.ts';
import { accountPath, isUnder, pagesOf } from './pages.ts';

/** The header with the pages of one's role, above the screen. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { common } = useMessages();
  return (
    <>
      <a class="skip-link" href="#main">
        {common.skip}
      </a>
      <header class="frame-header">
        <Link to="/" class="brand">
          <Icon name="camera" />
          {common.product}
        </Link>
        <Navigation />
        <Account />
      </header>
      <main class="frame-main" id="main" tabIndex={-1}>
        <ResetNotice />
        <LinkUseNotice />
        {children}
      </main>
    </>
  );
}

function Navigation() {
  const { frame } = useMessages();
  const { role } = useUser();
  const { path } = useLocation();
  return (
    <nav class="frame-nav" aria-label={frame.navigation}>
      {pagesOf(role).map((page) => (
        <Link key={page.path} to={page.path} isCurrent={isUnder(path, page.path)}>
          {frame[page.word]}
          <Count path={page.path} />
        </Link>
      ))}
    </nav>
  );
}

/** How many are under way on a page, where any are. */
function Count({ path }: { readonly path: string }) {
  const count = useCount(path, useUser().role);
  return count > 0 ? <span class="count number">({count})</span> : null;
}

function Account() {
  const { frame, roles } = useMessages();
  const { end } = useSession();
  const { fullName, role } = useUser();
  const { path } = useLocation();
  const { run, isBusy } = useSubmit(async () => {
    await api.signOut();
    navigate('/', { replace: true });
    end();
  });
  return (
    <div class="frame-user">
      <Link to={accountPath} class="full-name small" isCurrent={path === accountPath}>
        <Icon name="person" />
        <span class="name">
          {fullName}
          <span class="role"> · {roles[role]}</span>
        </span>
      </Link>
      <ShortcutsHelp
        searches={pagesOf(role).some(({ path }) => path === '/find')}
        watches={role === 'officer'}
      />
      <LanguageSwitch />
      <button type="button" onClick={() => void run()} disabled={isBusy}>
        {frame.signOut}
      </button>
    </div>
  );
}
