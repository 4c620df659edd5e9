export type { Alarm, AlarmCode } from './alarm.ts';
export { LogMonitor } from './log-monitor.ts';
export {
  behindMonitored,
  formatMonitorMemory,
  type MonitorMemory,
  nothingMonitored,
  parseMonitorMemory,
} from './memory.ts';
