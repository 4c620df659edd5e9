import type { Redis } from 'ioredis';
import { unavailable, type WardId } from '../../core/index.ts';
import type { CopyAnswer } from '../../footage/index.ts';
import { redisPrefix } from '../../jobs/index.ts';

/** The length of a UUID in text. */
const orderBytes = 36;

const channelOf = (ward: WardId, desk: string): string => `${redisPrefix(ward)}:copies:${desk}`;

/** Sends an answer. Redis passes it on to who listens, and keeps nothing of it. Errors: `queue-unavailable` (unavailable). */
export const answerTo =
  (redis: Redis, ward: WardId) =>
  async (desk: string, { order, sealed }: CopyAnswer): Promise<void> => {
    const message = Buffer.concat([Buffer.from(order, 'latin1'), sealed]);
    await reaching(redis.publish(channelOf(ward, desk), message));
  };

/** Hears the answers for a desk, on a connection of its own. Errors: `queue-unavailable` (unavailable). */
export const listenTo =
  (redis: Redis, ward: WardId) =>
  async (desk: string, heard: (answer: CopyAnswer) => void): Promise<void> => {
    redis.on('messageBuffer', (_channel: Buffer, message: Buffer) =>
      heard({ order: message.toString('latin1', 0, orderBytes), sealed: message.subarray(orderBytes) }),
    );
    await reaching(redis.subscribe(channelOf(ward, desk)));
  };

async function reaching(command: Promise<unknown>): Promise<void> {
  try {
    await command;
  } catch (error) {
    throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
  }
}
