import { writtenMoment } from '../../core/index.ts';
import type { AccountLetter } from '../users.ts';

interface ToldUse {
  /** The sign-in name of the account. */
  readonly name: string;
  readonly address: string;
  readonly atMs: number;
  /** IANA zone in which people read times. */
  readonly timeZone: string;
}

/** Tells a person that a link of their account was used, in Vietnamese, then in English. */
export function letterOfLinkUse({ name, address, atMs, timeZone }: ToldUse): AccountLetter {
  const moment = writtenMoment(timeZone)(atMs);
  const lines = [
    `Đường dẫn dùng một lần của tài khoản ${name} đã được dùng lúc ${moment}, từ địa chỉ ${address}.`,
    'Không phải bạn? Báo ngay cho một quản trị viên khác và người phê duyệt.',
    '',
    `A one-time link of the account ${name} was used at ${moment}, from the address ${address}.`,
    'Was it not you? Tell another admin and a custodian at once.',
  ];
  return {
    subject: '[Minh Chứng] Đường dẫn dùng một lần đã được dùng / A one-time link was used',
    text: `${lines.join('\n')}\n`,
  };
}

interface ToldReset {
  readonly name: string;
  readonly fullName: string;
  /** `false`: the use of the link enables the account again. */
  readonly enabled: boolean;
  /** When it begins to work. */
  readonly fromMs: number;
  readonly timeZone: string;
}

/** Tells the people of the ward that an account was reset on the host, and that they can stop it. */
export function letterOfHostReset({ name, fullName, enabled, fromMs, timeZone }: ToldReset): AccountLetter {
  const moment = writtenMoment(timeZone)(fromMs);
  const who = `${fullName} (${name})`;
  const lines = [
    `Trên máy chủ vừa có lệnh đặt lại mật khẩu và xác thực hai bước của ${who}.`,
    `Đường dẫn có hiệu lực từ ${moment}. Người phê duyệt, quản trị viên và người giám sát truy cập dừng được lệnh này trên mọi trang của hệ thống.`,
    ...(enabled ? [] : ['Tài khoản đang bị tạm ngừng; dùng đường dẫn sẽ mở lại tài khoản.']),
    'Không ai yêu cầu? Dừng ngay.',
    '',
    `On the host a reset of the password and the second factor of ${who} was ordered.`,
    `Its link works from ${moment} on. Custodians, admins and auditors can stop it, on every page of the console.`,
    ...(enabled ? [] : ['The account is disabled; using the link enables it again.']),
    'Did nobody ask for it? Stop it at once.',
  ];
  return {
    subject: `[Minh Chứng] Đặt lại tài khoản ${name} / Reset of the account ${name}`,
    text: `${lines.join('\n')}\n`,
  };
}
