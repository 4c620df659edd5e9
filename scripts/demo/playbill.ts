import type { OpeningNight } from './acts.ts';

/** What a person is told when the demo is ready: where, who, and what to try. */
export function playbill(url: string, { cast, enrolled, readyS }: OpeningNight): string {
  const users = cast.players.map(
    ({ name, role, password }) => `  ${role.padEnd(11)} ${name.padEnd(10)} ${password}`,
  );
  const { lat, lon } = enrolled[0]?.facts ?? { lat: 0, lon: 0 };
  const officer = cast.players.find(({ role }) => role === 'officer');
  return `
Ready after ${readyS} s. ${enrolled.length} cameras are recorded in segments of 10 s.

  ${url}

Users (made for this demo only):
${users.join('\n')}

Try, as the officer:
  U=${url}; J=$(mktemp)
  curl -s -c $J -H "Origin: $U" --json '{"name":"${officer?.name}","password":"${officer?.password}"}' $U/api/session
  curl -s -b $J "$U/api/footage?near=${lat},${lon}&radiusM=500&from=$(date -u -d '2 minutes ago' +%FT%TZ)&to=$(date -u +%FT%TZ)"

Ctrl-C stops everything and removes its data.`;
}
