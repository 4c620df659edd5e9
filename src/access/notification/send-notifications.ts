import { AppError, type Clock, type Log, messageOf } from '../../core/index.ts';
import { type MessageSettings, mailOf, webhookEventOf } from './message.ts';
import type {
  LetterNotification,
  Mail,
  Mailer,
  Notification,
  NotificationRepository,
  Webhook,
  WebhookEvent,
} from './notification.ts';

export interface SendDeps {
  readonly outbox: NotificationRepository;
  /** Absent where none is configured: what would go there is dropped. */
  readonly mailer?: Mailer;
  readonly webhook?: Webhook;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: MessageSettings;
}

const batch = 50;
/** Longer than the slowest receiver may take for a batch. */
const claimMs = 15 * 60_000;
const firstBackoffMs = 30_000;
const maxBackoffMs = 3_600_000;
/** With that backoff, most of a day. */
const maxTries = 24;

/** Sends what is due, the number of it. What fails is tried again later; one receiver never keeps another waiting. */
export async function sendNotifications(deps: SendDeps): Promise<number> {
  const nowMs = deps.clock.nowMs();
  const due = await deps.outbox.claim(batch, { nowMs, untilMs: nowMs + claimMs });
  const sent = await Promise.all(due.map((each) => send(deps, each)));
  return sent.filter(Boolean).length;
}

async function send(deps: SendDeps, notification: Notification): Promise<boolean> {
  const { outbox, clock, log } = deps;
  const { id, kind, tries } = notification;
  try {
    const isSent = await deliver(deps, notification);
    await outbox.end(id, isSent ? 'sent' : 'dropped', clock.nowMs());
    return isSent;
  } catch (error) {
    const message = messageOf(error);
    const isHopeless = tries >= maxTries || (error instanceof AppError && error.kind === 'invalid');
    log.warn({ id, kind, tries, error: message }, isHopeless ? 'a message is dropped' : 'a message waits');
    if (isHopeless) await outbox.end(id, 'dropped', clock.nowMs());
    else await outbox.retry(id, message, clock.nowMs() + backoffMs(tries));
    return false;
  }
}

/** `false` where there is no receiver. */
async function deliver(deps: SendDeps, notification: Notification): Promise<boolean> {
  const { mailer, webhook, settings } = deps;
  const { receiver, id } = notification;
  if (receiver) {
    if (!mailer || receiver.email === undefined) return false;
    await mailer.send(id, mailTo(receiver.email, notification, settings));
    return true;
  }
  if (!webhook) return false;
  await webhook.post(eventOf(notification, settings));
  return true;
}

const eventOf = (notification: Notification, settings: MessageSettings): WebhookEvent =>
  'letter' in notification
    ? { id: notification.id, kind: 'log-head', checkpoint: notification.letter.text }
    : webhookEventOf(notification, settings);

const mailTo = (to: string, notification: Notification, settings: MessageSettings): Mail =>
  'letter' in notification ? { to, ...mailParts(notification) } : mailOf(notification, to, settings);

const backoffMs = (tries: number): number => Math.min(maxBackoffMs, firstBackoffMs * 2 ** (tries - 1));

/** A letter about the log tells its size, too, for us. */
const mailParts = ({ letter: { to, subject, text } }: LetterNotification): LetterNotification['letter'] => ({
  ...(to !== undefined && { to }),
  subject,
  text,
});
