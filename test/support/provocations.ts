import { randomBytes } from 'node:crypto';
import type { People } from '../../scripts/demo/people.ts';
import { sessionFetch } from '../../src/client/index.ts';

/** One call that the API must refuse, or do, without repeating what it was told. */
interface Provocation {
  readonly who: 'stranger' | 'technician' | 'admin';
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Provoked {
  /** Every secret that was told. */
  readonly secrets: readonly string[];
  /** Status, headers and body of every answer. */
  readonly answers: readonly string[];
  readonly statuses: readonly number[];
}

/** Tells the API credentials wherever it takes any, and in many ways wrong; keeps all that it answers. */
export async function provoke(
  url: string,
  accounts: People['accounts'],
  ward: { readonly cameraId: string; readonly onvifUrl: string },
): Promise<Provoked> {
  const secrets: string[] = [];
  const tell = () => {
    const secret = `Geheim.${randomBytes(9).toString('hex')}`;
    secrets.push(secret);
    return secret;
  };
  const fetches = await sessionsOf(url, accounts);
  const answers: string[] = [];
  const statuses: number[] = [];
  const call = async ({ who, method, path, type = 'application/json', headers, body }: Provocation) => {
    const init = {
      method,
      headers: { 'content-type': type, ...headers },
      ...(body !== undefined && { body }),
    };
    const response = await fetches[who](url + path, init);
    const text = await response.text();
    answers.push(`${response.status} ${JSON.stringify([...response.headers])}\n${text}`);
    statuses.push(response.status);
    return text;
  };
  for (const provocation of provocations(tell, ward)) await call(provocation);
  for (const csv of [badRows(tell, ward), ...badFiles(tell)]) await runFile(call, csv, tell);
  return { secrets, answers, statuses };
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

async function sessionsOf(
  url: string,
  accounts: People['accounts'],
): Promise<Record<Provocation['who'], Fetch>> {
  const signedIn = async (wanted: 'technician' | 'admin'): Promise<Fetch> => {
    const fetch = sessionFetch(url);
    const { name, password, app } = accounts[wanted];
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name, password, ...(app && { code: app.newCode() }) }),
    });
    if (!ok) throw new Error(`the ${wanted} cannot sign in`);
    return fetch;
  };
  return {
    stranger: sessionFetch(url),
    technician: await signedIn('technician'),
    admin: await signedIn('admin'),
  };
}

type Tell = () => string;
const json = JSON.stringify;

function provocations(
  tell: Tell,
  { cameraId, onvifUrl }: { cameraId: string; onvifUrl: string },
): Provocation[] {
  const post = (who: Provocation['who'], path: string, body: string, type?: string): Provocation => ({
    who,
    method: 'POST',
    path,
    body,
    ...(type === undefined ? {} : { type }),
  });
  const camera = (fields: object) =>
    post('technician', '/api/cameras', json({ name: 'Cột', neighbourhoodId: 'nbh_x', ...fields }));
  const signIn = (fields: object) => post('stranger', '/api/session', json(fields));
  return [
    signIn({ name: 'kythuat', password: tell() }),
    signIn({ name: 'nobody', password: tell() }),
    signIn({ name: tell(), password: tell() }),
    signIn({ name: 'kythuat', password: [tell()] }),
    signIn({ name: 'kythuat', password: { [tell()]: tell() } }),
    signIn({ name: 'kythuat', pasword: tell() }),
    signIn({ name: 'kythuat', password: tell().repeat(100) }),
    signIn([tell()]),
    post('stranger', '/api/session', `{"name":"kythuat","password":"${tell()}`),
    post('stranger', '/api/session', `name=kythuat&password=${tell()}`, 'application/x-www-form-urlencoded'),
    post('stranger', '/api/session', `"${tell()}"`),
    post(
      'stranger',
      '/api/first-admin',
      json({ token: tell(), name: 'again', fullName: 'Again', password: tell() }),
    ),
    post('stranger', '/api/link', json({ token: tell() })),
    post('stranger', '/api/link/use', json({ token: tell(), password: tell() })),
    post('stranger', '/api/first-admin', `{"token":"${tell()}","password":"${tell()}`),
    {
      who: 'stranger',
      method: 'GET',
      path: '/metrics',
      headers: { authorization: `Bearer ${tell()}`, 'x-forwarded-for': '192.0.2.1' },
    },
    {
      who: 'stranger',
      method: 'GET',
      path: '/api/cameras',
      headers: { authorization: `Basic ${tell()}`, cookie: `sid=${tell()}` },
    },
    { who: 'technician', method: 'GET', path: `/api/footage?camera=rtsp://admin:${tell()}@192.0.2.1/` },
    { who: 'technician', method: 'GET', path: `/api/cameras/rtsp%3A%2F%2Fadmin%3A${tell()}%40192.0.2.1` },
    post(
      'admin',
      '/api/users',
      json({ name: 'kythuat', fullName: 'Taken', role: 'officer', password: tell() }),
    ),
    post(
      'admin',
      '/api/users',
      json({ name: 'Not A Name', fullName: 'X', role: 'officer', password: tell() }),
    ),
    post('admin', '/api/users', json({ name: 'king', fullName: 'X', role: 'king', password: tell() })),
    post('technician', '/api/users', json({ name: 'king', fullName: 'X', role: 'admin', password: tell() })),
    camera({ url: `http://admin:${tell()}@192.0.2.1/live` }),
    camera({ url: `rtsp://admin:${tell()}@192.0.2.1:99999/live` }),
    camera({ url: `rtsp://admin:${tell()}@/live` }),
    camera({ url: `rtsp://192.0.2.1/live`, user: 'admin', password: tell() }),
    camera({ url: `rtsp://admin:${tell()}@192.0.2.1/live`, user: 'admin', password: tell() }),
    camera({ url: 'rtsp://192.0.2.1/live', user: 7, password: tell() }),
    camera({ foundId: tell(), user: 'admin', password: tell() }),
    camera({ foundId: onvifUrl, passwort: tell() }),
    post(
      'technician',
      '/api/cameras',
      `{"url":"rtsp://admin:${tell()}@192.0.2.1/live","password":"${tell()}",`,
    ),
    {
      who: 'technician',
      method: 'PATCH',
      path: '/api/cameras/cam_unknown',
      body: json({ user: 'a', password: tell() }),
    },
    {
      who: 'technician',
      method: 'PATCH',
      path: `/api/cameras/${cameraId}`,
      body: json({ password: tell() }),
    },
    {
      who: 'technician',
      method: 'PATCH',
      path: `/api/cameras/${cameraId}`,
      body: json({ user: '', password: tell() }),
    },
    {
      who: 'technician',
      method: 'PATCH',
      path: `/api/cameras/${cameraId}`,
      body: json({ user: 'a', password: `${tell()}\n` }),
    },
  ];
}

