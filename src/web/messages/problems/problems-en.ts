import { problemsOfAccountsEn } from './accounts-en.ts';
import { problemsOfFormsEn } from './forms-en.ts';
import { problemsOfJudgingEn } from './judging-en.ts';
import type { problemsVi } from './problems-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';
import { problemsOfRequestsEn } from './requests-en.ts';
import { problemsOfStreamsEn } from './streams-en.ts';

export const problemsEn: Readonly<Record<keyof typeof problemsVi, Remedied>> = {
  ...problemsOfAccountsEn,
  ...problemsOfFormsEn,
  ...problemsOfRequestsEn,
  ...problemsOfJudgingEn,
  ...problemsOfStreamsEn,
  network: one(
    'The service cannot be reached.',
    'Check the network and try again; what you typed is still here.',
  ),
  internal: one(
    'Something went wrong on our side.',
    'It has been logged. Try again; if it fails again, contact an admin.',
  ),
  'sign-in-needed': one('Your session has ended.', 'Sign in again.'),
  'sign-in-refused': one(
    'Name, password or code is wrong, or there were too many tries.',
    "Wait a minute, then enter them again with the app's next code; check the clock of the phone. An admin can help with a lost password.",
  ),
  'too-many-tries': one('Too many tries.', 'Wait ten minutes, then try again.'),
  'role-refused': one('Your role may not do this.', 'Contact a user with the right role.'),
  'foreign-origin': one(
    'This page was opened under another address.',
    'Open the console under its own address.',
  ),
  'link-waits': one(
    'This link does not work yet.',
    'A reset of the host works after 24 hours, unless somebody stops it. Open the link again later.',
  ),
  'reset-not-found': one('There is no such reset any more.', 'It was used or stopped, or it has ended.'),
  'link-refused': one(
    'This link is wrong, used, expired or replaced.',
    'Ask an admin for another link. For the first admin, restart the service.',
  ),
  'user-name-invalid': one(
    'That sign-in name cannot be used.',
    'Use 2 to 63 of a-z, 0-9, dot, underscore and hyphen.',
  ),
  'email-invalid': one(
    'That is no email address.',
    'Enter one like name@ward.example, with 254 characters at most.',
  ),
  'user-name-taken': one('That sign-in name is taken.', 'Choose another.'),
  'password-too-short': one('The password is too short.', 'Use 12 characters or more.'),
  'password-too-long': one('The password is too long.', 'Use 256 characters at most.'),
  'password-is-name': one(
    'The password is the name.',
    'Choose one that differs from sign-in name and full name.',
  ),
  'neighbourhood-name-taken': one('A neighbourhood with that name exists.', 'Choose another name.'),
  'neighbourhood-invalid': one('No neighbourhood is chosen.', 'Choose one from the list.'),
  'unknown-neighbourhood': one('There is no such neighbourhood.', 'Choose one from the list.'),
  'area-too-many-cameras': one(
    'Too many cameras stand in this area.',
    'Choose a smaller one: a request has at most 1,000 cameras.',
  ),
  'area-without-cameras': one('No camera stands in this area.', 'Widen the radius or choose another place.'),
  'place-missing': one('No place is given.', 'Click on the map, or type latitude and longitude.'),
  'place-invalid': one('That place cannot be read.', 'Type it as 21.0100, 107.3500, or click on the map.'),
  'place-off-earth': one(
    'Those coordinates are out of range.',
    'Latitude is within ±90, longitude within ±180.',
  ),
  'place-unknown': one(
    'No such place is known.',
    'Type a street, alley, neighbourhood, landmark or camera of the ward’s map, or coordinates, or click on the map.',
  ),
  'radius-invalid': one('That radius cannot be used.', 'Choose one above 0.'),
  'radius-too-large': one('The radius is too large.', 'Choose 20 km at most.'),
  'instant-invalid': one('That time cannot be read.', 'Type it as 21:20 yesterday, or 21/11/2026 21:10:00.'),
  'instant-missing': one('No time is given.', 'Type it as 21:20 yesterday.'),
  'range-empty': one('The end is not later than the beginning.', 'Change the time range.'),
  'range-too-long': one('The time range is too long.', 'Choose a shorter one.'),
  'case-number-invalid': one('That case number cannot be used.', 'Type 1 to 100 characters.'),
  'purpose-invalid': one(
    'The purpose is too short or too long.',
    'Describe in 10 to 1000 characters why the footage is needed.',
  ),
  'legal-basis-invalid': one('That legal basis cannot be used.', 'Type 1 to 500 characters.'),
  'request-not-found': one('There is no such request of yours.', 'Open the list of your requests.'),
  'request-expired': one('The request has expired.', 'File a new one if you still need to look.'),
  'request-not-approved': one('The request is not approved.', 'Wait for approval, or file a new one.'),
  'camera-outside-request': one(
    'This camera is not part of the request.',
    'File a request with this camera.',
  ),
  'time-outside-request': one(
    'That time is outside the effective scope.',
    'Choose a time inside the request.',
  ),
  'no-picture-then': one('There is no picture at that time.', 'Choose a time where the lane is solid.'),
  'picture-damaged': one('The picture of that time is damaged.', 'Choose a time nearby.'),
  'decoder-unavailable': one('Stills are not available at the moment.', 'Try again in a few seconds.'),
  'footage-there': one('There is footage of this place and time.', 'File a request.'),
  'footage-awaited': one('Footage of this time may still come.', 'Wait, and try again.'),
  'coverage-altered': one(
    'What the catalogue tells of this time is not what was recorded.',
    'Contact an admin. The admin is told, and it stands in the log.',
  ),
  'proof-too-long': one('Too many records tell of that time.', 'Choose a smaller area or a shorter time.'),
  'seal-pending': one('The records are not sealed yet.', 'Try again in a minute.'),
  'log-differs': one(
    'The evidence log does not prove what it should.',
    'Tell the auditor: its stored files were changed.',
  ),
  'answer-too-long': one('There are too many stretches to list.', 'Choose a smaller area or a shorter time.'),
  'coverage-too-large': one(
    'These cameras have too many gaps in that time.',
    'Choose a shorter time or fewer cameras.',
  ),
  'footage-unreadable': one(
    'The store does not return the footage.',
    'Try again; if it fails again, contact an admin.',
  ),
  'footage-altered': one(
    'The stored footage of this moment is not what was recorded, so it is not played.',
    'Watch another moment. The admin is told, and it stands in the log.',
  ),
  'segment-altered': one(
    'What the catalogue tells of this footage is not what was recorded, so it is not played.',
    'Watch another moment. The admin is told, and it stands in the log.',
  ),
  'copy-failed': one(
    'This stretch of H.265 cannot be converted to be seen.',
    'Choose another time, or take the original in an export.',
  ),
  'too-many-searches': one(
    'Too many of your searches are under way.',
    'Wait until they have ended, then search again. Other windows search, too.',
  ),
  'copy-queue-full': one('Too much H.265 footage is being converted.', 'Wait a minute, then try again.'),
  'copy-late': one(
    'The H.265 footage was not converted in time.',
    'Try again; if it goes on, tell an administrator to look at the workers.',
  ),
  'copy-encoder-missing': one(
    'The server cannot convert H.265.',
    'Use a browser that plays H.265, or tell an administrator: its ffmpeg has no encoder for H.264.',
  ),
  'player-failed': one('This stretch does not play.', 'Try again, or choose another time.'),
  'frames-unreadable': one(
    'The times of the frames in this stretch cannot be read.',
    'Choose another time, and tell the technician.',
  ),
  'player-unsupported': one(
    'This browser cannot play the footage.',
    'Use a current Chrome, Edge or Firefox.',
  ),
  'nothing-recorded': one(
    'There is no footage of this camera at that time.',
    'Choose another camera, or wait for the next segment.',
  ),
  'camera-name-invalid': one('That camera name cannot be used.', 'Type 1 to 120 characters.'),
  'camera-name-taken': one('A camera with that name exists.', 'Choose another name.'),
  'camera-not-found': one('There is no such camera.', 'Open the list of cameras again.'),
  'camera-delivers': one(
    'The camera is being recorded at its own address, so it has not moved.',
    'Look for the other device in the network.',
  ),
  'move-not-found': one('This device no longer waits for a decision.', 'Open the list again.'),
  'camera-already-registered': one('This camera is registered already.', 'Find it in the list of cameras.'),
  'camera-needs-password': one(
    'The camera asks for a password.',
    "Type the camera's user name and password.",
  ),
  'camera-password-rests': one(
    'The camera refused its password, which is not tried for a while: the camera would lock the account.',
    'Enter the right password on the page of the camera, or press Try now.',
  ),
  'camera-refused-password': one(
    'The camera refuses the password.',
    "Check the camera's user name and password.",
  ),
  'camera-offline': one('The camera does not answer.', 'Check its power and cable, then try again.'),
  'camera-answer-late': one('The camera answers too slowly.', 'Check the network, then try again.'),
  'camera-not-onvif': one('This device does not speak ONVIF.', 'Register it by its RTSP address.'),
  'camera-without-streams': one(
    'The camera offers no stream with a picture.',
    "Turn one on in the camera's settings.",
  ),
  'camera-user-invalid': one("The camera's user name cannot be used.", 'Type 1 to 128 characters.'),
  'camera-password-invalid': one("The camera's password cannot be used.", 'Type 256 characters at most.'),
  'credentials-incomplete': one("The camera's user name is missing.", 'Type user name and password.'),
  'credentials-twice': one('The RTSP address also contains a password.', 'Enter it in one place only.'),
  'stream-url-invalid': one('That is not a stream address.', 'Type it as rtsp://192.168.1.20:554/stream1.'),
  'stream-url-scheme': one(
    'The address does not begin with rtsp://.',
    'Type it as rtsp://192.168.1.20:554/stream1.',
  ),
  'stream-role-missing': one('The camera has no such stream.', 'Choose the other stream.'),
  'found-camera-unknown': one('That result is out of date.', 'Look for cameras again.'),
  'discovery-not-found': one('That search no longer exists.', 'Look for cameras again.'),
  'bearing-out-of-range': one('That bearing cannot be used.', 'Type 0 to below 360 degrees.'),
  'field-of-view-out-of-range': one('That field of view cannot be used.', 'Type above 0 to 360 degrees.'),
  'catalogue-unavailable': one('The database cannot be used at the moment.', 'Try again in a few seconds.'),
  'queue-unavailable': one('The job queue does not answer at the moment.', 'Try again in a few seconds.'),
  'failed-job-not-found': one('That failed job is not kept any more.', 'Load the page again.'),
  'failed-job-unreadable': one(
    'That job cannot be read, so it cannot be repeated.',
    'Nothing to do: its work is queued again when it is due.',
  ),
  'queue-not-found': one('That queue does not exist any more.', 'Load the page again.'),
  'sessions-unavailable': one('Sign-in is not available at the moment.', 'Try again in a few seconds.'),
  'place-ambiguous': one('The place is given twice.', 'Keep one: a name, coordinates or an area.'),
  'unknown-place': one('No place has this name.', 'Try another name, type coordinates, or click the map.'),
  'storyboard-not-ready': one('The pictures of this time are still being made.', 'Try again in a minute.'),
  'no-storyboard-then': one('There is no storyboard at this time.', 'Choose a time nearby.'),
  'photo-not-found': one('This notice has no photo yet.', 'Take a photo of the notice and send it.'),
  'camera-not-paused': one('The camera is not paused.', 'Load the page again.'),
  'camera-unsupported': one(
    'The system cannot use this camera.',
    'Turn on H.264 or H.265 and RTSP over TCP in the settings of the camera.',
  ),
  'discovery-not-sent': one(
    'No probe could be sent on the network.',
    'Check the network of the server, then search again.',
  ),
  'store-full': one('The store is full.', 'Contact an admin, who can shorten retention or add a disk.'),
  'ward-not-ours': one(
    'The database holds the catalogue of another ward.',
    'Contact an admin: the wrong database was restored, or its address is wrong.',
  ),
  'store-not-ours': one(
    'The store that is mounted is not the one that holds the footage.',
    'Contact an admin: the disk of the store is not mounted, or another one is.',
  ),
  'token-refused': one('The token is no longer valid.', 'Create a new token on the page Account.'),
  'not-served': one('This service cannot do that yet.', 'Upgrade the service.'),
};
