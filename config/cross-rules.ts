import type { SettingValues } from './schema.ts';
import { hasPassword } from './server-url.ts';

/** Faults of settings that are valid alone but contradict each other. */
export function crossFaults(values: SettingValues): string[] {
  return [
    ...passwordFaults(values),
    ...s3Faults(values),
    ...tlsFaults(values),
    ...tellingFaults(values),
    ...stampFaults(values),
  ];
}

function passwordFaults(values: SettingValues): string[] {
  const { databaseUrl, databasePassword, redisUrl, redisPassword } = values;
  return [
    ...(databasePassword ? passwordFault('DATABASE', databaseUrl) : []),
    ...(redisPassword ? passwordFault('REDIS', redisUrl) : []),
  ];
}

function passwordFault(server: 'DATABASE' | 'REDIS', url: string | undefined): string[] {
  if (!url) return [`${server}_URL must be set, since ${server}_PASSWORD is`];
  if (url.startsWith('unix:')) return [`${server}_PASSWORD must not be set, since ${server}_URL is a socket`];
  return hasPassword(url) ? [`${server}_PASSWORD must not be set, since ${server}_URL has a password`] : [];
}

function s3Faults(values: SettingValues): string[] {
  const { s3Endpoint, s3AccessKey, s3SecretKey } = values;
  if (s3Endpoint) {
    return [
      ...rootFaults(values),
      ...(s3AccessKey ? [] : ['S3_ACCESS_KEY must be set, since S3_ENDPOINT is']),
      ...(s3SecretKey ? [] : ['S3_SECRET_KEY must be set, since S3_ENDPOINT is']),
    ];
  }
  // With keys but no server, evidence would silently go to the local disk.
  return s3AccessKey || s3SecretKey ? ['S3_ENDPOINT must be set, since an S3 key is'] : [];
}

/** The root user of the server would be its own user, with rights on everything. */
function rootFaults({ s3AccessKey, s3RootAccessKey, s3RootSecretKey }: SettingValues): string[] {
  if (Boolean(s3RootAccessKey) !== Boolean(s3RootSecretKey))
    return ['S3_ROOT_ACCESS_KEY and S3_ROOT_SECRET_KEY must be set together'];
  return s3RootAccessKey && s3RootAccessKey === s3AccessKey
    ? ['S3_ACCESS_KEY must be another one than S3_ROOT_ACCESS_KEY']
    : [];
}

function tlsFaults({ tlsCertFile, tlsKeyFile, trustedProxies }: SettingValues): string[] {
  if (Boolean(tlsCertFile) !== Boolean(tlsKeyFile)) return ['TLS_CERT and TLS_KEY must be set together'];
  if (tlsCertFile && trustedProxies) {
    return ['MINHCHUNG_TRUSTED_PROXY must not be set, since TLS_CERT is: either a proxy does TLS, or we do'];
  }
  return [];
}

function tellingFaults({ smtpUrl, mailFrom, webhookUrl, webhookSecret }: SettingValues): string[] {
  return [
    ...(Boolean(smtpUrl) === Boolean(mailFrom) ? [] : ['SMTP_URL and MAIL_FROM must be set together']),
    ...(Boolean(webhookUrl) === Boolean(webhookSecret)
      ? []
      : ['WEBHOOK_URL and WEBHOOK_SECRET must be set together']),
  ];
}

const stampFaults = ({ timestampUrl, timestampCaFile }: SettingValues): string[] =>
  Boolean(timestampUrl) === Boolean(timestampCaFile)
    ? []
    : ['MINHCHUNG_TIMESTAMP_URL and MINHCHUNG_TIMESTAMP_CA must be set together'];

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
