import type { OpeningNight } from './acts.ts';

const dayMs = 24 * 3_600_000;

/** What a person is told when the demo is ready: where, who, and what to try. */
export async function playbill(url: string, { cast, enrolled, readyS }: OpeningNight): Promise<string> {
  const users = Object.values(cast.players).map(({ name, role, password, app }) =>
    `  ${role.padEnd(11)} ${name.padEnd(10)} ${password} ${app?.secret ?? ''}`.trimEnd(),
  );
  const { lat, lon } = enrolled[0]?.facts ?? { lat: 0, lon: 0 };
  const token = await cast.officer.api.makeToken({
    password: cast.players.officer.password,
    purpose: 'A look-up from the command line',
    actions: ['look-up-footage'],
    expiresAt: new Date(Date.now() + dayMs).toISOString(),
  });
  return `
Ready after ${readyS} s. ${enrolled.length} cameras are recorded in segments of 10 s.

  ${url}

Users (made for this demo only), their passwords, and the key of their authenticator app:
${users.join('\n')}

Try, as the officer:
  curl -s -H "Authorization: Bearer ${token.text}" \\
    "${url}/api/footage?near=${lat},${lon}&radiusM=500&from=$(date -u -d '2 minutes ago' +%FT%TZ)&to=$(date -u +%FT%TZ)"

Ctrl-C stops everything and removes its data.`;
}
