import type { Messages } from './vi.ts';

export const changesEn: Pick<Messages, 'changed'> = {
  changed: {
    title: 'Find changes',
    draw: 'Draw a box on the picture',
    hint: 'Draw a box to find when something in it changed. Only the brightness of small pictures is compared; no person or thing is recognised.',
    dialogTitle: (camera) => `Find changes: ${camera}`,
    how: 'Pull on the picture to draw a box. Leave out the clock in the picture and leaves in the wind: they change all the time.',
    picture: 'Picture to draw the box on',
    sides: { left: 'From the left (%)', top: 'From the top (%)', width: 'Width (%)', height: 'Height (%)' },
    stretch: 'Time to search',
    stretches: {
      marked: 'The marked stretch',
      quarter: '15 minutes before and after this frame',
      hour: '1 hour before and after this frame',
      all: 'All time of the request',
    },
    beside: 'Also search the whole picture of',
    search: 'Search',
    cancel: 'Cancel',
    searching: 'Searching',
    onLane: 'change found',
    stop: 'Stop',
    count: (count) =>
      count === 0
        ? 'No change was found.'
        : count === 1
          ? '1 change was found.'
          : `${count} changes were found.`,
    cut: 'There are more: the largest changes are listed. Draw a smaller box.',
    whole: 'The whole picture changed: the light, or the camera was turned',
    share: (percent) => `${percent} of the box`,
    compared: (camera, pictures, step) =>
      `${camera}: ${pictures} pictures were compared, at most ${step} apart. What was shorter may have been missed.`,
    uncompared: (camera) =>
      `${camera}: fewer than two pictures lie in this time, so nothing was compared. Choose a longer time.`,
    unsearched: (count) =>
      count === 1 ? '1 stretch was not searched' : `${count} stretches were not searched`,
    reasons: {
      'not-recorded': 'nothing was recorded',
      pending: 'its pictures are still being made; search again in a minute',
      'no-pictures': 'there are no small pictures',
      altered: 'the footage is not what was recorded, and is not used',
      unreadable: 'its small pictures cannot be read',
      'between-pictures': 'no two small pictures lie there; search a longer time',
    },
  },
};
