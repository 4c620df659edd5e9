import type { ComponentProps } from 'preact';
import { useEffect } from 'preact/hooks';
import { navigate, useLocation } from '../base/location.tsx';
import { SessionProvider, useSession } from '../base/session.tsx';
import { LanguageProvider, useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { lazily } from '../parts/lazily.tsx';
import { useOwnValidity } from '../parts/own-validity.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { SignInPage } from '../session/sign-in.tsx';
import { SignInAgain } from '../session/sign-in-again.tsx';
import { Frame } from './frame.tsx';
import { homeOf } from './pages.ts';
import { Screen } from './screen.tsx';

const ReceivingPage = lazily(async () => (await import('../hand-over/receiving-page.tsx')).ReceivingPage);
const LinkPage = lazily(async () => (await import('../session/link-page.tsx')).LinkPage);

/** `first`: the language that it begins in. */
export const App = ({ first }: Pick<ComponentProps<typeof LanguageProvider>, 'first'>) => (
  <LanguageProvider first={first}>
    <SessionProvider>
      <Shown />
    </SessionProvider>
  </LanguageProvider>
);

function Shown() {
  const { path } = useLocation();
  const { user, isExpired } = useSession();
  useOwnValidity();
  if (path === '/hand-over') return <Outside page={<ReceivingPage />} />;
  if (path === '/setup') return <Outside page={<LinkPage />} />;
  if (user === undefined) return <Outside page={<Waiting />} />;
  if (user === null) return <Outside page={<SignInPage />} />;
  return (
    <>
      <Frame>{path === '/' ? <Home to={homeOf(user.role)} /> : <Screen key={user.id} path={path} />}</Frame>
      {isExpired && <SignInAgain />}
    </>
  );
}

/** Before anybody has signed in: no header but the choice of language. */
function Outside({ page }: { readonly page: preact.JSX.Element }) {
  const { common } = useMessages();
  return (
    <>
      <header class="frame-header">
        <span class="brand">{common.product}</span>
        <div class="frame-user">
          <LanguageSwitch />
        </div>
      </header>
      {page}
    </>
  );
}

/** Before it is known who is signed in. A service that fails then does not send anyone to the sign-in. */
function Waiting() {
  const { problem, askAgain } = useSession();
  return (
    <main class="narrow-page" id="main">
      {problem ? <ProblemNotice problem={problem} retry={askAgain} /> : <Skeleton />}
    </main>
  );
}

function Home({ to }: { readonly to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to]);
  return <Skeleton />;
}
