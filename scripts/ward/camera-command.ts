import type { SimulatedCamera } from './camera.ts';
import type { CameraSettings } from './camera-settings.ts';

/** A command for one camera of a ward in another process. */
export type CameraCommand =
  | { do: 'facts' | 'silent' | 'resume' | 'drop' }
  | { do: 'reboot'; address?: string; downMs?: number }
  | { do: 'skewClock'; ms: number }
  | { do: 'setPassword'; password: string }
  | { do: 'behave'; settings: Partial<CameraSettings> };

/** Resolves when the command is done; a reboot, when the camera is back. Rejects an unknown command. */
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
