const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Files that a list may come in, for a file field. */
export const tableFiles = `.xlsx,.csv,.txt,${workbook},text/csv,text/plain`;

/** A list as it is sent: browsers know no type for some of its files, or a wrong one. */
export const tableBlob = (file: File): Blob =>
  new Blob([file], { type: /\.xlsx$/i.test(file.name) ? workbook : 'text/csv' });
