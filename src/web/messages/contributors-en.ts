import type { contributorsVi } from './contributors-vi.ts';
import type { Messages } from './vi.ts';

/** The pages on wishes of contributors, in English. */
export const contributorsEn: Pick<Messages, keyof typeof contributorsVi> = {
  wishes: {
    title: 'Contributors',
    about:
      'A contributor may have the camera paused or withdrawn, and learns the number of looks at its pictures.',
    camera: 'Camera',
    none: 'There are no cameras yet.',
    address: 'Address',
    state: 'Now',
    running: 'not paused',
    paused: 'paused',
    pausedUntil: (time) => `paused until ${time}`,
    withdrawn: 'withdrawn, no longer recorded',
    history: 'Requests so far',
    never: 'No contributor has made a request for this camera.',
    kinds: { paused: 'pause', withdrawn: 'withdrawal' },
    from: 'From',
    until: 'Until',
    furtherNotice: 'until further notice',
    ended: (time) => `recorded again from ${time}`,
    reason: 'Reason given',
    contributor: 'Requested by',
    contributorHint: 'The id of a contributor; an admin can open the name',
    noContributor:
      'No contributor is recorded for this camera, so none can request a pause. A technician records them on the page of the camera.',
    pause: 'Pause',
    pauseUntil: 'Record again from (empty: until further notice)',
    pauseMeans: 'From now on the camera is not recorded. The gap is shown with this reason.',
    pauseAct: 'Pause the camera',
    resume: 'Resume recording',
    withdrawal: 'Withdraw the camera',
    withdraw: 'Withdraw the camera…',
    withdrawTitle: (name) => `Withdraw ${name}`,
    withdrawMeans: (name, days) =>
      `Once withdrawn, ${name} is never recorded again. Its footage expires as usual${days}, except held footage.`,
    withdrawDays: (days) => ` after ${days} days`,
    withdrawAct: 'Withdraw this camera',
    keep: 'Leave it',
  },
  looks: {
    title: 'Looks',
    about: 'Counts only: no names, no cases. The current month is shown only here, not to contributors.',
    none: 'There are no looks at this camera yet.',
    month: 'Month',
    kinds: {
      playback: 'Playback',
      still: 'Stills',
      storyboard: 'Storyboards',
      download: 'Downloads',
      enrolment: 'Picture checks',
    },
    total: 'Total',
    print: 'Open the printable answer',
  },
};
