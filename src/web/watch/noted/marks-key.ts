/** Names the marks of a request for `useQuery`. */
export const marksKey = (requestId: string): string => `marks ${requestId}`;
