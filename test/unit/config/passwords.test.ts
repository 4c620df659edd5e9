import fc from 'fast-check';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';

const odd = 'p@ss/word#1';
/** What an environment can hold. */
const passwords = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => !/[\0\ud800-\udfff]/u.test(text));

const postgresOf = (DATABASE_URL: string, DATABASE_PASSWORD: string) => {
  const { databaseUrl } = loadConfig({ DATABASE_URL, DATABASE_PASSWORD });
  const { host, user, password, database } = new pg.Client({ connectionString: databaseUrl });
  return { host, user, password, database };
};
const redisOf = (REDIS_URL: string, REDIS_PASSWORD: string) => {
  const { redisUrl = '' } = loadConfig({ REDIS_URL, REDIS_PASSWORD });
  const { host, port, username, password } = new Redis(redisUrl, { lazyConnect: true }).options;
  return { host, port: Number(port), username, password };
};
const faultsOf = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message.split('\n- ').slice(1).join('; ');
  }
};

describe('when a password has a setting of its own', () => {
  it.each([odd, '100%', '%40', "a b+c&d=e?f'g", 'mật khẩu', '\\"$'])(
    'opens PostgreSQL and Redis with %s, as it is',
    (password) => {
      expect(postgresOf('postgresql://minhchung@db.example/ward', password)).toEqual({
        host: 'db.example',
        user: 'minhchung',
        password,
        database: 'ward',
      });
      expect(postgresOf('postgresql:///ward?host=/run/pg&user=ward', password)).toMatchObject({
        host: '/run/pg',
        password,
      });
      expect(redisOf('redis://db.example:6380', password)).toMatchObject({
        host: 'db.example',
        port: 6380,
        password,
      });
    },
  );

  it('opens them with any other', () => {
    fc.assert(
      fc.property(passwords, (password) => {
        expect(postgresOf('postgresql://minhchung@[::1]:5433/ward', password).password).toBe(password);
        expect(postgresOf('postgresql:///ward?host=/run/pg', password).password).toBe(password);
        expect(redisOf('rediss://ward@db.example', password)).toMatchObject({ username: 'ward', password });
      }),
    );
  });

  it('refuses it where the URL has one, where there is no URL, and for a socket of Redis', () => {
    const password = { DATABASE_PASSWORD: odd };
    const fault = 'DATABASE_PASSWORD must not be set, since DATABASE_URL has a password';
    expect(faultsOf({ ...password, DATABASE_URL: 'postgresql://u:p@db.example/ward' })).toBe(fault);
    expect(faultsOf({ ...password, DATABASE_URL: 'postgresql:///ward?password=p' })).toBe(fault);
    expect(faultsOf(password)).toBe('DATABASE_URL must be set, since DATABASE_PASSWORD is');
    expect(faultsOf({ REDIS_PASSWORD: odd, REDIS_URL: 'unix:///run/redis.sock' })).toBe(
      'REDIS_PASSWORD must not be set, since REDIS_URL is a socket',
    );
  });
});

describe('when a password cuts the URL that it stands in', () => {
  it.each([
    ['DATABASE_URL', `postgresql://minhchung:${odd}@postgres/minhchung`],
    ['DATABASE_URL', 'postgresql://minhchung:12/34@postgres/minhchung'],
    ['REDIS_URL', 'redis://:p@ss#1@redis:6379'],
    ['SMTP_URL', 'smtp://ward:p@ss/word@mail.example'],
  ])('refuses %s instead of asking another host', (variable, url) => {
    const faults = faultsOf({
      [variable]: url,
      ...(variable === 'SMTP_URL' && { MAIL_FROM: 'a@ward.example' }),
    });
    expect(faults).toBe(
      `${variable} must have each of @ / # ? of its password percent-encoded: %40 %2F %23 %3F`,
    );
    expect(faults).not.toContain(url);
  });
});
