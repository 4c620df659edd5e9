import { describe, expect, it } from 'vitest';
import { asAppError, problemOf } from '../../../src/api/http/problem.ts';
import { AppError, type ErrorKind } from '../../../src/core/index.ts';

describe('when an error becomes a problem', () => {
  it.each<[ErrorKind, number, string]>([
    ['invalid', 400, 'Bad Request'],
    ['unauthenticated', 401, 'Unauthorized'],
    ['forbidden', 403, 'Forbidden'],
    ['not-found', 404, 'Not Found'],
    ['conflict', 409, 'Conflict'],
    ['unavailable', 503, 'Service Unavailable'],
  ])('is told as it is when %s', (kind, status, title) => {
    const problem = problemOf(new AppError(kind, 'a-code', 'what and why', { field: 'from' }), 'id');
    const told = { detail: 'what and why', code: 'a-code', requestId: 'id', field: 'from' };
    expect(problem).toEqual({ type: 'about:blank', title, status, ...told });
  });

  it('tells nothing of a defect', () => {
    const problem = problemOf(new AppError('internal', 'scope-breach', 'secret detail'), 'id');
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});

describe('when something else was thrown', () => {
  it.each<[string, unknown, string]>([
    ['anything', new Error('boom'), 'internal'],
    ['no error at all', 'boom', 'internal'],
    [
      'a parser error',
      Object.assign(new Error(), { type: 'entity.parse.failed', status: 400 }),
      'body-not-json',
    ],
    ['a large body', Object.assign(new Error(), { type: 'entity.too.large', status: 413 }), 'body-too-large'],
    ['a bad path', Object.assign(new Error(), { status: 400 }), 'request-malformed'],
    ['a server error of theirs', Object.assign(new Error(), { status: 502 }), 'internal'],
  ])('makes one of ours of %s', (_, thrown, code) => {
    expect(asAppError(thrown).code).toBe(code);
  });
});
