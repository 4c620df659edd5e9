import type { stationsVi } from './stations-vi.ts';
import type { Messages } from './vi.ts';

/** The English words for the station that two acts share. */
export const stationsEn: Pick<Messages, keyof typeof stationsVi> = {
  stations: {
    same: {
      browser: 'same browser as the first person, within one hour',
      address: 'same network address as the first person, within one hour',
      both: 'same browser and network address as the first person, within one hour',
    },
    here: {
      browser: 'Within the last hour, the first person acted in this browser.',
      address: 'Within the last hour, the first person acted from your network address.',
      both: 'Within the last hour, the first person acted in this browser, from your network address.',
    },
  },
};
