import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { describeSettings } from '../../../config/redact.ts';
import { exampleEnv } from '../../../config/reference.ts';
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
      diskReserveBytes: 1_000_000_000,
      host: '127.0.0.1',
      port: 8080,
      segmentMs: 60_000,
      site: 'ward',
      timeZone: 'Asia/Ho_Chi_Minh',
      clockIsStated: false,
      mapCredit: '',
      cameraNetworks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
      discoveryEveryMs: 900_000,
      recorder: 'ffmpeg',
      recorderCapacity: 200,
      relayReadEveryMs: 200,
      relayWriteEveryMs: 1_000,
      lookupMaxMs: 31 * 86_400_000,
      copyCpuPercent: 50,
      picturesCpuPercent: 50,
      requestMaxMs: 7_200_000,
      unapprovedMostBytes: 500_000_000_000,
      requiresSecondFactor: true,
      sessionMs: 43_200_000,
      headReceivers: { roles: ['auditor', 'custodian'], addresses: [] },
      logLevel: 'info',
      s3: undefined,
      tls: undefined,
      retention: { floorMs: 604_800_000, delayMs: 86_400_000 },
      emergencyLimits: { unreviewed: 2, cameras: 20, servedBytes: 2_000_000_000 },
      mail: undefined,
      webhook: undefined,
      agency: {},
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toEqual(loadConfig({}));
  });
});

describe('when map tiles are configured', () => {
  it('keeps the template as it is', () => {
    const url = 'https://tiles.example.vn/{z}/{x}/{y}.png';
    expect(loadConfig({ MINHCHUNG_MAP_TILES: url }).mapTiles).toBe(url);
  });

  it.each(['tiles', 'ftp://a/{z}/{x}/{y}', 'https://a/{z}/{x}.png', 'https://{s}.a.vn/{z}/{x}/{y}.png'])(
    'refuses %s',
    (url) => expect(faultsOf({ MINHCHUNG_MAP_TILES: url })).toHaveLength(1),
  );
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

describe('when retention is limited', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
  ])('reads a floor of %s', (text, floorMs) => {
    expect(loadConfig({ MINHCHUNG_MINIMUM_RETENTION: text }).retention.floorMs).toBe(floorMs);
  });

  it.each(['7', '0s', '1.5d', '-7d', '7 d', '7w', '3661d'])('refuses a floor of "%s"', (text) => {
    expect(faultsOf({ MINHCHUNG_MINIMUM_RETENTION: text })).toEqual([
      'MINHCHUNG_MINIMUM_RETENTION must be a whole number with s, m, h or d, such as 24h: from 1s to 3660d',
    ]);
  });
});

describe('when the service listens off loopback', () => {
  it.each(['0.0.0.0', '192.168.1.4', '::', 'cameras.example'])('serves %s with TLS of its own', (host) => {
    expect(loadConfig({ HOST: host }).tls).toEqual({ kind: 'self-signed' });
  });

  it('leaves TLS to a proxy that is named', () => {
    const env = { HOST: '0.0.0.0', MINHCHUNG_TRUSTED_PROXY: '10.0.0.2, fd00::/8' };
    expect(loadConfig(env).tls).toEqual({ kind: 'proxy', trusted: ['10.0.0.2', 'fd00::/8'] });
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.1/8/8', ''.padEnd(3, ',')])(
    'refuses the proxy "%s"',
    (text) => {
      expect(faultsOf({ MINHCHUNG_TRUSTED_PROXY: text })).toHaveLength(1);
    },
  );

  it('refuses a proxy beside a certificate', () => {
    const both = { TLS_CERT: '/a', TLS_KEY: '/b', MINHCHUNG_TRUSTED_PROXY: '10.0.0.2' };
    expect(faultsOf(both)).toHaveLength(1);
  });

  it('takes the certificate that is named', () => {
    const config = loadConfig({
      HOST: '0.0.0.0',
      TLS_CERT: '/etc/tls/cert.pem',
      TLS_KEY: '/etc/tls/key.pem',
    });
    expect(config.tls).toEqual({ kind: 'files', certFile: '/etc/tls/cert.pem', keyFile: '/etc/tls/key.pem' });
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

  it('keeps the root user of S3 apart from our own', () => {
    const env = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'ak', S3_SECRET_KEY: 'sk' };
    const root = { S3_ROOT_ACCESS_KEY: 'root', S3_ROOT_SECRET_KEY: 'rk' };
    expect(loadConfig({ ...env, ...root }).s3Root).toEqual({ accessKey: 'root', secretKey: 'rk' });
    expect(loadConfig(env).s3Root).toBeUndefined();
    expect(faultsOf({ ...env, S3_ROOT_ACCESS_KEY: 'root' })).toEqual([
      'S3_ROOT_ACCESS_KEY and S3_ROOT_SECRET_KEY must be set together',
    ]);
    expect(faultsOf({ ...env, ...root, S3_ACCESS_KEY: 'root' })).toEqual([
      'S3_ACCESS_KEY must be another one than S3_ROOT_ACCESS_KEY',
    ]);
  });

  it('groups what tells people and programs, and refuses halves of it', () => {
    const mail = { SMTP_URL: 'smtps://ward:pw@mail.example', MAIL_FROM: 'camera@ward.example' };
    expect(loadConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM });
    const secret = 'a secret of twenty characters';
    const webhook = { WEBHOOK_URL: 'https://ward.example/hook', WEBHOOK_SECRET: secret };
    expect(loadConfig(webhook).webhook).toEqual({ url: webhook.WEBHOOK_URL, secret });
    expect(faultsOf({ SMTP_URL: mail.SMTP_URL })).toEqual(['SMTP_URL and MAIL_FROM must be set together']);
    expect(faultsOf({ WEBHOOK_SECRET: secret })).toEqual([
      'WEBHOOK_URL and WEBHOOK_SECRET must be set together',
    ]);
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

describe('when a file is named', () => {
  const file = (text: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'minh-chung-test-')), 'config');
    writeFileSync(path, text);
    return path;
  };

  it('takes its settings, and those of the environment before them', () => {
    const path = file('# ours\nPORT=9000\nMINHCHUNG_SITE = "cam-thinh"\n\nHOST=::1\n');
    const config = loadConfig({ MINHCHUNG_CONFIG: path, PORT: '9001', HOST: '' });
    expect([config.port, config.site, config.host]).toEqual([9001, 'cam-thinh', '::1']);
  });

  it('lists every fault of it with the others, without values', () => {
    const path = file('PORT=x\nPROT=1\nS3_SECRET_KEY=hunter2\nPORT=2\nhunter2\nMINHCHUNG_CONFIG=/y\n');
    expect(faultsOf({ MINHCHUNG_CONFIG: path, MINHCHUNG_SITTE: 'a' })).toEqual([
      'MINHCHUNG_SITTE is not a setting of this program',
      'MINHCHUNG_CONFIG: PORT is set twice',
      'MINHCHUNG_CONFIG: line 5 is not NAME=value',
      'PROT is not a setting of this program',
      'MINHCHUNG_CONFIG is not a setting of this program',
      'PORT must be a whole number from 0 to 65535',
    ]);
  });

  it('says so when it cannot be read', () => {
    expect(faultsOf({ MINHCHUNG_CONFIG: '/nowhere' })).toEqual([
      'MINHCHUNG_CONFIG names a file that cannot be read',
    ]);
  });

  it('is what the example can be', () => {
    const path = file(exampleEnv().replaceAll(/^#(?=[A-Z])/gm, ''));
    expect(loadConfig({ MINHCHUNG_CONFIG: path })).toEqual(loadConfig({}));
  });
});
