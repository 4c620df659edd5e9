import type { CameraIdentity } from '../camera/index.ts';

/** What an address answered when it was asked by ONVIF who it is, with nothing signed. A device says what it likes. */
export type OnvifLook =
  /** Answers as ONVIF does, with what it tells anybody. */
  { readonly answer: 'onvif'; readonly identity: CameraIdentity } | { readonly answer: UnknownAnswer };

/**
 * - `password` asks who we are before it tells anything
 * - `other`    answers, and not as ONVIF does
 * - `refused`  takes no connection on that port
 * - `silent`   does not answer
 */
type UnknownAnswer = 'password' | 'other' | 'refused' | 'silent';

export type LookAnswer = OnvifLook['answer'];
