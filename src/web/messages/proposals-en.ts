import type { proposalsVi } from './proposals-vi.ts';
import type { Messages } from './vi.ts';

/** Acts on accounts that one person proposes and another confirms, in English. */
export const proposalsEn: Pick<Messages, keyof typeof proposalsVi> = {
  proposals: {
    title: 'Proposals about accounts',
    about: 'An admin proposes, a custodian confirms. The list has the proposals of the last 30 days.',
    none: 'There were no proposals in the last 30 days.',
    toPage: 'Proposals about accounts',
    make: (who, role) => `Create user ${who}: ${role}`,
    resetPassword: (who) => `Reset the password of ${who}`,
    resetFactor: (who) => `Reset the second factor of ${who}`,
    enable: (who) => `Enable the account of ${who}`,
    changeRole: (who, role) => `Give ${who} the role: ${role}`,
    by: (name, time) => `${name} proposed it at ${time}`,
    answeredBy: (name, time) => `${name} answered at ${time}`,
    until: (time) => `waits until ${time}`,
    states: {
      waiting: 'waits',
      ended: 'ended without an answer',
      confirmed: 'confirmed',
      refused: 'refused',
      withdrawn: 'withdrawn',
    },
    confirm: 'Confirm',
    toProposer: (name) => `The one-time link goes to ${name}, who hands it over in person.`,
    confirmMeans: 'Confirm only what you know of, about a person whom you know. It is recorded in the log.',
    refuse: 'Refuse',
    refuseMeans: 'The proposer gets a message, and sees the reason.',
    reason: 'Reason',
    withdraw: 'Withdraw',
    takeLink: 'Take the one-time link',
    keep: 'Leave it',
    propose: 'Propose',
    proposed: 'It is proposed, and waits 7 days for a confirmation.',
    needed: {
      custodian: 'A custodian must confirm this.',
      another: 'Another custodian must confirm this.',
      auditor: 'There is no other custodian: an auditor or a deputy must confirm this.',
      deputy: 'There is no other custodian, and no auditor: only a deputy can confirm this.',
    },
    onHost: (name) =>
      `There is no deputy? Reset it on the host: minhchung user reset ${name}. Custodians, admins, auditors and the person get a message, and it works after 24 hours.`,
    newRole: 'New role',
    changeAct: 'Change the role',
  },
};
