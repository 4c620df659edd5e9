/** Where cameras serve ONVIF, unless somebody changed it: 80, and what single makers ship (quirk 12). */
export const usualPorts: readonly number[] = [80, 8000, 8080, 8899, 2020];

export const deviceServiceAt = (host: string, port: number): string =>
  `http://${host}:${port}/onvif/device_service`;
