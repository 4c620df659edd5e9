export { type MeasureDeps, measureClocks } from './measure-clocks.ts';
