import { describe, expect, it } from 'vitest';
import { openCheckpoint, recheckLog } from '../../../src/log/index.ts';
import { collected } from '../../support/log-files.ts';
import { aBeat, aGap, aPicture, deskKey, deskOrigin, SigningDesk } from '../../support/signing-desk.ts';

const grown = async () => {
  const desk = new SigningDesk();
  for (let n = 0; n < 520; n++) desk.state(n % 3 === 0 ? aPicture('cam_1', n) : aGap(`cam_${n % 5}`));
  const signer = desk.signer();
  await signer.seal();
  desk.state(aBeat());
  await signer.seal();
  return desk;
};

const findings = async (desk: SigningDesk) => {
  const { checkpoint } = openCheckpoint(await desk.object('checkpoint'), deskKey.verifier);
  return collected(recheckLog(checkpoint, desk.folder.read));
};

const file = (desk: SigningDesk, path: string) => {
  const key = `log/${deskOrigin}/${path}`;
  const bytes = Buffer.from(desk.store.objects.get(key) ?? []);
  return { bytes, put: () => desk.store.objects.set(key, bytes), drop: () => desk.store.objects.delete(key) };
};

describe('when a stored log is audited', () => {
  it('finds nothing in one that is whole', async () => {
    expect(await findings(await grown())).toEqual([]);
  });

  it('names the tile of which a bit was flipped', async () => {
    for (const path of ['tile/0/000', 'tile/0/002.p/9', 'tile/1/000.p/2']) {
      const desk = await grown();
      const { bytes, put } = file(desk, path);
      bytes[33] = (bytes[33] ?? 0) ^ 1;
      put();
      expect(await findings(desk)).toEqual([
        { fault: 'tile', path, says: `${path} has other hashes than the leaves give` },
      ]);
    }
  });

  it('names the leaf that was changed, its chain, its tiles and the root', async () => {
    const desk = await grown();
    const { bytes, put } = file(desk, 'tile/entries/001');
    const at = bytes.indexOf('offline');
    bytes.write('offlone', at);
    put();
    const found = await findings(desk);
    expect(found.map(({ fault }) => fault)).toEqual(['chain', 'tile', 'tile', 'root']);
    expect(found[0]).toMatchObject({ chain: expect.stringMatching(/^stream\/cam_/) as string });
  });

  it('names a file that is missing', async () => {
    const [tileGone, bundleGone] = [await grown(), await grown()];
    file(tileGone, 'tile/0/001').drop();
    expect(await findings(tileGone)).toMatchObject([{ fault: 'tile', path: 'tile/0/001' }]);
    file(bundleGone, 'tile/entries/001').drop();
    expect(await findings(bundleGone)).toMatchObject([
      { fault: 'bundle', path: 'tile/entries/001' },
      { fault: 'root', says: '256 of 521 leaves are there' },
    ]);
  });
});
