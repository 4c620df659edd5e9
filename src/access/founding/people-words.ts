import { blank, type LetterHeadWords } from '../../print/index.ts';
import type { Role } from '../roles.ts';

/** The texts of the printed list of people. */
export interface PeopleWords {
  readonly lang: 'vi' | 'en';
  readonly head: LetterHeadWords;
  readonly title: string;
  readonly subtitle: string;
  readonly opening: (when: string) => string;
  readonly columns: readonly [number: string, fullName: string, name: string, role: string, state: string];
  readonly roles: Readonly<Record<Role, string>>;
  readonly enabled: string;
  readonly disabled: string;
  readonly promise: string;
  readonly digest: string;
  readonly signers: readonly [admin: string, custodian: string];
  readonly signHere: string;
}

export const peopleVi: PeopleWords = {
  lang: 'vi',
  head: {
    state: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    agency: `ỦY BAN NHÂN DÂN ${blank(8)}`,
    number: `Số: ${blank(4)}/DS-UBND`,
    dated: (place) => `${place}, ngày ${blank(2)} tháng ${blank(2)} năm 20${blank(1)}`,
  },
  title: 'DANH SÁCH',
  subtitle: 'người dùng và vai trò trên hệ thống camera an ninh',
  opening: (when) => `Danh sách những người có tài khoản trên hệ thống, lập lúc ${when}:`,
  columns: ['STT', 'Họ và tên', 'Tên đăng nhập', 'Vai trò', 'Tình trạng'],
  roles: {
    technician: 'Kỹ thuật viên',
    officer: 'Cán bộ Công an',
    custodian: 'Người phê duyệt',
    auditor: 'Người giám sát truy cập',
    admin: 'Quản trị viên',
  },
  enabled: 'đang hoạt động',
  disabled: 'tạm ngừng',
  promise:
    'Hai bên ký tên dưới đây đã đối chiếu từng người trong danh sách. Từ khi kết thúc thiết lập ban đầu, một mình quản trị viên không còn tạo, khôi phục, mở lại hoặc đổi vai trò của cán bộ Công an, người phê duyệt và người giám sát truy cập: một người phê duyệt khác phải xác nhận.',
  digest: 'Mã kiểm tra của danh sách (SHA-256)',
  signers: ['QUẢN TRỊ VIÊN', 'NGƯỜI PHÊ DUYỆT'],
  signHere: '(Ký, ghi rõ họ tên)',
};

export const peopleEn: PeopleWords = {
  lang: 'en',
  head: {
    state: ['SOCIALIST REPUBLIC OF VIET NAM', 'Independence - Freedom - Happiness'],
    agency: `PEOPLE’S COMMITTEE OF ${blank(8)}`,
    number: `No.: ${blank(4)}/DS-UBND`,
    dated: (place) => `${place}, ${blank(8)} 20${blank(2)}`,
  },
  title: 'LIST OF PEOPLE',
  subtitle: 'with an account of the camera system, and their roles',
  opening: (when) => `These people have an account of the system at ${when}:`,
  columns: ['No.', 'Full name', 'Sign-in name', 'Role', 'State'],
  roles: {
    technician: 'Technician',
    officer: 'Police officer',
    custodian: 'Custodian',
    auditor: 'Access auditor',
    admin: 'Admin',
  },
  enabled: 'enabled',
  disabled: 'disabled',
  promise:
    'Both who sign below have checked every person on this list. Once the founding is closed, an admin alone no longer makes, resets, enables or gives another role to an officer, a custodian or an auditor: another custodian confirms it.',
  digest: 'Check sum of the list (SHA-256)',
  signers: ['ADMIN', 'CUSTODIAN'],
  signHere: '(Signature and full name)',
};
