import { useUser } from '../base/session.tsx';
import { lazily } from '../parts/lazily.tsx';
import { accountPath } from './pages.ts';

const AccountPage = lazily(async () => (await import('../account/account-page.tsx')).AccountPage);
const AuditPage = lazily(async () => (await import('../audit/audit-page.tsx')).AuditPage);
const ComparisonPage = lazily(async () => (await import('../audit/comparison-page.tsx')).ComparisonPage);
const MonthPage = lazily(async () => (await import('../report/month-page.tsx')).MonthPage);
const CameraPage = lazily(async () => (await import('../cameras/camera-page.tsx')).CameraPage);
const CamerasPage = lazily(async () => (await import('../cameras/cameras-page.tsx')).CamerasPage);
const ContributorPage = lazily(
  async () => (await import('../contributors/contributor-page.tsx')).ContributorPage,
);
const ContributorsPage = lazily(
  async () => (await import('../contributors/contributors-page.tsx')).ContributorsPage,
);
const DiscoveryPage = lazily(async () => (await import('../enrolment/discovery-page.tsx')).DiscoveryPage);
const EnrolmentPage = lazily(async () => (await import('../enrolment/enrolment-page.tsx')).EnrolmentPage);
const ImportPage = lazily(async () => (await import('../enrolment/import-page.tsx')).ImportPage);
const FindPage = lazily(async () => (await import('../find/find-page.tsx')).FindPage);
const FirstStepsPage = lazily(
  async () => (await import('../first-steps/first-steps-page.tsx')).FirstStepsPage,
);
const FoundingPage = lazily(async () => (await import('../founding/founding-page.tsx')).FoundingPage);
const DeputiesPage = lazily(async () => (await import('../inbox/deputies-page.tsx')).DeputiesPage);
const InboxPage = lazily(async () => (await import('../inbox/inbox-page.tsx')).InboxPage);
const SubmittedPage = lazily(async () => (await import('../inbox/submitted-page.tsx')).SubmittedPage);
const SubmittedRequest = lazily(
  async () => (await import('../inbox/submitted-request.tsx')).SubmittedRequest,
);
const JobsPage = lazily(async () => (await import('../jobs/jobs-page.tsx')).JobsPage);
const ProposalsPage = lazily(async () => (await import('../proposals/proposals-page.tsx')).ProposalsPage);
const RequestPage = lazily(async () => (await import('../request/request-page.tsx')).RequestPage);
const RequestsPage = lazily(async () => (await import('../request/requests-page.tsx')).RequestsPage);
const HoldsPage = lazily(async () => (await import('../retention/holds-page.tsx')).HoldsPage);
const PoliciesPage = lazily(async () => (await import('../retention/policies-page.tsx')).PoliciesPage);
const RightsPage = lazily(async () => (await import('../users/rights-page.tsx')).RightsPage);
const SitesPage = lazily(async () => (await import('../sites/sites-page.tsx')).SitesPage);
const SystemPage = lazily(async () => (await import('../system/system-page.tsx')).SystemPage);
const UsersPage = lazily(async () => (await import('../users/users-page.tsx')).UsersPage);

/** An officer sees their own requests, with pictures; custodians and auditors see all, without pictures. */
const Requests = () => (useUser().role === 'officer' ? <RequestsPage /> : <SubmittedPage />);

const Request = ({ id }: { readonly id: string }) =>
  useUser().role === 'officer' ? <RequestPage id={id} /> : <SubmittedRequest id={id} />;

interface Shown {
  /** The header page that this screen belongs to; whoever may see that page may see this one. */
  readonly page: string;
  readonly path: RegExp;
  readonly draw: (id: string) => preact.JSX.Element;
}

/** Each loads its code when it is first shown. */
export const screens: readonly Shown[] = [
  { page: accountPath, path: /^\/account$/, draw: () => <AccountPage /> },
  { page: '/find', path: /^\/find$/, draw: () => <FindPage /> },
  { page: '/inbox', path: /^\/inbox$/, draw: () => <InboxPage /> },
  { page: '/inbox', path: /^\/inbox\/deputies$/, draw: () => <DeputiesPage /> },
  { page: '/audit', path: /^\/audit$/, draw: () => <AuditPage /> },
  { page: '/audit', path: /^\/audit\/coverage$/, draw: () => <ComparisonPage /> },
  { page: '/audit', path: /^\/audit\/month$/, draw: () => <MonthPage /> },
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
  { page: '/start', path: /^\/start$/, draw: () => <FirstStepsPage /> },
  { page: '/rights', path: /^\/rights$/, draw: () => <RightsPage /> },
  { page: '/founding', path: /^\/founding$/, draw: () => <FoundingPage /> },
  { page: '/proposals', path: /^\/proposals$/, draw: () => <ProposalsPage /> },
  { page: '/sites', path: /^\/sites$/, draw: () => <SitesPage /> },
  { page: '/system', path: /^\/system$/, draw: () => <SystemPage /> },
  { page: '/system', path: /^\/system\/jobs$/, draw: () => <JobsPage /> },
];
