import { resolve } from 'node:path';
import { z } from 'zod';
import { optional, secret, setting, text } from './setting.ts';
import { headReceivers, hours, serverUrl, url } from './values.ts';

/** The people: mail, sign-in, papers; and the log. */
export const peopleSettings = {
  smtpUrl: secret(
    optional(
      'SMTP_URL',
      serverUrl('smtp:', 'smtps:'),
      'Mail server, with user and password. Empty: no mail is sent.',
    ),
  ),
  mailFrom: optional(
    'MAIL_FROM',
    z.email('must be an address'),
    'Address that mail comes from; required with SMTP_URL.',
  ),
  webhookUrl: optional(
    'WEBHOOK_URL',
    url('https:', 'http:'),
    'Address of a program of the ward that receives events of requests. Empty: none.',
  ),
  webhookSecret: secret(
    optional(
      'WEBHOOK_SECRET',
      text.min(20, 'must have 20 characters or more'),
      'Key of the HMAC-SHA256 that signs webhook events; required with WEBHOOK_URL.',
    ),
  ),
  publicUrl: optional(
    'MINHCHUNG_PUBLIC_URL',
    url('https:', 'http:').transform((address) => address.replace(/\/+$/, '')),
    'URL of the console, for links in mail and on the command line. Empty: mail has no link.',
  ),
  sessionMs: setting(
    'MINHCHUNG_SESSION_HOURS',
    '12',
    hours(1, 168),
    'Time after which a user must sign in again.',
  ),
  requiresSecondFactor: setting(
    'MINHCHUNG_SECOND_FACTOR',
    'required',
    z.enum(['required', 'optional'], 'must be required or optional').transform((text) => text === 'required'),
    'Whether all users but technicians must have a second factor: required or optional. Counts from the next sign-in.',
  ),
  agencyName: optional(
    'MINHCHUNG_AGENCY',
    text,
    'Office that signs printed papers, such as UBND PHƯỜNG HOA SIM. Empty: a dotted line.',
  ),
  agencySuperior: optional(
    'MINHCHUNG_AGENCY_SUPERIOR',
    text,
    'Superior office, printed above its name. Empty: no line.',
  ),
  agencyPlace: optional(
    'MINHCHUNG_AGENCY_PLACE',
    text,
    'Place in the date line of printed papers, such as Hoa Sim. Empty: a dotted line.',
  ),
  logPolicyFile: optional(
    'MINHCHUNG_LOG_POLICY',
    text.transform((path) => resolve(path)),
    'Policy of the evidence log (C2SP tlog-policy): the witnesses that are asked to sign its checkpoints, each with key and URL, and the quorum that is enough. Its log lines are for verifiers. With `quorum none` none needs to leave. Empty: nobody is asked.',
  ),
  timestampUrl: optional(
    'MINHCHUNG_TIMESTAMP_URL',
    url('https:', 'http:'),
    'Time stamp authority (RFC 3161) that stamps a checkpoint of the evidence log once an hour, and whenever an export waits for one. Empty: none.',
  ),
  timestampCaFile: optional(
    'MINHCHUNG_TIMESTAMP_CA',
    text.transform((path) => resolve(path)),
    'PEM file of the certificates that the authority’s must lead to; required with MINHCHUNG_TIMESTAMP_URL.',
  ),
  headReceivers: setting(
    'MINHCHUNG_HEAD_RECEIVERS',
    'auditor,custodian',
    headReceivers,
    'Who gets the newest checkpoint of the evidence log by mail, once a day: auditor, custodian or admin for all people of that role, and mail addresses of other offices, with commas between; none. The webhook gets it, too.',
  ),
  logLevel: setting(
    'MINHCHUNG_LOG_LEVEL',
    'info',
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    ),
    'Least severe log lines written: trace, debug, info, warn, error or silent.',
  ),
};
