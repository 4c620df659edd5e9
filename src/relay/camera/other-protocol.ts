import { wrongPort } from './camera-failure.ts';

/** Throws `camera-wrong-port` when the first bytes that come from a camera are of TLS or HTTP. */
export function refuseOtherProtocol(first: Buffer): void {
  if (isTls(first)) throw wrongPort('TLS');
  if (first.toString('latin1', 0, 5) === 'HTTP/') throw wrongPort('HTTP');
}

/** A record of an alert or a handshake (RFC 8446 §5.1). */
const isTls = (first: Buffer): boolean => (first[0] === 0x15 || first[0] === 0x16) && first[1] === 0x03;