const header = 'name,neighbourhood,lat,onvif,stream_url,user,password,owner_name';
type Cells = Readonly<Record<string, string>>;

const csvOf = (...rows: readonly Cells[]): string =>
  [
    header,
    ...rows.map((cells) =>
      header
        .split(',')
        .map((column) => cells[column] ?? '')
        .join(','),
    ),
    '',
  ].join('\n');

/** Rows that are refused, and rows that are tried and fail, at a camera that knows better and where there is none. */
function badRows(tell: Tell, { onvifUrl }: { onvifUrl: string }): string {
  const row = (n: number, cells: Cells): Cells => ({
    name: `Provoked ${n}`,
    neighbourhood: 'Khu phố 1',
    user: 'admin',
    password: tell(),
    owner_name: tell(),
    ...cells,
  });
  return csvOf(
    ...[
      { lat: '210' },
      { onvif: onvifUrl.replace('://', `://admin:${tell()}@`) },
      { stream_url: `http://admin:${tell()}@192.0.2.1/` },
      { stream_url: `rtsp://admin:${tell()}@192.0.2.1:99999/`, user: '', password: '' },
      { stream_url: `rtsp://admin:${tell()}@192.0.2.1/live` },
      { stream_url: 'rtsp://192.0.2.2/live', user: '' },
      { stream_url: 'rtsp://192.0.2.3/live', neighbourhood: `admin:${tell()}@192.0.2.3` },
      { onvif: '127.20.69.250:1' },
      { onvif: onvifUrl.replace(/\d+(?=:\d+\/)/, (last) => String(Number(last) + 1)), user: 'nobody' },
      { stream_url: 'rtsp://127.20.69.250:1/live' },
      {
        stream_url: `rtsp://127.20.69.251:1/user=admin_password=${tell()}_channel=1`,
        user: '',
        password: '',
      },
    ].map((cells, n) => row(n, cells)),
  );
}

const badFiles = (tell: Tell): string[] => [
  `${header}\n"Unclosed,Khu phố 1,,,,admin,${tell()},\n`,
  `name,neighbourhood,${tell()}\nx,y,z\n`,
  `${header}\nLong,Khu phố 1,,,rtsp://192.0.2.9/live,admin,${tell()},Hoa,${tell()}\n`,
];

/** Reads a file, mends a row of it wrongly, runs it and waits for its end. */
async function runFile(call: (one: Provocation) => Promise<string>, csv: string, tell: Tell): Promise<void> {
  const technician = 'technician' as const;
  const text = await call({
    who: technician,
    method: 'POST',
    path: '/api/imports',
    type: 'text/csv',
    body: csv,
  });
  const { id } = JSON.parse(text) as { id?: string };
  if (id === undefined) return;
  const path = `/api/imports/${id}`;
  const mend = (cells: object) => ({
    who: technician,
    method: 'PATCH',
    path: `${path}/rows/2`,
    body: json({ cells }),
  });
  await call(mend({ password: [tell()] }));
  await call(mend({ stream_url: `http://admin:${tell()}@192.0.2.1`, password: tell() }));
  await call({ who: technician, method: 'POST', path: `${path}/run` });
  for (;;) {
    const now = JSON.parse(await call({ who: technician, method: 'GET', path })) as { finishedAt?: string };
    if (now.finishedAt !== undefined) return;
  }
}
