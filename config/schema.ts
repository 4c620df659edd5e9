import { peopleSettings } from './people-settings.ts';
import { serverSettings } from './server-settings.ts';
import type { Setting } from './setting.ts';
import { wardSettings } from './ward-settings.ts';

/** All settings. README.md and example.env are generated from this table. */
export const settings = {
  ...serverSettings,
  ...wardSettings,
  ...peopleSettings,
} satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;
/** The value of every setting, before settings are combined. */
export type SettingValues = {
  readonly [Key in keyof Settings]: Settings[Key] extends Setting<infer Value> ? Value : never;
};
