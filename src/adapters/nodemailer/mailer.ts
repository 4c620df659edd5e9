import { createTransport } from 'nodemailer';
import type { Mail, Mailer, NotificationId } from '../../access/index.ts';
import { invalid, messageOf, unavailable } from '../../core/index.ts';

export interface MailServer {
  /** `smtp:` or `smtps:`, with user and password. */
  readonly url: string;
  readonly from: string;
}

const timeoutMs = 20_000;

/** Sends through a mail server; under TLS always, but to this host itself. */
export function createMailer({ url, from }: MailServer): Mailer {
  const { hostname } = new URL(url);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  const transport = createTransport({
    url,
    requireTLS: !isHere && url.startsWith('smtp:'),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.split('@').at(-1) ?? hostname;
  return {
    send: async (id: NotificationId, mail: Mail) => {
      try {
        await transport.sendMail({ ...mail, from, messageId: `<${id}@${domain}>` });
      } catch (error) {
        throw mailError(error);
      }
    },
  };
}

/** A receiver whom the server refuses for good (RFC 5321 section 4.2.1) is not tried again; all else is. */
function mailError(error: unknown): Error {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const isRefused = code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500;
  if (isRefused) return invalid('mail-refused', `The mail server refuses it: ${messageOf(error)}`);
  return unavailable('mail-unavailable', `The mail server did not accept it: ${messageOf(error)}`, error);
}
