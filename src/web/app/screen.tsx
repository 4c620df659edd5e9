import { useEffect, useRef } from 'preact/hooks';
import { AccountPage } from '../account/account-page.tsx';
import { AuditPage } from '../audit/audit-page.tsx';
import { ComparisonPage } from '../audit/comparison-page.tsx';
import { Link } from '../base/location.tsx';
import { useUser } from '../base/session.tsx';
import { CameraPage } from '../cameras/camera-page.tsx';
import { CamerasPage } from '../cameras/cameras-page.tsx';
import { ContributorPage } from '../contributors/contributor-page.tsx';
import { ContributorsPage } from '../contributors/contributors-page.tsx';
import { DiscoveryPage } from '../enrolment/discovery-page.tsx';
import { EnrolmentPage } from '../enrolment/enrolment-page.tsx';
import { ImportPage } from '../enrolment/import-page.tsx';
import { FindPage } from '../find/find-page.tsx';
import { FoundingPage } from '../founding/founding-page.tsx';
import { DeputiesPage } from '../inbox/deputies-page.tsx';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { SubmittedPage } from '../inbox/submitted-page.tsx';
import { SubmittedRequest } from '../inbox/submitted-request.tsx';
import { JobsPage } from '../jobs/jobs-page.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProposalsPage } from '../proposals/proposals-page.tsx';
import { RequestPage } from '../request/request-page.tsx';
import { RequestsPage } from '../request/requests-page.tsx';
import { HoldsPage } from '../retention/holds-page.tsx';
import { PoliciesPage } from '../retention/policies-page.tsx';
import { SitesPage } from '../sites/sites-page.tsx';
import { SystemPage } from '../system/system-page.tsx';
import { UsersPage } from '../users/users-page.tsx';
import { accountPath, isUnder, reachableBy } from './pages.ts';

interface Shown {
  /** The header page that this screen belongs to; whoever may see that page may see this one. */
  readonly page: string;
  readonly path: RegExp;
  readonly draw: (id: string) => preact.JSX.Element;
}

const screens: readonly Shown[] = [
  { page: accountPath, path: /^\/account$/, draw: () => <AccountPage /> },
  { page: '/find', path: /^\/find$/, draw: () => <FindPage /> },
  { page: '/inbox', path: /^\/inbox$/, draw: () => <InboxPage /> },
  { page: '/inbox', path: /^\/inbox\/deputies$/, draw: () => <DeputiesPage /> },
  { page: '/audit', path: /^\/audit$/, draw: () => <AuditPage /> },
  { page: '/audit', path: /^\/audit\/coverage$/, draw: () => <ComparisonPage /> },
  { page: '/requests', path: /^\/requests$/, draw: () => <Requests /> },
  { page: '/requests', path: /^\/requests\/(\w+)$/, draw: (id) => <Request key={id} id={id} /> },
  { page: '/cameras', path: /^\/cameras$/, draw: () => <CamerasPage /> },
  { page: '/cameras', path: /^\/cameras\/new$/, draw: () => <EnrolmentPage /> },
  { page: '/cameras', path: /^\/cameras\/(cam_\w+)$/, draw: (id) => <CameraPage key={id} id={id} /> },
  { page: '/discovery', path: /^\/discovery$/, draw: () => <DiscoveryPage /> },
  { page: '/import', path: /^\/import$/, draw: () => <ImportPage /> },
  { page: '/policies', path: /^\/policies$/, draw: () => <PoliciesPage /> },
  { page: '/holds', path: /^\/holds$/, draw: () => <HoldsPage /> },
  { page: '/contributors', path: /^\/contributors$/, draw: () => <ContributorsPage /> },
  {
    page: '/contributors',
    path: /^\/contributors\/(cam_\w+)$/,
    draw: (id) => <ContributorPage key={id} id={id} />,
  },
  { page: '/users', path: /^\/users$/, draw: () => <UsersPage /> },
  { page: '/founding', path: /^\/founding$/, draw: () => <FoundingPage /> },
  { page: '/proposals', path: /^\/proposals$/, draw: () => <ProposalsPage /> },
  { page: '/sites', path: /^\/sites$/, draw: () => <SitesPage /> },
  { page: '/system', path: /^\/system$/, draw: () => <SystemPage /> },
  { page: '/system', path: /^\/system\/jobs$/, draw: () => <JobsPage /> },
];

/** An officer sees their own requests, with pictures; custodians and auditors see all, without pictures. */
const Requests = () => (useUser().role === 'officer' ? <RequestsPage /> : <SubmittedPage />);

const Request = ({ id }: { readonly id: string }) =>
  useUser().role === 'officer' ? <RequestPage id={id} /> : <SubmittedRequest id={id} />;

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
