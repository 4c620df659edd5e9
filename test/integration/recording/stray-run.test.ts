import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { faultsOf } from '../../support/accounting.ts';
import { TestCatalogue } from './catalogue.ts';
import { RecordedLife } from './life/recorded-life.ts';

let catalogue: TestCatalogue;
let life: RecordedLife;

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterEach(() => life.close());
afterAll(() => catalogue.close());

it('ingests the footage of a run whose run.json is damaged, and leaves no hole (I4)', async () => {
  life = await RecordedLife.enrolled(catalogue);
  await life.record();
  for (const gops of [2, 1]) {
    await life.film(gops);
    await life.cut();
    await life.tick();
  }
  await life.film(2);
  await life.kill();
  const names = await readdir(life.home.root, { recursive: true });
  const facts = names.filter((name) => name.endsWith('run.json'));
  expect(facts).toHaveLength(1);
  for (const name of facts) await truncate(join(life.home.root, name), 10);
  while ((await life.ingest()) > 0);
  catalogue.clock.advance(10_000);
  await life.record();
  while ((await life.ingest()) > 0);
  const account = await catalogue.account(life.stream.streamId);
  expect(faultsOf(account)).toEqual([]);
  expect(account.segments).toHaveLength(3);
  expect(account.gaps.map(({ reason }) => reason)).not.toContain('damaged');
});
