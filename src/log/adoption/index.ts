export {
  type AdoptionBook,
  type AdoptionDeps,
  type AdoptionMark,
  type AdoptionMarks,
  adoptRecords,
} from './adopt-records.ts';
