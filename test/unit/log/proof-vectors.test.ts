import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { provesConsistency, provesInclusion } from '../../../src/log/index.ts';
import { corpusMissing, corpusPath } from '../../support/corpora.ts';
import { describeUnless } from '../../support/unless.ts';

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
}
interface InclusionVector extends Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyVector extends Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const proofOf = ({ proof }: Vector): Uint8Array[] => (proof ?? []).map(bytes);

function vectors<Kind extends Vector>(kind: string): Kind[] {
  const folder = corpusPath(`merkle/${kind}`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kind);
}

describeUnless(corpusMissing('merkle'), 'when the vectors of transparency-dev/merkle are verified', () => {
  it('accepts each right proof of inclusion, and refuses all others', () => {
    const all = vectors<InclusionVector>('inclusion');
    const differing = all.filter((vector) => {
      const leaf = { index: vector.leafIdx, hash: bytes(vector.leafHash) };
      const head = { size: vector.treeSize, root: bytes(vector.root) };
      return provesInclusion(proofOf(vector), leaf, head) === vector.wantErr;
    });
    expect(all.length).toBeGreaterThan(40);
    expect(differing).toEqual([]);
  });

  it('accepts each right proof of consistency, and refuses all others', () => {
    const all = vectors<ConsistencyVector>('consistency');
    const differing = all.filter((vector) => {
      const old = { size: vector.size1, root: bytes(vector.root1) };
      const head = { size: vector.size2, root: bytes(vector.root2) };
      return provesConsistency(proofOf(vector), old, head) === vector.wantErr;
    });
    expect(all.length).toBeGreaterThan(40);
    expect(differing).toEqual([]);
  });
});
