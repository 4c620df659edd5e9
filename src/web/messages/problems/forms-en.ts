import type { problemsOfFormsVi } from './forms-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';

export const problemsOfFormsEn: Readonly<Record<keyof typeof problemsOfFormsVi, Remedied>> = {
  'display-aspect-invalid': one(
    'That shape cannot be used.',
    'Type width:height, e.g. 16:9, or leave it empty.',
  ),
  'camera-address-invalid': one(
    'That street address cannot be used.',
    'Type 1 to 200 characters, or leave it empty.',
  ),
  'camera-landmark-invalid': one(
    'That landmark cannot be used.',
    'Type 1 to 200 characters, or leave it empty.',
  ),
  'camera-purpose-invalid': one(
    'That purpose cannot be used.',
    'Type 1 to 500 characters, or leave it empty.',
  ),
  'camera-answer-malformed': one(
    "The camera's answer cannot be read.",
    'Restart the camera, or register it by its RTSP address.',
  ),
  'camera-answer-too-large': one(
    "The camera's answer cannot be read.",
    'Restart the camera, or register it by its RTSP address.',
  ),
  'camera-url-invalid': one(
    'The camera states no usable stream address.',
    'Register it by its RTSP address.',
  ),
  'discovery-host-invalid': one(
    'This is no IP address of this network.',
    'Give the IPv4 address of the camera, such as 192.168.1.20.',
  ),
  'camera-not-discovered': one(
    'No search has found a camera with that MAC.',
    'Look for cameras first, or give its address in the column onvif.',
  ),
  'consent-date-invalid': one('That day of consent cannot be used.', 'Write it as 2026-11-21.'),
  'contribution-invalid': one(
    'That amount cannot be used.',
    'Write a whole number of đồng, as 1500000 or 1.500.000.',
  ),
  'contributor-name-invalid': one("The contributor's name is missing.", 'Type 1 to 200 characters.'),
  'contributor-phone-invalid': one('That phone number cannot be used.', 'Type 40 characters at most.'),
  'csv-column-missing': one(
    'The first line of the file lacks a column it must have.',
    'Download the template and keep its first line.',
  ),
  'csv-column-twice': one(
    'The first line of the file names a column twice.',
    'Remove one and send it again.',
  ),
  'csv-column-unknown': one(
    'The first line of the file names an unknown column.',
    'Download the template and keep its first line.',
  ),
  'csv-empty': one('The file has no rows.', 'Fill in at least one below the first line.'),
  'csv-encoding': one(
    'The file is not in UTF-8 or Unicode: its diacritics are lost.',
    'Save it as an Excel workbook (.xlsx), or as “CSV UTF-8”.',
  ),
  'csv-malformed': one(
    'The CSV is damaged: a quote is missing, or a line is too long.',
    'Open it in a spreadsheet and save it as CSV UTF-8.',
  ),
  'csv-too-many-rows': one('The file has too many rows.', 'Split it into files of at most 2000 cameras.'),
  'body-too-large': one(
    'The file is too large.',
    'Use a smaller one: 10 MB for CSV and maps, 8 MB for photos.',
  ),
  'xlsx-too-large': one('The workbook is too large.', 'Copy the rows to be imported into a new file.'),
  'xlsx-unreadable': one(
    'The file is not an Excel workbook (.xlsx), or has a password.',
    'Open it in Excel and save it as .xlsx, without a password.',
  ),
  'upload-too-costly': one(
    'The file takes too much time or memory to read.',
    'Split it into several smaller files.',
  ),
  'upload-missing': one('There is no file, or it is empty.', 'Choose the file again and send it.'),
  'exception-date-invalid': one('That date cannot be used.', 'Choose a day within a year.'),
  'field-invalid': one('A field is not valid.', 'Check the fields and send the form again.'),
  'gazetteer-aliases-invalid': one('Those aliases cannot be used.', 'Give 20 at most, with | between them.'),
  'gazetteer-kind-unknown': one('That kind of place is not known.', 'Use neighbourhood, street or landmark.'),
  'gazetteer-name-invalid': one('The place has no name.', 'Type 1 to 200 characters.'),
  'gazetteer-place-invalid': one('The position is missing.', 'Give lat and lon, as 21.0123 and 107.3456.'),
  'grid-zone-needed': one(
    'The positions of the file are metres of VN-2000.',
    'Choose its central meridian and send it again.',
  ),
  'place-off-grid': one(
    'That position is no metres of VN-2000 in Vietnam.',
    'Correct that shape, or leave it out of the file.',
  ),
  'geojson-crs': one('The map is in neither WGS 84 nor VN-2000.', 'Export it again in WGS 84 (EPSG:4326).'),
  'geojson-geometry-invalid': one(
    'A shape is neither point, line nor polygon.',
    'Correct that shape and upload it again.',
  ),
  'geojson-invalid': one('The file is not a GeoJSON FeatureCollection.', 'Export the map as GeoJSON again.'),
  'geojson-name-invalid': one(
    'A shape has no name.',
    'Give every shape a name (property name, name_vi or ten).',
  ),
  'geojson-name-twice': one('Two landmarks have one name.', 'Rename one of them and upload it again.'),
  'geojson-not-json': one('The file is not JSON in UTF-8.', 'Export the map as GeoJSON again.'),
  'geojson-ring-open': one(
    'A polygon is not closed.',
    'Make its last point equal to its first and upload it again.',
  ),
  'geojson-too-large': one(
    'The map is too large.',
    'Simplify it to 5,000 shapes and 200,000 points at most.',
  ),
  'hold-cameras-invalid': one('No camera is chosen, or too many are.', 'Choose 1 to 1000 cameras.'),
  'hold-not-found': one('There is no such hold.', 'Load the list again.'),
  'hold-reason-invalid': one('The reason is too short or too long.', 'Write 10 to 1000 characters.'),
  'hold-released': one('The hold has been released already.', 'Load the list again.'),
  'hold-range-too-long': one('A hold covers at most 92 days.', 'Choose a shorter time.'),
  'text-unreadable': one('A field contains an invalid character.', 'Type it instead of pasting it.'),
  'hold-review-out-of-range': one(
    'That review date cannot be used.',
    'Choose a day after today, within a year.',
  ),
  'import-columns-invalid': one(
    'The chosen columns do not fit the file.',
    'Choose the file again, then the meaning of its columns.',
  ),
  'import-not-found': one('There is no such import.', 'Choose the CSV file and check it again.'),
  'import-row-done': one('This row was imported already.', "Change it on the camera's page."),
  'import-row-not-found': one('The file has no such row.', 'Load the page again.'),
  'import-running': one('The import is running.', 'Wait for its end, or press Stop before you edit rows.'),
  'mac-invalid': one('That is not a MAC.', 'Write 12 hexadecimal digits, as 02:AB:10:20:30:40.'),
  'minimum-days-invalid': one('That minimum of days cannot be used.', 'Type 0 to 3660.'),
  'no-picture-yet': one(
    'No picture of this camera is stored yet.',
    'Wait until it has been recorded for about a minute, then try again.',
  ),
  'enrolment-stills-spent': one(
    'This camera has shown all new pictures it may: 30 in the hour after its enrolment, later six within 24 hours.',
    'Use the latest picture, or wait: the next is possible after that hour, or 24 hours after the first of the six.',
  ),
  'found-devices-invalid': one(
    'No device is chosen, or too many are.',
    'Choose 1 to 2,000 devices of the search.',
  ),
  'notice-date-invalid': one('That day cannot be used for a notice.', 'Write it as 2026-11-21.'),
  'notice-in-future': one('That day is in the future.', 'Record the notice once it is posted.'),
  'notice-not-found': one('No notice is in force.', 'Record a new one first.'),
  'notice-text-invalid': one('The text of the notice is missing.', 'Type 1 to 2000 characters.'),
  'onvif-address-invalid': one(
    'That is not an ONVIF address.',
    'Write it as 192.168.1.20 or 192.168.1.20:8000.',
  ),
  'photo-invalid': one('The photo is not a JPEG.', 'Take it again, or save it as JPEG.'),
  'photo-kept': one('This notice already has a photo.', 'Record a new notice if it was replaced.'),
  'quota-invalid': one('That space cannot be used.', 'Type a number above 0, or leave it empty.'),
  'registration-source': one(
    "The camera's address is missing.",
    'Choose a found camera, or enter its RTSP address.',
  ),
  'registration-invalid': one('This row cannot be read.', 'Write it as the template shows.'),
  'retain-days-below-minimum': one(
    'The days to keep are fewer than the minimum.',
    'Retain longer, or lower the minimum.',
  ),
  'retain-days-invalid': one('Those days cannot be used.', 'Type a number above 0 and at most 3660.'),
  'retention-below-floor': one(
    'That is shorter than the retention floor of the settings.',
    'Type at least as much; the floor cannot be changed here.',
  ),
  'retention-changed': one('Another person has just changed retention.', 'Load the page and try again.'),
  'nothing-waits': one('There is nothing left to stop.', 'Load the page again.'),
  'retention-rule-twice': one('Two rules have the same target.', 'Remove one of them.'),
  'row-camera-repeats': one('Another row of the file is this camera.', 'Remove one of the two.'),
  'row-name-repeats': one('Another row of the file has this name.', 'Give another name.'),
  'row-neighbourhood-missing': one('The neighbourhood is missing.', 'Type its name.'),
  'row-source-missing': one(
    "The camera's address is missing.",
    'Fill in onvif, stream_url, or the mac of a found camera.',
  ),
  'row-source-twice': one('There are both onvif and stream_url.', 'Leave one of them.'),
  'row-too-long': one(
    'The row has more cells than the first line.',
    'Check its commas, correct the file and send it again.',
  ),
  'stream-role-unknown': one('That stream is not known.', 'Write main or sub.'),
  'unknown-camera': one('There is no such camera.', 'Load the page again, then choose.'),
  'last-admin': one('This is the only admin who can sign in.', 'Make another admin first.'),
  'actor-disabled': one('Your own account was disabled meanwhile.', 'Contact another admin.'),
  'user-is-self': one('You cannot disable your own account.', 'Contact another admin.'),
  'user-not-found': one('There is no such user.', 'Load the list again.'),
};
