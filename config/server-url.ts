/**
 * The URL of a server, with the password that a setting of its own holds. Any character may be in it: here it is
 * percent-encoded. Only PostgreSQL has URLs without a host, and reads the password from their query.
 */
export function withPassword(url: string | undefined, password: string | undefined): string | undefined {
  if (url === undefined || password === undefined) return url;
  const whole = new URL(url);
  if (whole.host) whole.password = encodeURIComponent(password);
  else whole.searchParams.set('password', password);
  return whole.href;
}

/** Whether a password is in the URL already. */
export function hasPassword(url: string): boolean {
  const { password, searchParams } = new URL(url);
  return password !== '' || searchParams.has('password');
}
