/** Which roles may take which action. Rows are actions, because a route asks "who may do this?"; no role implies another. */
export const roles = ['technician', 'officer', 'custodian', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

const table = {
  /** Makes users and gives them roles. */
  'manage-users': ['admin'],
  /** Sees the founding of the ward and the list of its people, and closes it, with another person. */
  'close-founding': ['custodian', 'admin'],
  /** Sees which acts on accounts are proposed, and by whom. */
  'see-proposals': ['custodian', 'auditor', 'admin'],
  /** Confirms and refuses them as a second person. */
  'answer-proposals': ['custodian', 'auditor'],
  /** Sees resets of accounts that were ordered on the host, and stops them. */
  'stop-resets': ['custodian', 'auditor', 'admin'],
  /** Sees the queues of jobs, and queues failed jobs again. */
  'manage-jobs': ['admin'],
  /** Sets the authorities and legal bases that requests are offered. */
  'manage-request-lists': ['admin'],
  /** Names the neighbourhoods of a site. */
  'manage-neighbourhoods': ['technician', 'admin'],
  'see-neighbourhoods': ['technician', 'officer', 'custodian', 'auditor', 'admin'],
  /** Looks for cameras, registers them, changes them and watches their health. */
  'manage-cameras': ['technician'],
  /** Sees the one picture of a camera that is shown outside any request; each look is recorded. */
  'see-enrolment-stills': ['technician'],
  /** Sees which cameras there are and where; nothing of how they are reached. Rules of retention name cameras. */
  'see-cameras': ['technician', 'officer', 'custodian', 'auditor', 'admin'],
  /** Sees how many cameras, notices and contributions a neighbourhood has. */
  'see-ledger': ['technician', 'custodian', 'auditor', 'admin'],
  /** Sees who paid for a camera; each look is recorded. */
  'see-contributors': ['admin'],
  /** Heeds a contributor who wants the camera to rest, and tells how often it was looked at (src/contributor). */
  'answer-contributors': ['custodian'],
  /** Sees pauses and withdrawals of cameras: never the contributors' names. */
  'see-pauses': ['technician', 'custodian', 'auditor'],
  /** Sees how often a camera was looked at: numbers, never names. */
  'see-looks': ['custodian', 'auditor'],
  /** Sees the map of the ward, and finds places on it by name. */
  'see-places': ['technician', 'officer', 'custodian', 'auditor', 'admin'],
  /** Brings the map and the names of places. */
  'manage-places': ['technician', 'admin'],
  /** Sees that footage exists, never a picture of it. */
  'look-up-footage': ['officer', 'custodian', 'auditor'],
  /** States for the ward that there is no footage of a place and time. */
  'give-negative-answers': ['officer', 'custodian'],
  /** Sees holds and their reasons. */
  'see-holds': ['officer', 'custodian', 'auditor', 'admin'],
  /** Keeps footage from expiring: the police have the case, the ward committee hears the resident. */
  'place-holds': ['officer', 'custodian'],
  /**
   * Prolongs or ends a hold: the custodian alone, as with requests. Not the officer, who would judge in his own matter;
   * not the admin, who answers for the disk and would gain by it.
   */
  'review-holds': ['custodian'],
  /** Sees policy, forecast and deletion receipts. */
  'see-retention': ['custodian', 'auditor', 'admin'],
  /** Reads, exports and verifies the custody log; each look at it is recorded there. */
  'see-custody': ['auditor'],
  /** Learns whom a pseudonym in the log means. */
  'open-actors': ['auditor'],
  /** Sees what the service needs and lacks, and its workers. */
  'see-system': ['technician', 'admin'],
  /** Sets the retention policy. */
  'manage-retention': ['admin'],
  /** Stops what will make footage expire sooner; an admin withdraws it. */
  'stop-shortening': ['custodian', 'admin'],
  /** Drafts and files requests. */
  'request-footage': ['officer'],
  /** Opens footage before a second person has spoken. */
  'open-emergencies': ['officer'],
  /** Stands behind another officer's emergency as a second person. */
  'countersign-emergencies': ['officer', 'custodian'],
  /** Plays what a request of one's own opens, and takes it away. */
  'see-footage': ['officer'],
  /** Sees what requests say: one's own, or all that were submitted. No picture. */
  'see-requests': ['officer', 'custodian', 'auditor'],
  /** Approves and refuses requests, and reviews emergencies: never one's own. */
  'decide-requests': ['custodian'],
  /** Says what came of one's own request, or takes an approval back. */
  'close-requests': ['officer', 'custodian'],
  /** Names who judges in one's place for a while. */
  'name-deputies': ['custodian'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof table;
export const actions = Object.keys(table) as Action[];

export const rolesThatMay = (action: Action): readonly Role[] => table[action];

export const may = (role: Role, action: Action): boolean => rolesThatMay(action).includes(role);

/**
 * Who can be a custodian's deputy: not an officer, because the police would decide their own requests, nor an auditor, who
 * changes nothing, nor an admin, who makes the people who ask.
 */
export const deputyRoles = ['technician', 'custodian'] as const satisfies readonly Role[];

export const mayDeputise = (role: Role): boolean => (deputyRoles as readonly Role[]).includes(role);

/** Actions of a custodian's deputy, whatever the deputy's own role. */
const deputised: readonly Action[] = [
  'see-requests',
  'decide-requests',
  'countersign-emergencies',
  'stop-shortening',
  'see-proposals',
  'answer-proposals',
];

export const isDeputised = (action: Action): boolean => deputised.includes(action);
