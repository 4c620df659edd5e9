import { AppError } from '../../../core/index.ts';
import type { LookAnswer, OnvifLook } from '../../../discovery/index.ts';
import { deviceNamespace } from '../soap/namespaces.ts';
import { SoapClient, type SoapClientOptions } from '../soap/soap-client.ts';
import { faultAsNothing } from '../soap/unanswered.ts';
import { readOpenFacts } from './device-facts.ts';

/** Who a device says it is to anybody. The client has no credentials, so nothing is signed. Never throws. */
export async function lookAt(
  service: URL | undefined,
  limits: Omit<SoapClientOptions, 'credentials'>,
): Promise<OnvifLook> {
  if (!service) return { answer: 'silent' };
  const client = new SoapClient(limits);
  try {
    const time = { url: service, namespace: deviceNamespace, name: 'GetSystemDateAndTime' };
    if ((await client.askOnce(time).catch(faultAsNothing)) === 'refused') return { answer: 'password' };
  } catch (error) {
    return { answer: answerOf(error) };
  }
  return { answer: 'onvif', identity: await openIdentity(client, service) };
}

/** Nothing where it breaks off: that it is ONVIF is known by then. */
const openIdentity = (client: SoapClient, service: URL) =>
  readOpenFacts(client, service).then(
    ({ identity }) => identity,
    () => ({}),
  );

type Failure = Exclude<LookAnswer, 'onvif'>;

const failures: Readonly<Record<string, Failure>> = {
  'camera-not-onvif': 'other',
  'camera-answer-malformed': 'other',
  'camera-answer-too-large': 'other',
};

function answerOf(error: unknown): Failure {
  if (!(error instanceof AppError)) return 'other';
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'refused';
  // It took the connection, and hung up.
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'other';
  return failures[error.code] ?? 'silent';
}
