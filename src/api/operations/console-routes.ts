import { z } from 'zod';
import { offeredOn } from '../../access/index.ts';
import { calendarDayOf } from '../../camera/index.ts';
import { hourMs } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';

const offered = z
  .array(z.string())
  .meta({ description: 'What the site offers today; a request takes other text, too.' });

const consoleSettings = z
  .strictObject({
    requestMaxHours: z.number().meta({ description: 'Longest time range of one request.' }),
    authorities: offered,
    legalBases: offered,
    mapTiles: z
      .strictObject({
        url: z.string().meta({ description: 'With {z}, {x} and {y}.' }),
        credit: z.string().meta({ description: 'Whom to name on the map.' }),
      })
      .optional()
      .meta({ description: 'Pictures under the map; absent: its shapes are all there is.' }),
  })
  .meta({ id: 'ConsoleSettings' });

export const consoleRoutes = (deps: Pick<ApiDeps, 'settings' | 'clock' | 'requestLists'>): Route[] => [
  {
    method: 'get',
    path: '/api/console',
    allow: 'signed-in',
    operation: 'getConsoleSettings',
    summary:
      'Settings of the site for the console: map tiles, longest range of a request, what its form offers.',
    answers: answersJson(consoleSettings),
    handle: async () => {
      const { mapTiles, requestMaxMs, timeZone } = deps.settings;
      const { authorities, legalBases } = await deps.requestLists.read();
      const today = calendarDayOf(deps.clock.nowMs(), timeZone);
      return json({
        requestMaxHours: requestMaxMs / hourMs,
        authorities: offeredOn(authorities, today),
        legalBases: offeredOn(legalBases, today),
        ...(mapTiles && { mapTiles }),
      });
    },
  },
];
