/** The ledger of the cameras' clocks. */
export const sql = `
create table camera_clock (
  camera_id text not null references camera on delete cascade,
  measured_at_ms bigint not null,
  source text not null check (source in ('onvif', 'rtcp')),
  -- That clock minus ours.
  offset_ms bigint not null,
  error_ms integer not null check (error_ms >= 0),
  primary key (camera_id, measured_at_ms)
);

-- The newest time that each camera was asked, and why that gave no reading: src/camera/clock/clock-reading.ts
create table camera_clock_try (
  camera_id text primary key references camera on delete cascade,
  tried_at_ms bigint not null,
  fault text
);
`;
