import { describe, expect, it } from 'vitest';
import { newId, type SiteId } from '../../../src/core/index.ts';
import {
  addSite,
  joinWard,
  refuseOtherWard,
  renameWard,
  type Ward,
  type WardBook,
} from '../../../src/ward/index.ts';
import { HandClock } from '../../support/hand-clock.ts';

const site = (name: string) => name as SiteId;
const camThinh: Ward = {
  id: newId('ward', 0),
  name: 'Cẩm Thịnh',
  begunAtMs: 0,
  sites: [site('khu-pho-1'), site('khu-pho-7')],
};

/** A catalogue in memory. */
class MemoryBook implements WardBook {
  readonly events: { event: string; detail?: object }[] = [];
  constructor(public ward?: Ward) {}
  read = async () => this.ward;
  begin = async (ward: Omit<Ward, 'sites'>, of: SiteId) => (this.ward ??= { ...ward, sites: [of] });
  addSite = async (_: SiteId, event: { event: string; detail?: object }) => void this.events.push(event);
  rename = async (_: string, event: { event: string; detail?: object }) => void this.events.push(event);
}

const clock = new HandClock();

describe('when a process starts on an empty catalogue', () => {
  it('begins the ward, with its site, by the name that is set', async () => {
    const book = new MemoryBook();
    const ward = await joinWard(book, site('khu-pho-1'), { clock, named: 'Cẩm Thịnh' });
    expect(ward).toMatchObject({ name: 'Cẩm Thịnh', sites: ['khu-pho-1'], begunAtMs: clock.nowMs() });
    expect(book.ward).toEqual(ward);
  });

  it('calls it by the site where no name is set', async () => {
    expect(await joinWard(new MemoryBook(), site('ward'), { clock })).toMatchObject({ name: 'ward' });
  });

  it('begins none where a ward is remembered, or named by its id: that catalogue is lost', async () => {
    const book = new MemoryBook();
    const id = newId('ward', 1);
    for (const meant of [{ remembered: id }, { named: id }])
      await expect(joinWard(book, site('ward'), { clock, ...meant })).rejects.toMatchObject({
        code: 'ward-not-ours',
        message: expect.stringContaining('names no ward') as string,
      });
    expect(book.ward).toBeUndefined();
  });

  it('goes by the ward that another process has begun meanwhile, and its sites', async () => {
    const book = new MemoryBook();
    book.begin = async () => (book.ward = camThinh);
    await expect(joinWard(book, site('elsewhere'), { clock })).rejects.toMatchObject({
      code: 'site-unknown',
    });
    book.ward = undefined;
    expect(await joinWard(book, site('khu-pho-7'), { clock })).toEqual(camThinh);
    book.ward = undefined;
    const otherName = joinWard(book, site('khu-pho-7'), { clock, named: 'Hoa Sim' });
    await expect(otherName).rejects.toMatchObject({ code: 'ward-not-ours' });
  });
});

describe('when a process starts on the catalogue of a ward', () => {
  const join = (of: string, meant: object = {}) =>
    joinWard(new MemoryBook(camThinh), site(of), { clock, ...meant });

  it.each([{}, { named: 'Cẩm Thịnh' }, { named: camThinh.id }, { remembered: camThinh.id }])(
    'serves it at each of its sites, meaning %o',
    async (meant) => {
      for (const own of camThinh.sites) expect(await join(own, meant)).toEqual(camThinh);
    },
  );

  it('is refused at a site that the ward does not have, and told what to do', async () => {
    await expect(join('ward')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'site-unknown',
      message:
        'MINHCHUNG_SITE is ward, and the ward Cẩm Thịnh has the sites khu-pho-1, khu-pho-7: correct it, or ' +
        'DATABASE_URL; if it is a new site of that ward, run minhchung site add ward first',
    });
  });

  it('is refused where settings or data directory mean another ward', async () => {
    const other = newId('ward', 2);
    await expect(join('khu-pho-1', { remembered: other })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ward-not-ours',
      message: `the catalogue is another ward: ${camThinh.id} is there, and ${other} is meant`,
    });
    for (const named of ['Hoa Sim', other])
      await expect(join('khu-pho-1', { named })).rejects.toMatchObject({
        code: 'ward-not-ours',
        message: `MINHCHUNG_WARD is ${named}, and the catalogue is Cẩm Thịnh (${camThinh.id}): correct it, or DATABASE_URL`,
      });
  });

  it('is refused before anything is changed there', () => {
    expect(() => refuseOtherWard(camThinh, { remembered: newId('ward', 3) })).toThrow('another ward');
    expect(() => refuseOtherWard(undefined, {})).not.toThrow();
  });
});

describe('when an operator changes the ward on the host', () => {
  const by = { nowMs: 0, hostAccount: 'root' };

  it('leaves an event of each, with the account', async () => {
    const book = new MemoryBook(camThinh);
    await addSite(book, by, 'khu-pho-9');
    expect(await renameWard(book, by, ' Hoa Sim ')).toBe('Hoa Sim');
    expect(book.events).toMatchObject([
      { event: 'site-added', detail: { site: 'khu-pho-9', hostAccount: 'root' } },
      { event: 'ward-renamed', detail: { name: 'Hoa Sim', hostAccount: 'root' } },
    ]);
  });

  it.each(['', 'Khu phố 9', '9', '-a', 'a'.repeat(33)])('refuses %j as a site', async (name) => {
    await expect(addSite(new MemoryBook(camThinh), by, name)).rejects.toMatchObject({ code: 'site-form' });
  });

  it.each(['', ' ', 'a\nb', 'a'.repeat(201)])('refuses %j as a name of a ward', async (name) => {
    await expect(renameWard(new MemoryBook(camThinh), by, name)).rejects.toMatchObject({
      code: 'ward-name-form',
    });
  });

  it('refuses both before there is a ward: its first site would be the wrong one', async () => {
    await expect(addSite(new MemoryBook(), by, 'khu-pho-9')).rejects.toMatchObject({
      code: 'ward-absent',
    });
    await expect(renameWard(new MemoryBook(), by, 'X')).rejects.toMatchObject({ code: 'ward-absent' });
  });
});
