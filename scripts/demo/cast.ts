import { randomBytes } from 'node:crypto';
import { ApiClient } from './api-client.ts';

export interface Player {
  readonly name: string;
  readonly fullName: string;
  readonly role: 'admin' | 'technician' | 'officer' | 'custodian';
  readonly password: string;
}

/** The people of the demo, each signed in. */
export interface Cast {
  readonly players: readonly Player[];
  readonly technician: ApiClient;
  readonly officer: ApiClient;
  readonly custodian: ApiClient;
}

const newPassword = (): string => randomBytes(12).toString('base64url');

const player = (name: string, fullName: string, role: Player['role']): Player => ({
  name,
  fullName,
  role,
  password: newPassword(),
});

/** Makes the first admin with the one-time link, and through it a technician, an officer and a custodian. */
export async function hireCast(url: string, setupToken: string): Promise<Cast> {
  const admin = player('quantri', 'Quản trị', 'admin');
  const technician = player('kythuat', 'Kỹ thuật viên phường', 'technician');
  const officer = player('canbo', 'Cán bộ công an', 'officer');
  const custodian = player('uyban', 'Ủy ban phường', 'custodian');
  const { name, fullName, password } = admin;
  const office = new ApiClient(url);
  await office.post('/api/first-admin', { token: setupToken, name, fullName, password });
  await office.signIn(name, password);
  for (const { name, fullName, role, password } of [technician, officer, custodian])
    await office.post('/api/users', { name, fullName, role, password });
  return {
    players: [admin, technician, officer, custodian],
    technician: await signedIn(url, technician),
    officer: await signedIn(url, officer),
    custodian: await signedIn(url, custodian),
  };
}

async function signedIn(url: string, { name, password }: Player): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.signIn(name, password);
  return client;
}
