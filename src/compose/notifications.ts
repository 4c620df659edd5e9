import type { SendDeps } from '../access/index.ts';
import { createMailer } from '../adapters/nodemailer/mailer.ts';
import { PostgresNotificationOutbox } from '../adapters/postgres/access/notification-outbox.ts';
import { PostgresRequests } from '../adapters/postgres/access/requests.ts';
import { createWebhook } from '../adapters/webhook/webhook.ts';
import type { Foundation } from './foundation.ts';

export interface NotificationParts extends SendDeps {
  readonly requests: PostgresRequests;
}

/** Who is told of requests, and how, as far as it is configured. */
export function composeNotifications({ config, db, clock, log, siteId }: Foundation): NotificationParts {
  const { mail, webhook, timeZone, publicUrl } = config;
  return {
    requests: new PostgresRequests(db, siteId),
    outbox: new PostgresNotificationOutbox(db),
    ...(mail && { mailer: createMailer(mail) }),
    ...(webhook && { webhook: createWebhook(webhook, clock) }),
    clock,
    log,
    settings: { timeZone, ...(publicUrl !== undefined && { publicUrl }) },
  };
}
