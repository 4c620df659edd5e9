import { useEffect, useRef } from 'preact/hooks';
import { Link } from '../base/location.tsx';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { accountPath, isUnder, reachableBy } from './pages.ts';
import { screens } from './screens.tsx';

/** The screen at an address, if one's role has it. */
export function Screen({ path }: { readonly path: string }) {
  const { frame, account, common } = useMessages();
  const { role } = useUser();
  const mine = reachableBy(role);
  const screen = screens.find((candidate) => candidate.path.test(path));
  const page = mine.find((candidate) => screen?.page === candidate.path);
  useEffect(() => {
    const current = mine.find((candidate) => isUnder(path, candidate.path));
    const title = path === accountPath ? account.title : current && frame[current.word];
    document.title = title === undefined ? common.product : `${title} · ${common.product}`;
  }, [path, frame]);
  useBeginning(path);
  if (!screen || !(page || screen.page === accountPath)) return <Nothing />;
  return screen.draw(screen.path.exec(path)?.[1] ?? '');
}

/** Another screen is read from its beginning; where one came in, the browser has seen to that. */
function useBeginning(path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus();
  }, [path]);
}

function Nothing() {
  const { common } = useMessages();
  return (
    <div class="stack narrow-page">
      <h1>{common.nothingHere}</h1>
      <p>
        <Link to="/">{common.home}</Link>
      </p>
    </div>
  );
}
