import { userInfo } from 'node:os';
import { systemClock } from '../../src/core/index.ts';

/** No user is signed in on the command line, so the log names the account of the operating system. */
export const onHost = () => ({ nowMs: systemClock.nowMs(), hostAccount: userInfo().username });
