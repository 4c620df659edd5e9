import type { Messages } from '../messages/vi.ts';

export type EventName = keyof Messages['audit']['events'];
export type EventKind = keyof Messages['audit']['kinds'];

/** By what an event is about, in the order in which they are offered. */
export const eventsOfKind: Readonly<Record<EventKind, readonly EventName[]>> = {
  looks: [
    ...(['footage-searched', 'coverage-shown', 'playlist-issued', 'gops-served', 'still-issued'] as const),
    ...([
      'copies-made',
      'negative-stated',
      'storyboard-issued',
      'changes-searched',
      'download-issued',
      'download-ended',
      'enrolment-still-shown',
      'stream-tried',
      'contributors-shown',
      'denied',
    ] as const),
  ],
  requests: [
    ...(['request-drafted', 'request-submitted', 'request-approved', 'request-refused'] as const),
    ...(['request-withdrawn', 'request-closed', 'request-granted', 'emergency-opened'] as const),
    ...([
      'emergency-submitted',
      'emergency-countersigned',
      'emergency-reviewed',
      'letter-added',
      'export-ordered',
      'export-built',
      'export-cancelled',
      'hand-over-offered',
      'hand-over-withdrawn',
      'export-handed-over',
      'mark-made',
      'mark-changed',
      'mark-removed',
      'deputy-named',
      'deputy-ended',
    ] as const),
  ],
  keeping: [
    ...([
      'hold-placed',
      'hold-reviewed',
      'hold-released',
      'retention-policy-set',
      'clock-confirmed',
      'shortening-stopped',
      'shortening-withdrawn',
    ] as const),
    ...([
      'camera-enrolled',
      'camera-changed',
      'camera-doubted',
      'notice-recorded',
      'notice-withdrawn',
    ] as const),
    ...(['camera-paused', 'camera-resumed', 'camera-withdrawn', 'footage-deleted'] as const),
    ...(['footage-altered', 'request-altered', 'segment-altered', 'coverage-altered'] as const),
    ...(['site-added', 'ward-renamed', 'request-lists-set', 'store-adopted'] as const),
    'missing-objects-accepted',
    'jobs-retried',
  ],
  accounts: [
    ...([
      'account-proposed',
      'account-confirmed',
      'account-refused',
      'account-withdrawn',
      'account-unanswered',
      'founding-offered',
      'founding-closed',
      'user-created',
      'user-changed',
      'sign-in-refused',
      'account-unlocked',
      'password-changed',
    ] as const),
    ...(['totp-enrolled', 'totp-reset', 'recovery-code-used', 'session-revoked'] as const),
    ...(['token-made', 'token-revoked', 'link-issued', 'link-used', 'reset-stopped'] as const),
  ],
  log: ['custody-searched', 'custody-exported', 'custody-verified', 'month-reported', 'actor-opened'],
};

/** Events that a session of looking has. */
export const eventsOfLooking: ReadonlySet<string> = new Set<EventName>([
  ...(['playlist-issued', 'gops-served', 'copies-made', 'still-issued', 'storyboard-issued'] as const),
  ...(['changes-searched', 'download-issued', 'download-ended', 'export-ordered'] as const),
  ...(['mark-made', 'mark-changed', 'mark-removed', 'enrolment-still-shown', 'stream-tried'] as const),
]);

/**
 * An event in words; one without words by its name. A custodian who withdraws a request revokes its approval: `role` of
 * the actor tells the two acts apart.
 */
export function eventWord(event: string, { audit }: Messages, role?: string): string {
  if (event === 'request-withdrawn' && role === 'custodian') return audit.approvalRevoked;
  return (audit.events as Readonly<Record<string, string>>)[event] ?? event;
}
