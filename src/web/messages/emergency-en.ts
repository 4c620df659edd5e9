import type { emergencyVi } from './emergency-vi.ts';
import type { Messages } from './vi.ts';

const cameras = (count: number): string => `${count} ${count === 1 ? 'camera' : 'cameras'}`;

export const emergencyEn: Pick<Messages, keyof typeof emergencyVi> = {
  emergencies: {
    title: 'Emergencies to countersign',
    about:
      'Another officer needs a second person. Call them before you countersign: your name is recorded with this access. You see no picture.',
    countersign: 'Countersign',
    countersignTitle: (caseNumber) => `Countersign the emergency ${caseNumber}?`,
    opensNow: (name, count) =>
      `${name} can play the footage of ${cameras(count)} at once, for 30 minutes, and build a bundle before the review.`,
    allowsExport: (name, count) =>
      `${name} is playing the footage of ${cameras(count)}. With your countersignature they can build a bundle and take more stills before the review. The end time does not change.`,
    recorded:
      'Your name is recorded in the custody log and in the minutes. A custodian still has to review it.',
    done: (caseNumber) => `${caseNumber} is countersigned.`,
    waits: 'Not open yet: you have emergencies that are not reviewed, so this one needs a second person.',
    whoMay:
      'Call a custodian, a deputy or another officer now. They were notified, and countersign it on the page Inbox or Requests. The footage in its scope does not expire.',
    state: 'emergency, waits for a countersignature',
    served: (size, most) => `${size} of ${most} served`,
    stills: (count, most) => `${count} of ${most} stills`,
    stillsFree: 'stills without a limit',
    isCountersigned: 'It is countersigned: you can build a bundle.',
    needsSecond:
      'Before the review, a bundle needs the countersignature of a second person: call another officer, a custodian or a deputy. They see this request on the page Requests or Inbox.',
    called: (name) => `${name} filed an emergency that waits for a countersignature`,
    countersigned: (who) => `${who} countersigned the emergency`,
    letter: 'Written request of the emergency',
    letterOwed: 'No written request yet.',
    letterDue: (until) => `Add it before ${until}`,
    letterOverdue: (days) => `Written request overdue for ${days} ${days === 1 ? 'day' : 'days'}`,
    letterAdd: 'Add the written request',
    letterCorrect: 'Correct the written request',
    letterTitle: (caseNumber) => `Written request of ${caseNumber}`,
    letterMeans:
      'Write number, date and authority as on the letter you received. They are recorded in the custody log, and printed on the request and in the minutes.',
    letterCorrects: 'The correction is printed on the request and in the minutes; earlier entries are kept.',
    letterAdded: (who, letter, authority) => `${who} added the written request ${letter} from ${authority}`,
    withoutLetter: 'Emergencies without a written request',
    withoutLetterAbout:
      'The officer who opened it adds number and date of the letter on the page of the request.',
  },
};
