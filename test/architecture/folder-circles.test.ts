import { describe, expect, it } from 'vitest';
import { cruise, root } from './cruise.ts';
import { folderCircles } from './folder-circles.ts';

describe('when folders import each other', () => {
  it('finds no circle between any of them', async () => {
    const { imports } = await cruise(root);
    expect(imports.length).toBeGreaterThan(2_000);
    expect(folderCircles(imports)).toEqual([]);
  });
});

describe('when a circle is planted', () => {
  it('is found between two rooms, though no file is in a circle', () => {
    const imports = [
      ['src/camera/a.ts', 'src/places/b.ts'],
      ['src/places/c.ts', 'src/camera/d.ts'],
    ] as const;
    expect(folderCircles(imports)).toEqual(['.: camera → places → camera']);
  });

  it('is found deep inside a room, through a third folder', () => {
    const imports = [
      ['src/web/find/a.ts', 'src/web/map/b.ts'],
      ['src/web/map/c.ts', 'src/web/lanes/deep/d.ts'],
      ['src/web/lanes/e.ts', 'src/web/find/f.ts'],
    ] as const;
    expect(folderCircles(imports)).toEqual(['web: find → map → lanes → find']);
  });

  it('is found between a folder and a file beside it', () => {
    const imports = [
      ['src/api/deps.ts', 'src/api/footage/bytes.ts'],
      ['src/api/footage/routes.ts', 'src/api/deps.ts'],
    ] as const;
    expect(folderCircles(imports)).toEqual(['api: deps.ts → footage → deps.ts']);
  });

  it('is none where a room uses its own folders and they use a file of the room', () => {
    const imports = [
      ['src/access/index.ts', 'src/access/request/a.ts'],
      ['src/access/request/a.ts', 'src/access/users.ts'],
      ['src/main.ts', 'config/load.ts'],
      ['config/load.ts', 'src/core/index.ts'],
    ] as const;
    expect(folderCircles(imports)).toEqual([]);
  });
});
