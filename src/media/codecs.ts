/** Whether a stored segment is H.265, by the codec of its row: its name, or that of its sample entry in a row that was adopted. */
export const isH265 = (codec: string): boolean => /^h(?:265$|vc1\.|ev1\.)/.test(codec);
