/** What one officer alone may open before a second person has spoken. */
export interface EmergencyLimits {
  /** Emergencies of an officer that are not reviewed. A further one waits for a countersignature. */
  readonly unreviewed: number;
  /** Cameras of one emergency. */
  readonly cameras: number;
  /** Bytes that one emergency serves before its review. */
  readonly servedBytes: number;
}

/** Stills of one emergency before its review or a countersignature. */
export const emergencyStills = 20;
