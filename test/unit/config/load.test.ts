import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { describeSettings } from '../../../config/redact.ts';
import { AppError } from '../../../src/core/index.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: 'invalid', code: 'config-invalid' });
    return (error as AppError).message.split('\n- ').slice(1);
  }
  return [];
}

describe('when nothing is set', () => {
  it('gives the embedded default, on loopback', () => {
    expect(loadConfig({})).toEqual({
      dataDir: resolve('data'),
      host: '127.0.0.1',
      port: 8080,
      segmentMs: 60_000,
      site: 'ward',
      timeZone: 'Asia/Ho_Chi_Minh',
      discoveryEveryMs: 900_000,
      recorderCapacity: 200,
      relayReadEveryMs: 200,
      relayWriteEveryMs: 1_000,
      lookupMaxMs: 86_400_000,
      requestMaxMs: 86_400_000,
      sessionMs: 43_200_000,
      logLevel: 'info',
      s3: undefined,
      tls: undefined,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toEqual(loadConfig({}));
  });
});

describe('when several settings are wrong', () => {
  it('lists every fault at once', () => {
    const faults = faultsOf({
      PORT: '70000',
      MINHCHUNG_SEGMENT_SECONDS: '4',
      MINHCHUNG_TIME_ZONE: 'Asia/Cam_Pha',
      MINHCHUNG_DISCOVERY_INTERFACE: 'eth0',
      MINHCHUNG_SEGMENT_SECOND: '10',
    });
    expect(faults).toEqual([
      'MINHCHUNG_SEGMENT_SECOND is not a setting of this program',
      'PORT must be a whole number from 0 to 65535',
      'MINHCHUNG_SEGMENT_SECONDS must be a whole number from 5 to 600',
      'MINHCHUNG_TIME_ZONE must be an IANA time zone, such as Asia/Ho_Chi_Minh',
      'MINHCHUNG_DISCOVERY_INTERFACE must be an IP address',
    ]);
  });

  it('never repeats a value that may hold a password', () => {
    const [fault] = faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(fault).toBe('DATABASE_URL must be a URL that starts with postgres:// or postgresql://');
  });
});

describe('when a number is at its limit', () => {
  it.each(['5', '600'])('accepts a segment of %s s', (text) => {
    expect(loadConfig({ MINHCHUNG_SEGMENT_SECONDS: text }).segmentMs).toBe(Number(text) * 1_000);
  });

  it.each(['4', '601', '60.5', '1e2', '-5', ' 60'])('refuses a segment of "%s" s', (text) => {
    expect(faultsOf({ MINHCHUNG_SEGMENT_SECONDS: text })).toHaveLength(1);
  });
});

describe('when the service listens off loopback', () => {
  it.each(['0.0.0.0', '192.168.1.4', '::', 'cameras.example'])(
    'refuses %s without TLS, with a remedy',
    (host) => {
      expect(faultsOf({ HOST: host })).toEqual([expect.stringContaining('set TLS_CERT and TLS_KEY')]);
    },
  );

  it('accepts it with TLS', () => {
    const config = loadConfig({
      HOST: '0.0.0.0',
      TLS_CERT: '/etc/tls/cert.pem',
      TLS_KEY: '/etc/tls/key.pem',
    });
    expect(config.tls).toEqual({ certFile: '/etc/tls/cert.pem', keyFile: '/etc/tls/key.pem' });
  });

  it.each(['127.0.0.1', '127.20.0.9', '::1', 'localhost'])('accepts %s without', (host) => {
    expect(loadConfig({ HOST: host }).host).toBe(host);
  });

  it('refuses half of TLS', () => {
    expect(faultsOf({ TLS_CERT: '/etc/tls/cert.pem' })).toEqual([
      'TLS_CERT and TLS_KEY must be set together',
    ]);
  });
});

describe('when servers are named', () => {
  it('takes PostgreSQL and Redis by URL, also through a socket', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgresql:///ward?host=/run/pg',
      REDIS_URL: 'unix:///run/redis.sock',
    });
    expect(config.databaseUrl).toBe('postgresql:///ward?host=/run/pg');
    expect(config.redisUrl).toBe('unix:///run/redis.sock');
  });

  it('groups what belongs to S3', () => {
    const env = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'ak', S3_SECRET_KEY: 'sk' };
    expect(loadConfig(env).s3).toEqual({
      endpoint: 'http://127.0.0.1:9000',
      accessKey: 'ak',
      secretKey: 'sk',
      bucket: 'minh-chung',
      region: 'us-east-1',
    });
  });

  it('refuses an S3 endpoint without keys, and keys without an endpoint', () => {
    expect(faultsOf({ S3_ENDPOINT: 'http://127.0.0.1:9000' })).toHaveLength(2);
    expect(faultsOf({ S3_SECRET_KEY: 'sk' })).toEqual(['S3_ENDPOINT must be set, since an S3 key is']);
  });
});

describe('when settings are printed', () => {
  it('shows that a secret is set and not what it is', () => {
    const shown = describeSettings({
      DATABASE_URL: 'postgres://a:hunter2@db/x',
      S3_SECRET_KEY: 'hunter2',
      PORT: '0',
    });
    expect(shown).toEqual({ DATABASE_URL: '(set)', S3_SECRET_KEY: '(set)', PORT: '0' });
  });
});
