const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Stream Not Found',
  405: 'Method Not Allowed',
  453: 'Not Enough Bandwidth',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  461: 'Unsupported Transport',
  503: 'Service Unavailable',
};

export interface RtspResponse {
  status: number;
  /** Sent in this order; a name may repeat. */
  headers?: [name: string, value: string][];
  body?: string;
}

/** Formats a response to the request with that CSeq. */
export function formatResponse({ status, headers = [], body = '' }: RtspResponse, cseq: string): string {
  const length: [string, string][] = body ? [['Content-Length', String(Buffer.byteLength(body))]] : [];
  const lines = [['CSeq', cseq], ['Server', 'Street camera RTSP'], ...headers, ...length].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `RTSP/1.0 ${status} ${REASONS[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`;
}
