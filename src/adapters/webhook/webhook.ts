import { createHmac } from 'node:crypto';
import type { Webhook, WebhookEvent } from '../../access/index.ts';
import { type Clock, messageOf, unavailable } from '../../core/index.ts';

export interface WebhookReceiver {
  readonly url: string;
  /** Shared with the receiver. */
  readonly secret: string;
}

const timeoutMs = 10_000;

/**
 * Posts JSON, signed: `X-Minhchung-Signature: t=<Unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. No redirect is
 * followed: the secret is for one receiver. An answer of 2xx means it was taken.
 */
export const createWebhook = ({ url, secret }: WebhookReceiver, clock: Clock): Webhook => ({
  post: async (event: WebhookEvent) => {
    const body = JSON.stringify(event);
    const at = Math.floor(clock.nowMs() / 1000);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const headers = {
      'Content-Type': 'application/json',
      'X-Minhchung-Signature': `t=${at},v1=${signature}`,
    };
    const status = await post(url, { body, headers });
    if (status < 200 || status > 299) throw refused(`it answers ${status}`);
  },
});

async function post(url: string, init: Pick<RequestInit, 'body' | 'headers'>): Promise<number> {
  try {
    const response = await fetch(url, {
      ...init,
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw refused(messageOf(error));
  }
}

const refused = (why: string): Error =>
  unavailable('webhook-unavailable', `The webhook did not accept it: ${why}`);
