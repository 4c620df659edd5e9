import type { SendDeps } from '../access/index.ts';
import { createMailer } from '../adapters/nodemailer/mailer.ts';
import { PostgresNotificationRepository } from '../adapters/postgres/access/notification-repository.ts';
import { PostgresProposalRepository } from '../adapters/postgres/access/proposal-repository.ts';
import { PostgresRequestRepository } from '../adapters/postgres/access/request-repository.ts';
import { createWebhook } from '../adapters/webhook/webhook.ts';
import type { Services } from './services.ts';

export interface NotificationParts extends SendDeps {
  readonly requests: PostgresRequestRepository;
  readonly proposals: PostgresProposalRepository;
}

/** Notifications about requests, by mail and webhook where they are configured. */
export function composeNotifications({ config, db, clock, log, scribe }: Services): NotificationParts {
  const { mail, webhook, timeZone, publicUrl } = config;
  return {
    requests: new PostgresRequestRepository(db, scribe),
    proposals: new PostgresProposalRepository(db, scribe),
    outbox: new PostgresNotificationRepository(db),
    ...(mail && { mailer: createMailer(mail) }),
    ...(webhook && { webhook: createWebhook(webhook, clock) }),
    clock,
    log,
    settings: { timeZone, ...(publicUrl !== undefined && { publicUrl }) },
  };
}
