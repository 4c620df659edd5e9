import { resolve } from 'node:path';
import { optional, secret, setting, text } from './setting.ts';
import { addressList, gigabytes, hostNameList, serverUrl, url, whole } from './values.ts';

/** Servers and the process: data, databases, store, addresses. */
export const serverSettings = {
  dataDir: setting(
    'MINHCHUNG_DATA_DIR',
    './data',
    text.transform((path) => resolve(path)),
    'Directory for all data on this host: spool, keys, and the embedded PostgreSQL, Redis and object store.',
  ),
  diskReserveBytes: setting(
    'MINHCHUNG_DISK_RESERVE_GB',
    '1',
    gigabytes(0, 100_000),
    'Free space that recording leaves on the disk of the data directory, and the disk store half of it, because expiry needs some. 0: no reserve.',
  ),
  databaseUrl: secret(
    optional(
      'DATABASE_URL',
      serverUrl('postgres:', 'postgresql:'),
      'PostgreSQL server. Empty: an embedded one is started in the data directory.',
    ),
  ),
  databasePassword: secret(
    optional(
      'DATABASE_PASSWORD',
      text,
      'Password for DATABASE_URL, where that has none. Any character may be in it, as it is.',
    ),
  ),
  redisUrl: secret(
    optional(
      'REDIS_URL',
      serverUrl('redis:', 'rediss:', 'unix:'),
      'Redis server (AOF on, `noeviction`), or unix:///path of its socket. Empty: an embedded one is started.',
    ),
  ),
  redisPassword: secret(
    optional(
      'REDIS_PASSWORD',
      text,
      'Password for REDIS_URL, where that has none. Any character may be in it, as it is.',
    ),
  ),
  s3Endpoint: optional(
    'S3_ENDPOINT',
    url('http:', 'https:'),
    'S3 server for segments. Empty: segments are stored on the local disk in the data directory.',
  ),
  s3AccessKey: secret(optional('S3_ACCESS_KEY', text, 'Access key; required with S3_ENDPOINT.')),
  s3SecretKey: secret(optional('S3_SECRET_KEY', text, 'Secret key; required with S3_ENDPOINT.')),
  s3RootAccessKey: secret(
    optional(
      'S3_ROOT_ACCESS_KEY',
      text,
      'Root user of a MinIO. Only `minhchung store prepare` uses it, to make the bucket and the user of S3_ACCESS_KEY: set it for that command alone.',
    ),
  ),
  s3RootSecretKey: secret(
    optional('S3_ROOT_SECRET_KEY', text, 'Password of the root user; required with S3_ROOT_ACCESS_KEY.'),
  ),
  s3Bucket: setting('S3_BUCKET', 'minh-chung', text, 'Bucket; created at first start if missing.'),
  s3Region: setting('S3_REGION', 'us-east-1', text, 'Region of the bucket.'),
  host: setting(
    'HOST',
    '127.0.0.1',
    text,
    'Address to listen on. Off loopback TLS is served, with a self-signed certificate made at first start unless TLS_CERT or MINHCHUNG_TRUSTED_PROXY is set.',
  ),
  port: setting('PORT', '8080', whole(0, 65_535), 'Port to listen on; 0: chosen by the operating system.'),
  tlsCertFile: optional(
    'TLS_CERT',
    text.transform((path) => resolve(path)),
    'Certificate chain, PEM file.',
  ),
  tlsKeyFile: optional(
    'TLS_KEY',
    text.transform((path) => resolve(path)),
    'Private key, PEM file.',
  ),
  trustedProxies: optional(
    'MINHCHUNG_TRUSTED_PROXY',
    addressList,
    'Address or subnet of the proxy that does TLS for us, several separated by commas. Plain HTTP is then served to it only, and the caller’s address in its header is trusted.',
  ),
  hostNames: optional(
    'MINHCHUNG_HOST_NAMES',
    hostNameList,
    'Names by which browsers call this service, with commas between, besides addresses, localhost, the name of this machine and those in TLS_CERT. Calls under other names are refused (421). Not used behind MINHCHUNG_TRUSTED_PROXY.',
  ),
  metricsToken: secret(
    optional(
      'MINHCHUNG_METRICS_TOKEN',
      text.min(20, 'must have 20 characters or more'),
      'Bearer token that opens /metrics to callers from other hosts; without it only this host may read them.',
    ),
  ),
};
