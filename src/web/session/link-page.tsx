import { useEffect, useState } from 'preact/hooks';
import type { SeenLink } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { SignedIn } from '../api/shapes.ts';
import { navigate } from '../base/location.tsx';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { FirstAdminForm } from './first-admin.tsx';
import { LinkForm } from './link-form.tsx';
import { rememberLinkUse } from './link-use.ts';
import { SecondFactorStep } from './second-factor-step.tsx';

/**
 * A one-time link `/setup#token`, and then the set-up of the second factor where one is owed. The token stands behind the
 * `#`, so no server log ever sees it.
 */
export function LinkPage() {
  const { link: words } = useMessages();
  const { begin, half } = useSession();
  const [token] = useState(() => window.location.hash.slice(1));
  const [isIn, setIn] = useState(false);
  const enter = (signedIn: SignedIn) => {
    rememberLinkUse(signedIn);
    begin(signedIn);
    setIn(true);
  };
  useEffect(() => {
    if (isIn && !half) navigate('/', { replace: true });
  }, [isIn, half]);
  return (
    <main class="narrow-page stack" id="main">
      {isIn && half && (
        <>
          <h1>{words.title}</h1>
          <SecondFactorStep of={half} />
        </>
      )}
      {!isIn && token === '' && <p class="notice">{words.withoutToken}</p>}
      {!isIn && token !== '' && <OpenLink token={token} enter={enter} />}
    </main>
  );
}

interface OpenLinkProps {
  readonly token: string;
  readonly enter: (signedIn: SignedIn) => void;
}

/** Asks once whose link it is: its use would change the answer. */
function OpenLink({ token, enter }: OpenLinkProps) {
  const [link, setLink] = useState<SeenLink>();
  const { run, problem } = useSubmit(async () => setLink(await api.readLink({ token })));
  useEffect(() => void run(), []);
  if (link?.user) return <LinkForm token={token} user={link.user} link={link} enter={enter} />;
  if (link) return <FirstAdminForm token={token} enter={enter} />;
  return problem ? <ProblemNotice problem={problem} retry={() => void run()} /> : <Skeleton lines={5} />;
}
