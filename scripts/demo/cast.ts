import { randomBytes } from 'node:crypto';
import { ApiClient, type Credentials } from './api-client.ts';

export interface Player extends Credentials {
  readonly fullName: string;
  readonly role: 'admin' | 'technician' | 'officer' | 'custodian';
}

/** The people of the demo, each signed in. */
export interface Cast {
  readonly players: Readonly<Record<Player['role'], Player>>;
  readonly admin: ApiClient;
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
  await office.signIn(admin);
  for (const { name, fullName, role, password } of [technician, officer, custodian])
    await office.post('/api/users', { name, fullName, role, password });
  const entered = {
    technician: await signedIn(url, technician),
    officer: await signedIn(url, officer),
    custodian: await signedIn(url, custodian),
  };
  return {
    players: {
      admin,
      technician: entered.technician.player,
      officer: entered.officer.player,
      custodian: entered.custodian.player,
    },
    admin: office,
    technician: entered.technician.client,
    officer: entered.officer.client,
    custodian: entered.custodian.client,
  };
}

/** With the app that the player has from then on. */
async function signedIn(url: string, player: Player): Promise<{ player: Player; client: ApiClient }> {
  const client = new ApiClient(url);
  const app = await client.signIn(player);
  return { client, player: { ...player, app } };
}
