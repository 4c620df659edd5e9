import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../../client/api.ts';
import { api, sessionEnded } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { forget, invalidate, useQuery } from './query.ts';

interface Session {
  /** `undefined` until known, `null` when no user is signed in. */
  readonly user: SignedIn | null | undefined;
  /** Why it is not known who is signed in. */
  readonly problem: Problem | undefined;
  /** Asks once more who is signed in. */
  readonly askAgain: () => void;
  /** Signed in, and owes the set-up of a second factor. */
  readonly half: SignedIn | undefined;
  /** The session ended during work: the screen stays until the user signs in again. */
  readonly isExpired: boolean;
  /** Begins a session; a user who still owes a second factor sees the second step. */
  readonly begin: (signedIn: SignedIn) => void;
  readonly end: () => void;
}

const Context = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ComponentChildren }) {
  const asked = useQuery('session', (signal) => api.whoAmI({ signal }));
  const [chosen, setChosen] = useState<SignedIn | null>();
  const [begun, setBegun] = useState<SignedIn>();
  const [isExpired, setExpired] = useState(false);
  const isSignedOut = asked.problem?.status === 401;
  const found = asked.data?.owes ? null : (asked.data ?? (isSignedOut ? null : undefined));
  const user = chosen === undefined ? found : chosen;
  const half = begun ?? (chosen === undefined && asked.data?.owes ? asked.data : undefined);
  useEffect(() => {
    const expire = () => setExpired(true);
    window.addEventListener(sessionEnded, expire);
    return () => window.removeEventListener(sessionEnded, expire);
  }, []);
  const begin = (next: SignedIn) => {
    setBegun(next.owes ? next : undefined);
    if (next.owes) return;
    setChosen(next);
    setExpired(false);
    if (next.id === user?.id) invalidate('');
    else forget();
  };
  const end = () => {
    setChosen(null);
    setBegun(undefined);
    setExpired(false);
    forget();
  };
  const { problem, reload: askAgain } = asked;
  const session = { user, problem, askAgain, half, isExpired, begin, end };
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('outside of a SessionProvider');
  return session;
}

/** The signed-in user; only for screens that need one. */
export function useUser(): SignedIn {
  const { user } = useSession();
  if (!user) throw new Error('no user is signed in');
  return user;
}
