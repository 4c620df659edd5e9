import { messageLimits } from '../rtsp/message.ts';
import { unsupported, wrongPort } from './camera-failure.ts';

/** Throws `camera-wrong-port` when the first bytes that come from a camera are of TLS or HTTP. */
export function refuseOtherProtocol(first: Buffer): void {
  if (isTls(first)) throw wrongPort('TLS');
  if (first.toString('latin1', 0, 5) === 'HTTP/') throw wrongPort('HTTP');
}

/** A record of an alert or a handshake (RFC 8446 §5.1). */
const isTls = (first: Buffer): boolean => (first[0] === 0x15 || first[0] === 0x16) && first[1] === 0x03;

/** A camera sends nothing before its first answer, and that is no longer than a message may be. */
const firstAnswerBytes = messageLimits.headBytes + messageLimits.bodyBytes;

/** Throws `camera-unsupported` when a camera sent so many bytes and no answer among them. */
export function refuseWithoutAnswer(receivedBytes: number): void {
  if (receivedBytes <= firstAnswerBytes) return;
  throw unsupported('sends data, but no RTSP answer', 'Check the stream address and port.');
}
