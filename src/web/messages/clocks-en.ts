import type { Messages } from './vi.ts';

export const clocksEn: Pick<Messages, 'clocks'> = {
  clocks: {
    title: 'Camera clock',
    behind: (length, error) => `${length} behind ± ${error}`,
    ahead: (length, error) => `${length} ahead ± ${error}`,
    right: (error) => `right within ${error}`,
    measured: (offset, at) => `Camera clock ${offset} compared with the server, measured ${at}.`,
    never: 'The camera’s clock was not measured yet.',
    failed: (at, why) => `The measurement at ${at} failed: ${why}.`,
    set: 'Set the time in the camera, or give it an NTP server. It is measured again within a day.',
    inPictures: (offset) => `clock in the picture ${offset}`,
    faults: {
      silent: 'the camera did not answer',
      slow: 'the camera answered too slowly',
      refused: 'the camera tells the time only with a password',
      unreadable: 'its answer could not be read',
      'no-utc': 'the camera tells local time only, no UTC',
      impossible: 'the camera told a time that does not exist',
      'far-off': 'its clock is off by more than a year',
      'like-a-zone': 'its UTC may be local time: check the time zone in the camera',
      'our-step': 'the server’s own clock was set',
    },
  },
};
