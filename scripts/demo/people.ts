import { randomBytes } from 'node:crypto';
import { ApiClient, type Credentials } from './api-client.ts';

type Role = 'admin' | 'technician' | 'officer' | 'custodian' | 'auditor';

export interface Account<Of extends Role = Role> extends Credentials {
  readonly fullName: string;
  readonly role: Of;
}

export type DemoAccount = Account<Exclude<Role, 'auditor'>>;

/** The users of the demo, all signed in. */
export interface People {
  readonly accounts: Readonly<Record<DemoAccount['role'], DemoAccount>>;
  readonly admin: ApiClient;
  readonly technician: ApiClient;
  readonly officer: ApiClient;
  readonly custodian: ApiClient;
}

const newPassword = (): string => randomBytes(12).toString('base64url');

const user = <Of extends Role>(name: string, fullName: string, role: Of): Account<Of> => ({
  name,
  fullName,
  role,
  password: newPassword(),
});

/** Makes the first admin with the one-time link, then as admin a technician, an officer and a custodian. */
export async function createPeople(url: string, setupToken: string): Promise<People> {
  const admin = user('quantri', 'Quản trị', 'admin');
  const technician = user('kythuat', 'Kỹ thuật viên phường', 'technician');
  const officer = user('canbo', 'Cán bộ công an', 'officer');
  const custodian = user('uyban', 'Ủy ban phường', 'custodian');
  const { name, fullName, password } = admin;
  const office = new ApiClient(url);
  await office.post('/api/first-admin', { token: setupToken, name, fullName, password });
  const app = await office.signIn(admin);
  for (const { name, fullName, role, password } of [technician, officer, custodian])
    await office.post('/api/users', { name, fullName, role, password });
  const entered = {
    technician: await signedIn(url, technician),
    officer: await signedIn(url, officer),
    custodian: await signedIn(url, custodian),
  };
  return {
    accounts: {
      admin: { ...admin, app },
      technician: entered.technician.user,
      officer: entered.officer.user,
      custodian: entered.custodian.user,
    },
    admin: office,
    technician: entered.technician.client,
    officer: entered.officer.client,
    custodian: entered.custodian.client,
  };
}

/** Adds an auditor, who starts after the others have finished. */
export async function addAuditor(url: string, { admin }: People): Promise<Account<'auditor'>> {
  const auditor = user('kiemtra', 'Kiểm tra viên', 'auditor');
  const { name, fullName, role, password } = auditor;
  await admin.post('/api/users', { name, fullName, role, password });
  return (await signedIn(url, auditor)).user;
}

/** Signs a user in; the returned user has the authenticator app. */
async function signedIn<Of extends Role>(
  url: string,
  user: Account<Of>,
): Promise<{ user: Account<Of>; client: ApiClient }> {
  const client = new ApiClient(url);
  const app = await client.signIn(user);
  return { client, user: { ...user, app } };
}
