import { randomBytes } from 'node:crypto';
import { listenOnLoopback } from '../sockets.ts';
import type { WakeUps } from '../wake-ups.ts';
import { type RecorderAdmission, RecorderConnection } from './recorder-connection.ts';

/** The side toward recorders: one RTSP server on 127.0.0.1 for all sessions. */
export interface RecorderEndpoint {
  /** Opens a path of 192 random bits that admits one connection, once. `revoke` closes the path. */
  admit(admission: RecorderAdmission): { readonly url: string; readonly revoke: () => void };
  close(): Promise<void>;
}

export async function openRecorderEndpoint(wakeUps: WakeUps): Promise<RecorderEndpoint> {
  const admissions = new Map<string, RecorderAdmission>();
  const claim = (token: string): RecorderAdmission | undefined => {
    const admission = admissions.get(token);
    admissions.delete(token);
    return admission;
  };
  const listener = await listenOnLoopback((connection) => new RecorderConnection(connection, claim, wakeUps));
  return {
    admit: (admission) => {
      const token = randomBytes(24).toString('base64url');
      admissions.set(token, admission);
      return {
        url: `rtsp://127.0.0.1:${listener.port}/${token}`,
        revoke: () => {
          admissions.delete(token);
        },
      };
    },
    close: () => listener.close(),
  };
}
