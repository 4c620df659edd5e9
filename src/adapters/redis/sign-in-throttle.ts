import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { type Throttle, throttleLimits, tooManyTries } from '../../access/index.ts';
import { sha256Hex, type WardId } from '../../core/index.ts';
import { redisPrefix } from '../../jobs/index.ts';

const { maxTries, windowMs } = throttleLimits;
const limits = { points: maxTries, duration: windowMs / 1000 };

/**
 * Counted in Redis, for all api processes together; while Redis is away, each counts in its own memory. Keys are
 * digests: people type their password where their name belongs (I9).
 */
export class RedisThrottle implements Throttle {
  private readonly limiter: RateLimiterRedis;

  /** `redis` must fail fast while the server is away. */
  constructor(redis: Redis, ward: WardId) {
    this.limiter = new RateLimiterRedis({
      ...limits,
      storeClient: redis,
      keyPrefix: `${redisPrefix(ward)}:sign-in`,
      insuranceLimiter: new RateLimiterMemory(limits),
    });
  }

  async admit(key: string): Promise<void> {
    try {
      await this.limiter.consume(digestOf(key));
    } catch (refused) {
      throw refused instanceof RateLimiterRes ? tooManyTries() : refused;
    }
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(digestOf(key));
  }
}

const digestOf = (key: string): string => sha256Hex(Buffer.from(key, 'utf8'));
