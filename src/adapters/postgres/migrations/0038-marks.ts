/** Instants that the officer of a request marked; kept with the request. */
export const sql = `
create table request_mark (
  id text primary key,
  request_id text not null,
  camera_id text not null,
  at_ms bigint not null,
  note text not null,
  is_pictured boolean not null,
  made_by text not null references app_user,
  made_at_ms bigint not null,
  changed_at_ms bigint,
  -- Of a camera of the request alone.
  foreign key (request_id, camera_id) references request_camera on delete cascade
);
create index request_mark_request on request_mark (request_id, at_ms);
`;
