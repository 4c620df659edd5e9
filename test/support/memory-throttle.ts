import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Throttle, throttleLimits, tooManyTries } from '../../src/access/index.ts';

/** Tries counted in this process. */
export class MemoryThrottle implements Throttle {
  private readonly limiter = new RateLimiterMemory({
    points: throttleLimits.maxTries,
    duration: throttleLimits.windowMs / 1_000,
  });

  async admit(key: string): Promise<void> {
    await this.limiter.consume(key).catch(() => {
      throw tooManyTries();
    });
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(key);
  }
}
