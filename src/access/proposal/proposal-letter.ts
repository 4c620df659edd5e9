import type { UserId } from '../../core/index.ts';
import type { Role } from '../roles.ts';
import type { AccountLetter, User } from '../users.ts';
import { otherCustodians, type WardPeople } from './confirmer.ts';
import { type Proposal, type ProposedAct, subjectOf } from './proposal.ts';

/** A mail, and to whom. */
export interface ProposalLetter {
  readonly to: readonly UserId[];
  readonly letter: AccountLetter;
}

type Both = readonly [vi: string, en: string];

const titles: Readonly<Record<'proposed' | 'confirmed' | 'refused' | 'withdrawn' | 'ended', Both>> = {
  proposed: ['Đề nghị về tài khoản chờ xác nhận', 'A proposal about an account waits'],
  confirmed: ['Đề nghị về tài khoản đã được xác nhận', 'A proposal about an account was confirmed'],
  refused: ['Đề nghị về tài khoản bị từ chối', 'A proposal about an account was refused'],
  withdrawn: ['Đề nghị về tài khoản đã được rút', 'A proposal about an account was withdrawn'],
  ended: [
    'Đề nghị về tài khoản hết hạn, không ai trả lời',
    'Nobody answered a proposal about an account in time',
  ],
};

const roleWords: Readonly<Record<Role, Both>> = {
  technician: ['kỹ thuật viên', 'technician'],
  officer: ['cán bộ Công an', 'officer'],
  custodian: ['người phê duyệt', 'custodian'],
  auditor: ['người giám sát truy cập', 'auditor'],
  admin: ['quản trị viên', 'admin'],
};

/** To every custodian, the proposer and the subject, but not to who acts; to auditors where no custodian could confirm. */
export function letterOfProposal(
  proposal: Proposal,
  { user }: { readonly user: User },
  ward: WardPeople,
): ProposalLetter[] {
  const { people } = ward;
  const subject = subjectOf(proposal);
  const roles = otherCustodians(ward, subject).length > 0 ? ['custodian'] : ['custodian', 'auditor'];
  const isTold = ({ id, role, enabled }: User): boolean =>
    enabled && (roles.includes(role) || id === proposal.proposerId || id === subject);
  const to = people.filter((each) => isTold(each) && each.id !== user.id).map(({ id }) => id);
  return [{ to, letter: letterAbout(proposal, people, [`Người thực hiện / By: ${user.fullName}`]) }];
}

/** The letter to the proposer of a proposal that got no answer in time. */
export function letterOfLapse(proposal: Proposal, { people }: WardPeople): ProposalLetter[] {
  const to = people.filter(({ id, enabled }) => enabled && id === proposal.proposerId).map(({ id }) => id);
  return [{ to, letter: letterAbout(proposal, people, []) }];
}

function letterAbout(proposal: Proposal, people: readonly User[], more: readonly string[]): AccountLetter {
  const [vi, en] = titles[proposal.answer?.verdict ?? 'proposed'];
  const [actVi, actEn] = actWords(proposal.act, people);
  const proposer = people.find(({ id }) => id === proposal.proposerId)?.fullName ?? '';
  const about = [`${actVi} / ${actEn}`, `Người đề nghị / Proposed by: ${proposer}`];
  const lines = [`${vi} / ${en}`, '', ...about, ...more];
  return { subject: `[Minh Chứng] ${vi}`, text: `${lines.join('\n')}\n` };
}

function actWords(act: ProposedAct, people: readonly User[]): Both {
  const name = nameIn(act, people);
  switch (act.kind) {
    case 'make':
      return [`Tạo ${roleWords[act.user.role][0]} ${name}`, `Make ${name} ${roleWords[act.user.role][1]}`];
    case 'reset':
      return act.purpose === 'password'
        ? [`Đặt lại mật khẩu của ${name}`, `Reset the password of ${name}`]
        : [`Đặt lại xác thực hai bước của ${name}`, `Reset the second factor of ${name}`];
    case 'enable':
      return [`Mở lại tài khoản của ${name}`, `Enable the account of ${name}`];
    case 'change-role':
      return [
        `Đổi vai trò của ${name} thành ${roleWords[act.role][0]}`,
        `Give ${name} the role ${roleWords[act.role][1]}`,
      ];
  }
}

const nameIn = (act: ProposedAct, people: readonly User[]): string => {
  const { fullName = '', name = '' } =
    act.kind === 'make' ? act.user : (people.find(({ id }) => id === act.userId) ?? {});
  return `${fullName} (${name})`;
};
