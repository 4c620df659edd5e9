import { describe, expect, it } from 'vitest';
import { checkPassword, checkUserName } from '../../../src/access/index.ts';

const user = { name: 'nguyen.van.an', fullName: 'Nguyễn Văn An Bình' };

describe('when a password is chosen', () => {
  it.each([
    ['password-too-short', 'eleven char'],
    ['password-too-short', '🔑'.repeat(11)],
    ['password-too-long', 'x'.repeat(257)],
    ['password-is-name', 'Nguyen.Van.An'],
    ['password-is-name', 'nguyễn văn an bình'],
    ['password-is-name', 'Nguyễn Văn An Bình'.normalize('NFD')],
  ])('refuses with %s', (code, password) => {
    expect(() => checkPassword(password, user)).toThrow(expect.objectContaining({ code, field: 'password' }));
  });

  it.each(['twelve chars', '🔑'.repeat(12), 'x'.repeat(256)])('takes %s', (password) => {
    expect(() => checkPassword(password, user)).not.toThrow();
  });
});

describe('when a user is named', () => {
  it.each(['', 'a', 'An', '-an', 'an bình', 'x'.repeat(64)])('refuses %j', (name) => {
    expect(() => checkUserName(name)).toThrow(expect.objectContaining({ code: 'user-name-invalid' }));
  });

  it.each(['an', 'nguyen.van-an_2', 'x'.repeat(63)])('takes %j', (name) => {
    expect(checkUserName(name)).toBe(name);
  });
});
