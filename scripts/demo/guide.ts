import { dayMs, minuteMs } from '../../src/core/index.ts';
import type { Account } from './people.ts';
import type { EnrolledWard } from './steps.ts';

/** The words in quotes stand on the pages of the console; a test compares them. */
export const ways = (time: string): readonly string[] => [
  'Technician: “Cameras” shows that all of them are recorded, and “Look for cameras” how they were found.',
  `Officer: at “Find”, take “cho cam thinh” as “Place” and ${time} as “Time”, then “Find” and “File a request”.
     Write anything, such as “VV-1” as “Case number”, and “Send request”.`,
  'Custodian: “Inbox” holds the request. “Approve” it.',
  'Officer: at “Requests”, open it, “Play”, and order “Build bundle” at the end of the page.',
  'Auditor: “Custody log” has every one of these acts; “Verify” proves that none is missing.',
  'Admin: “Retention” says what expires when, and “Users” who may do what.',
];

export interface GuideOptions {
  readonly url: string;
  readonly accounts: readonly Account[];
  /** Whether Enter prints codes. */
  readonly printsCodes: boolean;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** The text that the demo prints when it is ready: address, accounts and a walk-through. */
export function guide({ url, accounts, printsCodes, nowMs, timeZone }: GuideOptions): string {
  const steps = ways(timesAround(nowMs, timeZone)).map((way, i) => `  ${i + 1}. ${way}`);
  return `
  ${url}

The pages begin in Vietnamese; “English” at the top switches. Sign in by name and password, made for this demo only:
${accounts.map(signInOf).join('\n')}

${printsCodes ? 'When the console wants a code: the first stand at the end, and Enter prints new ones.' : howToGetCodes(accounts)}

A way through it, as one person after the other:
${steps.join('\n')}`;
}

const titles: Readonly<Record<Account['role'], string>> = {
  technician: 'Technician',
  officer: 'Officer',
  custodian: 'Custodian',
  auditor: 'Auditor',
  admin: 'Admin',
};

export const titleOf = ({ role }: Account): string => titles[role];

const signInOf = (account: Account): string =>
  `  ${titleOf(account).padEnd(11)} ${account.name.padEnd(10)} ${account.password}${account.app ? '  and a code' : ''}`;

/** The keys of the second factors, for a demo without a terminal. */
const howToGetCodes = (accounts: readonly Account[]): string =>
  [
    'When the console wants a code: the first stand at the end. For more, enter the key into an authenticator app:',
  ]
    .concat(
      accounts.flatMap((account) =>
        account.app ? `  ${titleOf(account).padEnd(11)} ${account.app.secret}` : [],
      ),
    )
    .join('\n');

/** One minute before and two after, in the local format: `20:14 – 20:17`. */
function timesAround(nowMs: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return [nowMs - minuteMs, nowMs + 2 * minuteMs].map((ms) => clock.format(ms)).join(' – ');
}

/** A look-up for the command line, with a token of the officer. */
export async function lookUpCommand(url: string, { people, cameras }: EnrolledWard): Promise<string> {
  const { lat, lon } = cameras[0]?.facts ?? { lat: 0, lon: 0 };
  const token = await people.officer.api.makeToken({
    password: people.accounts.officer.password,
    purpose: 'A look-up from the command line',
    actions: ['look-up-footage'],
    expiresAt: new Date(Date.now() + dayMs).toISOString(),
  });
  return `
The same as a program, with a token of the officer:
  curl -s -H "Authorization: Bearer ${token.text}" \\
    "${url}/api/footage?near=${lat},${lon}&radiusM=500&from=$(date -u -d '2 minutes ago' +%FT%TZ)&to=$(date -u +%FT%TZ)"

Ctrl-C stops everything and removes its data.`;
}
