/**
 * Room for the keyframe index of a camera that sends nothing but keyframes: 1 800 a minute, where 4 000 bytes held about
 * 800. Not validated: every row there is passed a stricter check, and reading all of them would lock out the recorders.
 */
export const sql = `
alter table segment drop constraint segment_keyframes_check;
alter table segment add constraint segment_keyframes_check
  check (octet_length(keyframes) between 1 and 262144) not valid;
`;
