import { blank } from '../../print/index.ts';
import { gapWordsEn } from '../../recording/index.ts';
import type { MinutesWords } from './minutes-words.ts';

/** The Vietnamese minutes in English, part by part. */
export const minutesEn: MinutesWords = {
  lang: 'en',
  head: {
    state: ['SOCIALIST REPUBLIC OF VIET NAM', 'Independence - Freedom - Happiness'],
    agency: `PEOPLE’S COMMITTEE OF ${blank(8)}`,
    number: `No.: ${blank(4)}/BB-UBND`,
    dated: (place) => `${place}, ${blank(8)} 20${blank(2)}`,
  },
  title: 'MINUTES',
  subtitle: 'of the extraction and handing over of camera footage',
  opening: `Today at ${blank(6)} on ${blank(10)}, at ${blank(24)}, were present:`,
  parties: [
    {
      title: (name) => `I. HANDED OVER BY (${name})`,
      lines: [
        `1. ${blank(16)}; position ${blank(10)}; unit ${blank(14)}`,
        `2. Technician who made the copy: ${blank(20)}`,
      ],
    },
    {
      title: (name) => `II. RECEIVED BY (${name})`,
      lines: [
        `${blank(16)}; rank, position ${blank(12)}; unit ${blank(14)}`,
        `Investigator’s certificate or letter of introduction No. ${blank(13)}`,
      ],
    },
    {
      title: () => 'III. WITNESS (if any)',
      lines: [`${blank(16)}; born ${blank(5)}; identity number ${blank(10)}; address ${blank(16)}`],
    },
  ],
  basis: {
    title: 'IV. BASIS',
    demand: (authority, number, day) => `Written request No. ${number} of ${day} from ${authority};`,
    approval: (approver, at) => `Approved by ${approver} at ${at}.`,
    letterAdded: (at) => `The written request was added after the emergency, at ${at}.`,
    emergency: 'Opened at once as an emergency, before approval; reviewed afterwards.',
    countersigned: (by, at) => `The emergency was countersigned by ${by} at ${at}.`,
    sameStation: {
      browser: 'The two acted in the same browser within one hour.',
      address: 'The two acted from the same network address within one hour.',
      both: 'The two acted in the same browser, from the same network address, within one hour.',
    },
  },
  content: 'V. CONTENT',
  request: {
    title: 'The case',
    caseNumber: 'Case number',
    purpose: 'Purpose',
    range: 'Time requested',
    leftOut: 'Not taken',
    notTaken: {
      camera: (name) => `camera ${name}`,
      time: (span) => `the time ${span}`,
      originals: 'originals',
      clips: 'clips',
      list: (parts) => `${parts.join('; ')} (as the requester chose)`,
    },
    requester: 'Requested by',
    filed: 'Filed at',
    requestId: 'Request',
    exportId: 'Export',
    built: 'Built at',
  },
  cameras: {
    title: 'Cameras and scope',
    intro:
      'Video compression makes the scope a few seconds longer than the time requested at either end; each original is a whole segment of about 60 seconds.',
    camera: 'Camera',
    scope: 'Scope',
    recorded: 'Recorded',
    missing: 'Missing',
    number: 'No.',
    map: {
      north: 'N',
      alt: (count) => `Map of the scope and of ${count} cameras, numbered as in the table below.`,
    },
    standing: 'Distance, direction',
    distance: (metres) => `${metres} m away`,
    bearing: (degrees) => `bearing ${degrees}°`,
    views: {
      facing: 'faces the place',
      oblique: 'at its edge',
      away: 'faces away',
      unknown: 'direction unknown',
    },
    clock: 'Camera clock',
    measuredAt: (at) => `measured ${at}`,
    offset: (sign, seconds, error) =>
      `${seconds} s ${sign === 0 ? 'off' : sign > 0 ? 'ahead' : 'behind'} ± ${error} s`,
    perHour: (ms) => `${ms > 0 ? '+' : ms < 0 ? '−' : ''}${Math.abs(ms)} ms an hour`,
    device: 'Maker, model, serial number',
    clocks: (zone) =>
      `All times are in the zone ${zone}, by the server’s clock when the pictures arrived, not by the clock that a camera writes into its pictures. Camera clock: how many seconds it differs from the server’s, where that was measured, over the network at the time given, within the error given; and how much it gains (+) or loses (−) in an hour. What is blank is written by hand after a check at the camera.`,
  },
  gaps: {
    title: 'Stretches without footage, and why',
    none: 'There is no gap in the scope.',
    from: 'From',
    to: 'To',
    length: 'Length',
    reason: 'Reason',
    reasons: {
      ...gapWordsEn,
      'not-enrolled': 'the camera was not enrolled yet',
      open: 'not yet received at the time of extraction',
      missing: 'no longer in the store',
      unreadable: 'cannot be read from the store',
    },
    lanes: (range) => `A bar for each camera: recorded, and without footage, ${range}.`,
    legend: { recorded: 'recorded', missing: 'no footage', mark: 'mark' },
  },
  marks: {
    title: 'Marked instants',
    number: 'No.',
    at: 'Instant',
    note: 'Note',
    still: 'Still',
    pictured: 'annex 3',
    unpictured: 'no picture',
    annex: 'ANNEX 3: STILLS',
    annexIntro:
      'Each picture is the frame on the screen at the marked instant, decoded from an original; the original counts.',
    caption: ({ number, camera, at, note, sha256 }) =>
      `Mark ${number}. ${camera}, ${at}. ${note}\nSHA-256 of the picture: ${sha256}`,
  },
  key: {
    title: 'Key and head of the evidence log',
    intro: (origin) =>
      `The evidence log ${origin} is signed with the key of this fingerprint. Compare it with the one printed at installation.`,
    fingerprint: 'Fingerprint of the key (SHA-256)',
    head: (records) => `Head of the log when the minutes were made: ${records} records, root (SHA-256)`,
    exportFingerprint: 'Fingerprint of the key that signed this bundle (SHA-256)',
  },
  data: {
    title: 'Data',
    counts: (originals, clips, bytes, length) =>
      `${originals} originals and ${clips} clips, ${bytes} bytes in all; the originals last ${length}. Annex 1 lists the files with their SHA-256.`,
    digest: 'SHA-256 of the list',
    digestIntro:
      'The list consists of the lines of SHA256SUMS for the folders clip and segments, in their order.',
  },
  medium: {
    title: 'Storage medium handed over',
    text: `Kind ${blank(8)}; maker ${blank(8)}; serial number ${blank(10)}; capacity ${blank(6)}; count ${blank(4)}; condition ${blank(12)}; seal (if any) signed by ${blank(20)}`,
  },
  faults: {
    title: 'Faulty originals',
    none: 'Every original has the SHA-256 that was recorded at ingest.',
    kinds: {
      altered: 'does not have the SHA-256 recorded at ingest; included unchanged, and left out of the clips',
      missing: 'is no longer in the store; not among the files handed over',
      unreadable: 'cannot be read from the store, tried several times; not among the files handed over',
    },
  },
  limits: {
    title: 'What this does not show',
    items: [
      'SHA-256 shows that a file has not changed since ingest; it does not show what happened before the data reached the recording server (in the camera, on the network).',
      'The minutes tell the data as the server recorded them, not as the camera sent them.',
      'The minutes carry no digital signature; the signatures of the parties below are what counts.',
      'Clips are derived; where they differ, the originals count.',
      'The party that hands over wrote these minutes; where the receiving authority writes minutes on its own form, these are an annex to them.',
    ],
  },
  opinions: 'VI. OPINIONS, COMPLAINTS, REQUESTS (write “none” if there are none)',
  ending: [
    `The handing over ended at ${blank(6)} on the same day.`,
    `The minutes have ${blank(3)} pages and ${blank(3)} copies of equal value, ${blank(3)} for each party; they were read to the persons named above, who found them right and signed every page.`,
  ],
  signatures: {
    parties: ['RECEIVED BY', 'WITNESS', 'HANDED OVER BY'],
    hints: [
      '(rank, position, signature, full name)',
      '(signature, full name)',
      '(position, signature, full name, seal)',
    ],
    receivers: ['Copies to:', '- the receiving party;', `- ${blank(12)} (on request);`, '- the file.'],
  },
  files: {
    title: 'ANNEX 1: LIST OF FILES',
    clips: 'Clips',
    clipsIntro: (origin) =>
      `Joined from the originals without re-encoding; where there is no picture, a clip has none for exactly as long. Position 0:00:00 of every clip is ${origin}.`,
    clipsNotTaken: 'Not taken, as the requester chose; they can be joined from the originals.',
    noClips: 'There are no pictures to join.',
    originals: 'Originals',
    originalsIntro: 'Byte for byte the files that the server recorded and hashed at ingest.',
    originalsNotTaken:
      'Not taken, as the requester chose. Each was read and compared with the SHA-256 of its ingest.',
    noOriginals: 'There is no original in the scope.',
    number: 'No.',
    file: 'File',
    covers: 'Time',
    bytes: 'Bytes',
  },
  checking: {
    title: 'ANNEX 2: HOW TO CHECK',
    steps: [
      'Unpack everything into an empty folder.',
      'On Linux, run “sha256sum -c SHA256SUMS” there; every line must say OK.',
      'On Windows with 7-Zip (tried with 26.02), open a command window in that folder and run “"C:\\Program Files\\7-Zip\\7z.exe" t -thash SHA256SUMS”; it must say “Everything is Ok”. Without 7-Zip, file by file: “certutil -hashfile <file> SHA256”.',
      'On Linux, run “grep -E "  (clip|segments)/" SHA256SUMS | sha256sum” and compare with the SHA-256 of the list in the signed minutes: if they are equal, no file has changed since the minutes were made.',
    ],
    sealedSteps: [
      'The whole bundle, without trusting who handed it over: write a file policy.txt with one line “log <fingerprint>” and one line “export <fingerprint>”, the two fingerprints of these minutes as they are printed at the agency, and run “minhchung verify --policy policy.txt <bundle.zip>”. Without the program: open index.html of the verifier in a browser, without a network, and give it the bundle and the fingerprints.',
    ],
  },
};
