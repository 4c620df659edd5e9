import type { contributorsVi } from './contributors-vi.ts';
import type { Messages } from './vi.ts';

/** What is read where a contributor's wish is heeded, in English. */
export const contributorsEn: Pick<Messages, keyof typeof contributorsVi> = {
  wishes: {
    title: 'Contributors',
    about: 'Who paid for a camera may have it rest, may withdraw it, and is told how often it was looked at.',
    camera: 'Camera',
    none: 'There are no cameras yet.',
    address: 'Address',
    state: 'Now',
    running: 'recorded as usual',
    paused: 'resting',
    pausedUntil: (time) => `resting until ${time}`,
    withdrawn: 'withdrawn, recorded no more',
    history: 'What they asked for',
    never: 'They have asked nothing of this camera yet.',
    kinds: { paused: 'rest', withdrawn: 'withdrawal' },
    from: 'From',
    until: 'Until',
    furtherNotice: 'until further notice',
    ended: (time) => `recorded again from ${time}`,
    reason: 'Reason that they gave',
    contributor: 'Who asks',
    contributorHint: 'The id of a contributor; an admin can open the name',
    noContributor:
      'Nobody is recorded as a contributor to this camera, so nobody can ask. A technician records them on the page of the camera.',
    pause: 'Let it rest',
    pauseUntil: 'Record again from (empty: until further notice)',
    pauseMeans:
      'From now on the camera is not recorded. That stretch is shown as a gap, with this as its reason.',
    pauseAct: 'Let the camera rest',
    resume: 'Record it again',
    withdrawal: 'Withdraw the camera',
    withdraw: 'Withdraw the camera…',
    withdrawTitle: (name) => `Withdraw ${name}`,
    withdrawMeans: (name, days) =>
      `Once withdrawn, ${name} is never recorded again. What was recorded expires as usual${days}, but for what is held.`,
    withdrawDays: (days) => ` after ${days} days`,
    withdrawAct: 'Withdraw this camera',
    keep: 'Leave it',
  },
  looks: {
    title: 'How often it was looked at',
    about:
      'Numbers alone: no names, no cases. The running month is shown here only, and not told to contributors.',
    none: 'Nobody has looked at footage of this camera yet.',
    month: 'Month',
    kinds: {
      playback: 'Watched',
      still: 'Stills',
      storyboard: 'Storyboards',
      download: 'Taken away',
      enrolment: 'Check pictures',
    },
    total: 'Total',
    print: 'Open the answer to print',
  },
};
