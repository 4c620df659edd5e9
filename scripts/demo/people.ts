import { randomBytes } from 'node:crypto';
import { ApiClient, type Credentials } from './api-client.ts';

type Role = 'admin' | 'technician' | 'officer' | 'custodian' | 'auditor';

export interface Account<Of extends Role = Role> extends Credentials {
  readonly fullName: string;
  readonly role: Of;
}

export type DemoAccount = Account<Exclude<Role, 'auditor'>>;

/** The users of the demo, all signed in but the auditor. */
export interface People {
  readonly auditor: Account<'auditor'>;
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

/** Makes the first admin with the one-time link, then as admin the others: after the first approval that takes two people. */
export async function createPeople(url: string, setupToken: string): Promise<People> {
  const account = user('quantri', 'Quản trị', 'admin');
  const { name, fullName, password } = account;
  const admin = new ApiClient(url);
  await admin.api.makeFirstAdmin({ token: setupToken, name, fullName, password });
  const app = await admin.signIn(account);
  const technician = await enter(url, admin, user('kythuat', 'Kỹ thuật viên phường', 'technician'));
  const officer = await enter(url, admin, user('canbo', 'Cán bộ công an', 'officer'));
  const custodian = await enter(url, admin, user('uyban', 'Ủy ban phường', 'custodian'));
  const auditor = user('kiemtra', 'Kiểm tra viên', 'auditor');
  await makeAccount(admin, auditor);
  return {
    auditor,
    accounts: {
      admin: { ...account, app },
      technician: technician.user,
      officer: officer.user,
      custodian: custodian.user,
    },
    admin,
    technician: technician.client,
    officer: officer.client,
    custodian: custodian.client,
  };
}

/** The auditor, who starts after the others have finished. */
export const enterAuditor = async (url: string, { auditor }: People): Promise<Account<'auditor'>> =>
  (await signedIn(url, auditor)).user;

/** Makes a user as admin, who sets that password by the one-time link. */
export async function makeAccount(
  admin: ApiClient,
  { name, fullName, role, password }: Omit<Account, 'app'>,
): Promise<void> {
  const { link } = await admin.api.createUser({ name, fullName, role });
  await admin.api.redeemLink({ token: link.token, password });
}

/** Makes a user, who signs in; the returned user has the authenticator app. */
async function enter<Of extends Role>(
  url: string,
  admin: ApiClient,
  user: Account<Of>,
): Promise<{ user: Account<Of>; client: ApiClient }> {
  await makeAccount(admin, user);
  return signedIn(url, user);
}

/** The returned user has the authenticator app. */
async function signedIn<Of extends Role>(
  url: string,
  user: Account<Of>,
): Promise<{ user: Account<Of>; client: ApiClient }> {
  const client = new ApiClient(url);
  const app = await client.signIn(user);
  return { client, user: { ...user, app } };
}
