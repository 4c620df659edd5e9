import type { Branded } from '../../core/ids.ts';
import type { RequestId } from '../../core/index.ts';
import type { FootageRequest } from '../request/request.ts';
import type { NotificationOrder, TellingKind } from '../request/step.ts';

export type NotificationId = Branded<'notification'>;

/** Absent address: the person is not reached. */
interface Receiver {
  readonly email?: string;
}

interface Waiting {
  readonly id: NotificationId;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** About a request, to one person or to the webhook. */
export interface RequestNotification extends Waiting {
  readonly kind: TellingKind;
  readonly request: FootageRequest;
  /** Absent of the one to the webhook. */
  readonly receiver?: Receiver;
}

/** About the service itself, the person's own account, footage that will expire sooner, or the log; written as it is sent. */
export interface LetterNotification extends Waiting {
  readonly kind: 'service-state' | 'account' | 'footage-expires-sooner' | 'log-head';
  /** `to`: the address, where it is not the one that the person has now. */
  readonly letter: Omit<Mail, 'to'> & Partial<Pick<Mail, 'to'>>;
  /** Absent of the one to the webhook, of which there are only those about the log. */
  readonly receiver?: Receiver;
}

/** One message that waits to be sent. */
export type Notification = RequestNotification | LetterNotification;

/**
 * Messages, written with what they tell of and sent afterwards, at least once: a crash after sending sends again, under
 * the same id. Errors: `unavailable` `catalogue-unavailable`.
 */
export interface NotificationRepository {
  /** Takes notifications that are due; no other process takes them before `untilMs`. */
  claim(limit: number, at: { readonly nowMs: number; readonly untilMs: number }): Promise<Notification[]>;
  end(id: NotificationId, outcome: 'sent' | 'dropped', nowMs: number): Promise<void>;
  retry(id: NotificationId, error: string, nextTryAtMs: number): Promise<void>;
  /** Mails that were tried and are to be tried again. */
  unsent(): Promise<number>;
  /** Writes a reminder once, however often it is requested. Returns the number of messages. */
  remind(
    requestId: RequestId,
    telling: NotificationOrder,
    due: { readonly dueAtMs: number; readonly nowMs: number },
  ): Promise<number>;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Errors: `unavailable` `mail-unavailable`, to be tried again; `invalid` `mail-refused` for good. */
export interface Mailer {
  /** `id` becomes the Message-ID, so that a mail sent twice is shown once. */
  send(id: NotificationId, mail: Mail): Promise<void>;
}

/** An event for the webhook. Never a picture, never a person. */
export type WebhookEvent = RequestEvent | HeadEvent;

/** A checkpoint of the evidence log, as it was signed, for who keeps it. */
export interface HeadEvent {
  readonly id: NotificationId;
  readonly kind: 'log-head';
  readonly checkpoint: string;
}

export interface RequestEvent {
  readonly id: NotificationId;
  readonly kind: TellingKind;
  readonly requestId: RequestId;
  readonly caseNumber: string;
  readonly urgency: string;
  readonly answerBy?: string;
  readonly link?: string;
}

/** Errors: `unavailable` `webhook-unavailable`. */
export interface Webhook {
  post(event: WebhookEvent): Promise<void>;
}
