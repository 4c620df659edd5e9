import type { SimulatedCamera } from './camera.ts';
import type { CameraSettings } from './camera-settings.ts';

/** What may be asked of a camera of a ward in another process. */
export type CameraCommand =
  | { do: 'facts' | 'silent' | 'resume' | 'drop' }
  | { do: 'reboot'; address?: string; downMs?: number }
  | { do: 'skewClock'; ms: number }
  | { do: 'setPassword'; password: string }
  | { do: 'behave'; settings: Partial<CameraSettings> };

/** Resolves when it is done: a reboot, when the camera is back. Rejects for a command there is none of. */
export async function obey(camera: SimulatedCamera, command: CameraCommand): Promise<void> {
  switch (command.do) {
    case 'facts':
      return;
    case 'silent':
      return camera.silent();
    case 'resume':
      return camera.resume();
    case 'drop':
      return camera.drop();
    case 'reboot':
      return camera.rebootTo(command.address, command.downMs);
    case 'skewClock':
      return camera.skewClock(command.ms);
    case 'setPassword':
      return camera.setPassword(command.password);
    case 'behave':
      return camera.behave(command.settings);
    default:
      throw new Error(`no such command: ${JSON.stringify(command)}`);
  }
}
