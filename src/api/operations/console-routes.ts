import { z } from 'zod';
import { legalBasesOn } from '../../access/index.ts';
import { calendarDayOf } from '../../camera/index.ts';
import { hourMs } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';

const consoleSettings = z
  .strictObject({
    requestMaxHours: z.number().meta({ description: 'Longest time range of one request.' }),
    legalBases: z
      .array(z.string())
      .meta({ description: 'Those in force today; other text is accepted too.' }),
    mapTiles: z
      .strictObject({
        url: z.string().meta({ description: 'With {z}, {x} and {y}.' }),
        credit: z.string().meta({ description: 'Whom to name on the map.' }),
      })
      .optional()
      .meta({ description: 'Pictures under the map; absent: its shapes are all there is.' }),
  })
  .meta({ id: 'ConsoleSettings' });

export const consoleRoutes = ({ settings, clock }: Pick<ApiDeps, 'settings' | 'clock'>): Route[] => [
  {
    method: 'get',
    path: '/api/console',
    allow: 'signed-in',
    operation: 'getConsoleSettings',
    summary: 'Settings of the site for the console: map tiles, longest range of a request.',
    answers: answersJson(consoleSettings),
    handle: async () => {
      const { mapTiles, requestMaxMs, legalBases, timeZone } = settings;
      return json({
        requestMaxHours: requestMaxMs / hourMs,
        legalBases: legalBasesOn(legalBases, calendarDayOf(clock.nowMs(), timeZone)),
        ...(mapTiles && { mapTiles }),
      });
    },
  },
];
