import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Command = readonly string[];

/** The programs that the supervisor runs besides the embedded servers. Tests pass their own. */
export interface Programs {
  /** Runs to its end before the others start. */
  readonly migrate?: Command;
  readonly api: Command;
  readonly worker: (roles: readonly string[]) => Command;
}

/** The compiled programs of this project. */
export function productPrograms(): Programs {
  const dist = join(projectRoot(import.meta.dirname), 'dist');
  const node = [process.execPath, '--enable-source-maps'];
  return {
    api: [...node, join(dist, 'src/main.js'), '--offer-first-admin'],
    worker: (roles) => [...node, join(dist, 'workers/main.js'), '--roles', roles.join(',')],
  };
}

/** The directory with package.json: two levels up from the source, three from dist. */
export function projectRoot(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : projectRoot(dirname(directory));
}
