import { describe, expect, it } from 'vitest';
import { exampleEnv, referencePage } from '../../../config/reference.ts';
import { settings } from '../../../config/schema.ts';

const inConfig = (name: string) => new URL(`../../../config/${name}`, import.meta.url).pathname;

describe('when the settings change', () => {
  it('the reference page says so', async () => {
    await expect(referencePage()).toMatchFileSnapshot(inConfig('README.md'));
  });

  it('the example says so', async () => {
    await expect(exampleEnv()).toMatchFileSnapshot(inConfig('example.env'));
  });
});

describe('when the example is read', () => {
  it('names every setting once', () => {
    const named = [...exampleEnv().matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.values(settings).map(({ variable }) => variable));
  });
});
