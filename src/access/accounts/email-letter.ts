import type { AccountLetter } from '../users.ts';

/** Tells a person, at the address of before, that mail goes to another one, in Vietnamese, then in English. */
export function letterOfNewEmail(name: string): AccountLetter {
  const lines = [
    `Địa chỉ nhận thư của tài khoản ${name} vừa được đổi. Thư không gửi đến địa chỉ này nữa.`,
    'Không phải bạn? Báo ngay cho một quản trị viên khác và người phê duyệt.',
    '',
    `The mail address of the account ${name} was changed. No more mail is sent to this address.`,
    'Was it not you? Tell another admin and a custodian at once.',
  ];
  return {
    subject: '[Minh Chứng] Địa chỉ nhận thư đã được đổi / The mail address was changed',
    text: `${lines.join('\n')}\n`,
  };
}
