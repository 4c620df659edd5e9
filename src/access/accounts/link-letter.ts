import { writtenMoment } from '../../core/index.ts';

interface ToldUse {
  /** The sign-in name of the account. */
  readonly name: string;
  readonly address: string;
  readonly atMs: number;
  /** IANA zone in which people read times. */
  readonly timeZone: string;
}

/** Tells a person that a link of their account was used, in Vietnamese, then in English. */
export function letterOfLinkUse({ name, address, atMs, timeZone }: ToldUse) {
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
