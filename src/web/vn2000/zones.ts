import type { api } from '../api/client.ts';

export type Zone = NonNullable<NonNullable<Parameters<typeof api.importMap>[0]>['zone']>;

/** By their central meridian, as cadastral maps print it. */
export const zones: readonly { readonly id: Zone; readonly meridian: string; readonly widthDeg: 3 | 6 }[] = [
  ...(
    [
      ...([
        '102-00',
        '103-00',
        '104-00',
        '104-30',
        '104-45',
        '105-00',
        '105-30',
        '105-45',
        '106-00',
      ] as const),
      ...([
        '106-15',
        '106-30',
        '107-00',
        '107-15',
        '107-30',
        '107-45',
        '108-00',
        '108-15',
        '108-30',
      ] as const),
    ] as const
  ).map((id) => ({ id, meridian: `${id.replace('-', '°')}′`, widthDeg: 3 as const })),
  { id: 'utm-48', meridian: '105°00′', widthDeg: 6 },
  { id: 'utm-49', meridian: '111°00′', widthDeg: 6 },
];
