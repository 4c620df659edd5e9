import type { Request, Response } from 'express';
import { expect, it } from 'vitest';
import type { ApiSettings } from '../../../src/api/api-deps.ts';
import { onlyUnderOwnNames } from '../../../src/api/http/own-names.ts';
import { httpStatusOf } from '../../../src/api/http/problem.ts';
import type { AppError } from '../../../src/core/index.ts';

const isOwnName = (name: string) => name === 'cams.ward.example';

/** The status of a refusal, `undefined` where the call goes on. */
function statusOf(host: string | undefined, settings: Partial<ApiSettings> = {}): number | undefined {
  const request = { headers: { host } } as Request;
  let isLetIn = false;
  try {
    onlyUnderOwnNames({ isOwnName, ...settings } as ApiSettings)(request, {} as Response, () => {
      isLetIn = true;
    });
  } catch (error) {
    expect(isLetIn).toBe(false);
    expect(error).toMatchObject({ code: 'host-not-ours' });
    return httpStatusOf(error as AppError);
  }
  expect(isLetIn).toBe(true);
  return undefined;
}

it.each([
  'cams.ward.example',
  'CAMS.ward.example:8443',
  'cams.ward.example.',
  '192.0.2.7',
  '192.0.2.7:8443',
  '[::1]:8080',
])('answers a call to %s: an address, or a name of ours', (host) => expect(statusOf(host)).toBeUndefined());

it.each([
  'other.example',
  'cams.ward.example.other.example',
  'other.example@cams.ward.example',
  '',
  undefined,
  '[other.example]',
  '192.0.2.7.other.example',
])('refuses a call to %s: a page of another site may have its name resolve to us', (host) =>
  expect(statusOf(host)).toBe(421),
);

it('leaves names to the proxy, where one does TLS for us', () => {
  expect(statusOf('other.example', { trustedProxies: ['192.0.2.1'] })).toBeUndefined();
});
