import { describe, expect, it } from 'vitest';
import { actionOfStep, actions, firstStepNames, roles, rolesThatMay } from '../../../src/access/index.ts';
import { pagesOf, reachableBy } from '../../../src/web/app/pages.ts';
import { stepPages } from '../../../src/web/first-steps/step-pages.ts';
import { vi } from '../../../src/web/messages/vi.ts';

describe('when a role sees a page in the header', () => {
  it('is retention for everybody whom the service shows it', () => {
    const seen = roles.filter((role) => pagesOf(role).some(({ path }) => path === '/policies'));
    expect(seen.sort()).toEqual([...rolesThatMay('see-retention')].sort());
  });
});

describe('when the first steps lead to pages', () => {
  it.each(firstStepNames)('has a page for every role that may do the step: %s', (step) => {
    for (const role of rolesThatMay(actionOfStep[step])) {
      const reachable = reachableBy(role).map(({ path }) => path);
      expect(stepPages[step].filter(({ path }) => !reachable.includes(path))).toEqual([]);
    }
  });
});

it('has a word for each right, and for nothing else', () => {
  expect(Object.keys(vi.rights.actions).sort()).toEqual([...actions].sort());
});
