import { blank } from '../../print/index.ts';
import { minutesEn } from '../papers/minutes-en.ts';
import type { NegativeWords } from './negative-words.ts';

export const negativeEn: NegativeWords = {
  lang: 'en',
  cameras: minutesEn.cameras,
  gaps: minutesEn.gaps,
  head: {
    ...minutesEn.head,
    number: `No.: ${blank(4)}/UBND`,
    subject: 'Answer: no camera footage',
  },
  title: 'ANSWER: THERE IS NO FOOTAGE',
  to: (authority) => `To: ${authority}`,
  asked: {
    title: 'What was asked',
    caseNumber: 'Case number',
    range: 'Time',
    place: 'Place',
    near: (place, metres) => `within ${metres} m of ${place}`,
    corners: (corners) => `within the area with the corners ${corners}`,
    neighbourhood: (name) => `neighbourhood ${name}`,
    named: 'the cameras below',
  },
  answer: {
    title: 'The answer',
    none: 'The system has no footage of that place and time.',
    grounds: {
      'no-camera': 'No camera of the system is at that place.',
      dead: 'A camera is there, but the camera or its recording did not work.',
      paused: 'The camera was paused at a contributor’s request.',
      expired: 'Footage was recorded, and has been deleted when its time of storage was over.',
      'never-recorded': 'The camera was not recorded at that time.',
    },
    asOf: (at) => `The answer is as of ${at}.`,
  },
  inside: { title: 'Cameras at that place, and why there is no footage', none: 'There is none.' },
  outer: {
    title: 'Cameras nearby, outside that place',
    intro: (metres) =>
      `They are outside that place and within ${metres} m. This paper says nothing of their footage.`,
    none: (metres) => `There is no other camera within ${metres} m.`,
  },
  proof: {
    title: 'What is stated, and how to check it',
    noOther:
      'The system has no other camera at that place. This is the statement of this paper, which does not name the other cameras of the ward. The auditor can compare it with the evidence log, which has every camera and its position.',
    record: (seq, chain) =>
      `The statement is in the evidence log: record ${seq} of the chain ${chain}; the log is signed.`,
    digest: 'SHA-256 of the statement (JSON file)',
    check:
      'The JSON file that the system gives with this paper must have that SHA-256, and the record in the log names it. On Windows: “certutil -hashfile <file> SHA256”; on Linux: “sha256sum <file>”. The file of the proof (ZIP) has the records that the answer rests on: “minhchung verify --policy <file of keys> <file.zip>”, or the page of the verifier in a browser, without a network.',
  },
  limits: {
    title: 'What this does not show',
    items: [
      'The paper is about the cameras of this system alone, not about those of other people or offices.',
      'The reasons are those that the recording server knew; the paper does not show what happened in a camera.',
    ],
  },
  signatures: {
    columns: [
      { party: '', hint: '' },
      { party: 'FOR THE PEOPLE’S COMMITTEE', hint: '(position, signature, full name, seal)' },
    ],
    receivers: ['Copies to:', '- as above;', '- the file.'],
  },
};
