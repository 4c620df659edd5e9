import type { AccountLetter, User } from '../users.ts';

/** Tells custodians what an admin has done without them. */
export function letterOfLoneAct(
  what: 'custodian-disabled' | 'admin-made',
  { fullName, name }: Pick<User, 'fullName' | 'name'>,
): AccountLetter {
  const who = `${fullName} (${name})`;
  const [vi, en] =
    what === 'admin-made'
      ? [`Có quản trị viên mới: ${who}`, `There is a new admin: ${who}`]
      : [`Người phê duyệt bị tạm ngừng: ${who}`, `A custodian was disabled: ${who}`];
  return { subject: `[Minh Chứng] ${vi}`, text: `${vi}\n${en}\n` };
}
