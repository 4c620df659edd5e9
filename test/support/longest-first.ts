import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take about a minute or more: a run would wait for one that began last. */
const longest = [
  'demo/interrupted',
  'imports/killed-import',
  'retention/kills',
  'snapshots/frame-grabber',
  'retention/s3',
  'service/embedded',
];

/** Begins with the files that take longest, one after the other, then goes on in the usual order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}
