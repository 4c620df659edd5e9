import type { Messages } from './vi.ts';

export const watchEn: Pick<Messages, 'watch'> = {
  watch: {
    layout: 'Pictures at once',
    layoutOf: (count) => (count === 1 ? '1 picture' : `${count} pictures of one time`),
    beside: (camera) => `Watch beside the others: ${camera}`,
    focus: (camera) => `Choose the picture of ${camera}`,
    outside: 'This camera is outside the scope of your request.',
    outsideName: 'Camera outside the scope',
    missing: (length, reason) => `${length} missing: ${reason}`,
    goOn: (time) => `Go to ${time}`,
    stills: 'Busy computer: one picture a second',
    notAsked: 'Outside the time that has footage',
  },
};
