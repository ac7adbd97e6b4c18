import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, until } from './desk.ts';

export type Theme = 'light' | 'dark';

/** Whoever says on this desk how its programs are to look, and says it anew while they run. */
export interface SystemTheme {
  turn(theme: Theme): Promise<void>;
}

const service = 'org.freedesktop.portal.Desktop';
const path = '/org/freedesktop/portal/desktop';
const settings = 'org.freedesktop.portal.Settings';
const colourScheme = ['org.freedesktop.appearance', 'color-scheme'] as const;

/** As GNOME, KDE and others do: the portal of settings (XDG Desktop Portal, "Settings"). */
export async function startPortal(desk: Desk, first: Theme): Promise<SystemTheme> {
  desk.start('/usr/bin/python3', ['-m', 'dbusmock', '--session', service, path, settings]);
  const mock = (...args: readonly string[]): Promise<string> =>
    desk.run('busctl', '--user', 'call', service, path, 'org.freedesktop.DBus.Mock', ...args);
  const answer = async (theme: Theme): Promise<void> => {
    // Read wraps its answer once more than ReadOne, which came later and is what it should have been.
    for (const [method, wrapped] of [
      ['Read', 2],
      ['ReadOne', 1],
    ] as const) {
      const body = `ret = dbus.UInt32(${numberOf(theme)}, variant_level=${wrapped})`;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await mock('AddMethod', 'sssss', settings, method, 'ss', 'v', body);
    }
  };
  await until('there is a portal', () =>
    answer(first).then(
      () => true,
      () => false,
    ),
  );
  return {
    async turn(theme) {
      await answer(theme);
      const words = colourScheme.flatMap((word) => ['s', word]);
      await mock('EmitSignal', 'sssav', settings, 'SettingChanged', 'ssv', '3', ...words, 'u', numberOf(theme));
    },
  };
}

/** 1: dark is preferred; 2: light is. */
function numberOf(theme: Theme): string {
  return theme === 'dark' ? '1' : '2';
}

/** As desktops without a portal do: the name of the GTK theme, in XSETTINGS on the display. */
export async function startThemeName(desk: Desk, first: Theme): Promise<SystemTheme> {
  const file = join(desk.home, 'xsettingsd.conf');
  const write = (theme: Theme): void =>
    writeFileSync(file, `Net/ThemeName "${theme === 'dark' ? 'Adwaita-dark' : 'Adwaita'}"\n`);
  write(first);
  const daemon = desk.start('xsettingsd', ['--config', file]);
  await until('somebody keeps the settings of the display', async () =>
    (await desk.run('dump_xsettings').catch(() => '')).includes('Net/ThemeName'),
  );
  return {
    async turn(theme) {
      write(theme);
      daemon.kill('SIGHUP');
    },
  };
}
