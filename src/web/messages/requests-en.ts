import type { requestsVi } from './requests-vi.ts';
import type { Messages } from './vi.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const cameras = (count: number): string => counted(count, 'camera', 'cameras');

/** The pages on a request, for its officer, in English. */
export const requestsEn: Pick<Messages, keyof typeof requestsVi> = {
  requestForm: {
    title: 'Request for footage',
    caseNumber: 'Case number',
    authority: 'Authority',
    authorityOther: 'Name of the office',
    letterNumber: 'Number of the written request',
    letterHint: 'Of the office’s letter, for example: 45/YC-CAP',
    letterHintEmergency: 'Leave number and date empty while there is no letter',
    letterDay: 'Date of the letter',
    legalBasis: 'Legal basis',
    legalBasisOther: 'Clause, article and name of the law',
    choose: 'Choose…',
    other: 'Other: type it',
    legalBasisHint: 'Choose one, or enter clause, article and name of the law',
    purpose: 'Purpose',
    purposeHint: 'Why the footage is needed, 10 characters or more',
    report: 'Report',
    reportHint: 'The report that led to this request, if any',
    urgency: 'Urgency',
    urgencyMeans: {
      routine: 'A custodian answers within the usual time.',
      urgent: 'Custodians are notified at once, with a shorter time to answer.',
      emergency:
        'Opens at once for 30 minutes, before approval; few stills, and a bundle needs a second person. Custodians are notified at once and review it within 24 hours.',
    },
    emergencyReason: 'Why it cannot wait',
    emergencyReasonHint: 'A custodian will review this, 10 characters or more',
    scope: 'This request opens',
    cameras,
    act: 'Send request',
    openNow: 'Open now for 30 minutes',
    keep: 'Save as a draft',
    cancel: 'Not now',
    recorded:
      'After submission, the footage in its scope does not expire. The request and every look are logged under your name.',
  },
  requests: {
    title: 'Your requests',
    scope: 'Effective scope, in words and on the map',
    empty: 'You have no requests yet. Start on the page Find: choose place and time, then file a request.',
    caseNumber: 'Case number',
    purpose: 'Purpose',
    time: 'Time',
    state: 'State',
    cameras: 'Cameras',
    open: 'Open',
    until: 'Open until',
  },
  standing: {
    draft: 'A draft: only you see it, and it holds no footage. Submit it to have it approved.',
    submitted: 'Waiting for approval. The footage in its scope does not expire.',
    approved: (until) => `Approved, open until ${until}.`,
    refused: 'Refused.',
    expired: (at) => `Expired at ${at}. If you still need the footage, file a new request on the page Find.`,
    closed: (outcome) => `Closed: ${outcome}. This request no longer opens or holds footage.`,
    emergency: (left) => `Emergency: open for another ${left} (min:s).`,
    toBeReviewed: 'Not reviewed yet; a custodian must review it within 24 hours.',
    reviewed: {
      justified: 'Reviewed: justified.',
      'not-justified': 'Reviewed: not justified.',
    },
    change: 'Change the text',
    changeScope: 'Change place and time',
    drop: 'Discard…',
    dropTitle: (caseNumber) => `Discard the draft ${caseNumber}?`,
    dropMeans: 'The text of this draft is lost.',
    dropAct: 'Discard',
    dropKeep: 'Keep the draft',
  },
  exports: {
    title: 'Exports',
    about:
      'Choose what to take. Each bundle has the minutes, SHA-256 checksums, gaps and the custody log; the minutes say what was left out.',
    cameras: (taken, all) => `Cameras: ${taken} of ${all} are taken`,
    someCameras: (count) => counted(count, 'camera', 'cameras'),
    stretch: 'Time',
    onlyStretch: 'Take a stretch only',
    from: 'From',
    to: 'To',
    stretchWrong: 'This is no part of the time of the request, or it ends before it begins.',
    form: 'Footage',
    forms: {
      originals: 'Originals',
      clips: 'Clips',
      both: 'Both',
      papers: 'Papers alone',
    },
    formMeans: {
      originals:
        'Recommended: they are what counts, byte for byte as recorded, and no footage comes twice. Clips can be joined from them later; originals are deleted when they expire.',
      clips:
        'A file for each camera, of exactly the scope, easy to watch. The verifier compares every GOP with the log, but there is no original beside it.',
      both: 'All footage comes twice, so that the bundle is nearly twice as large.',
      papers:
        'Minutes, custody log and records, with the stills that were chosen for the minutes; no footage.',
    },
    size: (size) => `about ${size}`,
    order: 'Build bundle',
    states: { building: 'Being built', ready: 'Ready', cancelled: 'Cancelled', failed: 'Failed' },
    left: (length) => `about ${length} left`,
    failed: (failure) =>
      `It could not be built (${failure}). Build it again; if it fails again, contact an admin.`,
    faults: (count) =>
      `${counted(count, 'original', 'originals')} could not be read completely and ${count === 1 ? 'is' : 'are'} missing; the minutes list ${count === 1 ? 'it' : 'them'}.`,
    cancel: 'Cancel…',
    cancelTitle: 'Cancel the export?',
    cancelMeans: (done, files) => `${done} of ${files} files are done; this work will be lost.`,
    cancelAct: 'Stop building',
    cancelKeep: 'Continue building',
    sealAwaited: (since) =>
      `Waits since ${since} for the evidence log to be signed. The export continues by itself; tell an admin if it takes long.`,
    download: 'Download bundle',
    saveAs: 'Save to…',
    saved: 'saved',
    file: 'file',
    verify: 'How to verify it',
    verifySteps: [
      'Unpack the bundle.',
      'Open the minutes, minutes-en.pdf: scope, cameras, gaps, and the checksum of every file.',
      'Run the command below where you unpacked it (Linux, macOS); every line must say OK. On Windows run the second one for each file and compare it with SHA256SUMS.',
      'The third one checks the whole bundle, with its records and signatures, by the keys that the minutes name. The page of the verifier does the same in a browser.',
    ],
  },
  closing: {
    open: 'Close request…',
    withdraw: 'Withdraw request…',
    title: (caseNumber) => `Close ${caseNumber}`,
    means: (count) =>
      `The footage of ${cameras(count)} closes and is no longer held by this request. Download the bundle first if you still need it.`,
    outcome: 'Outcome',
    note: 'Note',
    act: 'Close request',
    withdrawAct: 'Withdraw request',
    keep: 'Leave it',
  },
};
