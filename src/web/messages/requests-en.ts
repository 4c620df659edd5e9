import type { requestsVi } from './requests-vi.ts';
import type { Messages } from './vi.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const cameras = (count: number): string => counted(count, 'camera', 'cameras');

/** What an officer reads of a request, in English. */
export const requestsEn: Pick<Messages, keyof typeof requestsVi> = {
  requestForm: {
    title: 'Request for footage',
    caseNumber: 'Case number',
    authority: 'Authority',
    legalBasis: 'Legal basis',
    legalBasisHint: 'The law that allows it, such as Criminal Procedure Code, article 88',
    purpose: 'Purpose',
    purposeHint: 'What the footage is needed for, 10 characters or more',
    report: 'Report',
    reportHint: 'What was reported and led to this, if anything',
    urgency: 'How urgent it is',
    urgencyMeans: {
      routine: 'A custodian answers within the usual time.',
      urgent: 'Custodians are told at once, and answer within a shorter time.',
      emergency:
        'Opens at once for 30 minutes, before anybody approved. Custodians are told at once and review it within 24 hours.',
    },
    emergencyReason: 'Why it cannot wait',
    emergencyReasonHint: 'A custodian will review this, 10 characters or more',
    scope: 'This request opens',
    cameras,
    act: 'Send request',
    openNow: 'Open now for 30 minutes',
    keep: 'Keep as a draft',
    cancel: 'Not now',
    recorded:
      'Once sent, the footage in its scope is held from expiring. The request and every look are recorded with your name.',
  },
  requests: {
    title: 'Your requests',
    scope: 'Effective scope, in words and on the map',
    empty: 'You have no requests yet. Begin at Find: choose place and time, then file a request.',
    caseNumber: 'Case number',
    purpose: 'Purpose',
    time: 'Time',
    state: 'State',
    cameras: 'Cameras',
    open: 'Open',
    until: 'Open until',
  },
  standing: {
    draft: 'A draft: nobody else sees it, and it holds no footage. Send it to have it approved.',
    submitted: 'Waiting for approval. The footage in its scope is held from expiring.',
    approved: (until) => `Approved, open until ${until}.`,
    refused: 'Refused.',
    expired: (at) => `Expired at ${at}. If it is still needed, file a new request from Find.`,
    closed: (outcome) => `Closed: ${outcome}. Nothing is open or held by this request any more.`,
    emergency: (left) => `Emergency: open for another ${left} (min:s).`,
    toBeReviewed: 'Not reviewed yet; a custodian has to within 24 hours.',
    reviewed: {
      justified: 'Reviewed: justified.',
      'not-justified': 'Reviewed: not justified.',
    },
    change: 'Change its words',
    changeScope: 'Change place and time',
    drop: 'Throw away…',
    dropTitle: (caseNumber) => `Throw away the draft ${caseNumber}?`,
    dropMeans: 'What this draft says will be gone.',
    dropAct: 'Throw away',
    dropKeep: 'Keep it',
  },
  takeAway: {
    title: 'Take-away',
    about:
      "The originals byte for byte, a clip of each camera (gaps stay gaps), SHA-256 sums, gaps, the access log's extract and the minutes.",
    order: 'Build take-away',
    states: { building: 'Being built', ready: 'Ready', cancelled: 'Cancelled', failed: 'Failed' },
    left: (length) => `about ${length} left`,
    failed: (failure) =>
      `It could not be built (${failure}). Build it again; if it still fails, tell an admin.`,
    faults: (count) =>
      `${counted(count, 'original', 'originals')} could not be read whole and ${count === 1 ? 'is' : 'are'} not in it; the minutes say which.`,
    cancel: 'Cancel…',
    cancelTitle: 'Cancel the take-away?',
    cancelMeans: (done, files) => `${done} of ${files} files are done; that work will be dropped.`,
    cancelAct: 'Stop building',
    cancelKeep: 'Go on',
    download: 'Download take-away',
    saveAs: 'Save to…',
    saved: 'saved',
    file: 'file',
    verify: 'How to verify it',
    verifySteps: [
      'Unpack the archive.',
      'Open the minutes, minutes-en.html: scope, cameras, gaps, and the sum of every file.',
      'Run the command below where you unpacked it (Linux, macOS); every line must say OK. On Windows run the second one for each file and compare it with SHA256SUMS.',
    ],
  },
  closing: {
    open: 'Close request…',
    withdraw: 'Withdraw request…',
    title: (caseNumber) => `Close ${caseNumber}`,
    means: (count) =>
      `The footage of ${cameras(count)} opens no more and is not held by this request any more. Download the take-away first if you still need it.`,
    outcome: 'Outcome',
    note: 'Note',
    act: 'Close request',
    withdrawAct: 'Withdraw request',
    keep: 'Leave it',
  },
};
