import { Buffer } from 'buffer';

/** The log writes and reads bytes by Node's `Buffer`, which a browser does not have. */
Object.assign(globalThis, { Buffer });
