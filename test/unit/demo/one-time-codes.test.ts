import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { printCodesOnEnter, printFreshCodes } from '../../../scripts/demo/one-time-codes.ts';

/** An app whose codes come when the test says so. */
function anApp(waitMs: number) {
  let given = 0;
  const due: (() => void)[] = [];
  const codeWhenDue = () =>
    new Promise<string>((resolve) => {
      due.push(() => resolve(`code ${++given}`));
    });
  return { app: { waitMs, codeWhenDue }, due };
}

function aKeyboard(waitMs: number) {
  const { app, due } = anApp(waitMs);
  const [keys, printed]: [PassThrough, string[]] = [new PassThrough(), []];
  printCodesOnEnter([{ title: 'Officer', name: 'canbo', app }], keys, (text) => printed.push(text));
  return { keys, printed, due };
}

const line = (code: string): string => `  Officer     canbo      ${code}`;

describe('when the demo is ready', () => {
  it('prints a fresh code of each user once all have one', async () => {
    const [officer, admin] = [anApp(0), anApp(0)];
    const printed: string[] = [];
    const printing = printFreshCodes(
      [
        { title: 'Officer', name: 'canbo', app: officer.app },
        { title: 'Admin', name: 'quantri', app: admin.app },
      ],
      (text) => printed.push(text),
    );
    officer.due[0]?.();
    expect(printed).toEqual([]);
    admin.due[0]?.();
    await printing;
    expect(printed).toEqual([`${line('code 1')}\n  Admin       quantri    code 1`]);
  });
});

describe('when somebody presses Enter', () => {
  it('prints a fresh code each time', async () => {
    const { keys, printed, due } = aKeyboard(0);
    for (const count of [1, 2]) {
      keys.write('\n');
      await vi.waitFor(() => expect(due).toHaveLength(count));
      due.at(-1)?.();
      await vi.waitFor(() => expect(printed).toHaveLength(count));
    }
    expect(printed).toEqual([line('code 1'), line('code 2')]);
  });

  it('says how long the next code takes, and hears no further press until then', async () => {
    const { keys, printed, due } = aKeyboard(12_300);
    keys.write('\n\n\n');
    await vi.waitFor(() => expect(due).toHaveLength(1));
    due[0]?.();
    await vi.waitFor(() => expect(printed).toHaveLength(2));
    expect(printed).toEqual(['The next codes come in 13 s.', line('code 1')]);
    expect(due).toHaveLength(1);
  });
});
