/**
 * The ward as a process. The first line on stdin is its WardOptions; the next lines are commands, each
 * answered by a line on stdout. Ends with stdin, SIGTERM or SIGINT. Passwords come neither by argv nor by the
 * environment.
 */
import { createInterface } from 'node:readline';
import { obey } from './camera-command.ts';
import { startWard, type Ward, type WardOptions } from './ward.ts';
import type { CommandLine, WardLine } from './ward-lines.ts';

const PROGRESS_STEP = 0.1;

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  let ward: Promise<Ward> | undefined;
  let opened: Ward | undefined;
  lines.on('line', (line) => {
    if (ward) void answer(ward, line).then(say);
    else ward = open(line).then((open) => (opened = open));
  });
  await new Promise<void>((resolve) => {
    lines.once('close', resolve);
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  await opened?.stop(); // undefined while clips are being built
  process.exit();
}

async function open(line: string): Promise<Ward> {
  try {
    const options = JSON.parse(line) as WardOptions;
    const ward = await startWard({ ...options, clips: { ...options.clips, onProgress: progressTeller() } });
    say({ ready: true, cameras: ward.cameras.map((camera) => camera.facts) });
    return ward;
  } catch (error) {
    say({ ready: false, error: messageOf(error) });
    process.exit(1);
  }
}

async function answer(opening: Promise<Ward>, line: string): Promise<WardLine> {
  const ward = await opening;
  let command: CommandLine | undefined;
  try {
    command = JSON.parse(line) as CommandLine;
    const camera = ward.cameras[command.camera];
    if (!camera) throw new Error(`no camera ${command.camera}`);
    await obey(camera, command);
    return { ...idOf(command), ok: true, camera: camera.facts };
  } catch (error) {
    return { ...idOf(command), ok: false, error: messageOf(error) };
  }
}

function idOf(command: CommandLine | undefined): { id?: number } {
  return command?.id === undefined ? {} : { id: command.id };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function progressTeller(): (progress: { clip: string; share: number }) => void {
  let reportedShare = 0;
  return (building) => {
    if (building.share < 1 && building.share - reportedShare < PROGRESS_STEP) return;
    reportedShare = building.share < 1 ? building.share : 0;
    say({ building });
  };
}

function say(line: WardLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await main();
