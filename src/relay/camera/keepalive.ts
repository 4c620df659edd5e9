import { statusOf } from '../rtsp/message.ts';
import type { Setup } from './handshake.ts';
import type { RequestChannel } from './request-channel.ts';

const maxMs = 30_000;

/**
 * Keeps a camera's session from expiring: sends GET_PARAMETER, and OPTIONS once that is refused (454 or 501
 * on some, quirk 25). A missing answer is no failure, as long as RTP flows.
 */
export class Keepalive {
  private method: 'GET_PARAMETER' | 'OPTIONS';
  private readonly timer: NodeJS.Timeout;

  /** `onRefusedPassword` is called when the camera no longer accepts the password. */
  constructor(
    private readonly channel: RequestChannel,
    private readonly setup: Setup,
    private readonly onRefusedPassword: (error: unknown) => void,
  ) {
    this.method = setup.canGetParameter ? 'GET_PARAMETER' : 'OPTIONS';
    this.timer = setInterval(() => void this.send(), Math.min(maxMs, setup.timeoutMs / 2));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async send(): Promise<void> {
    try {
      const answer = await this.channel.request(this.method, this.setup.aggregateUrl);
      if ((statusOf(answer) ?? 500) >= 300) this.method = 'OPTIONS';
    } catch (error) {
      this.onRefusedPassword(error);
    }
  }
}
