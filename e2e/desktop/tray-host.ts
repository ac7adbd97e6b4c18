import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, until } from './desk.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

/** What a panel of a desktop does with a program's tray icon (StatusNotifierItem, com.canonical.dbusmenu), by hand. */
export interface TrayHost {
  /** What stands in the menu, without its lines; what cannot be pressed ends in " (off)". */
  menu(): Promise<readonly string[]>;
  press(label: string): Promise<void>;
}

interface MenuItem {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
}

/** Puts a place for tray icons on the desk's bus. `item` waits for a program's icon there. */
export async function startTrayHost(desk: Desk): Promise<{ item(processId: number): Promise<TrayHost> }> {
  const log = join(desk.home, 'tray.log');
  desk.start('/usr/bin/python3', ['-m', 'dbusmock', '--session', '-l', log, watcher, watcherPath, watcher]);
  const mock = (...args: readonly string[]): Promise<string> =>
    desk.run('busctl', '--user', 'call', watcher, watcherPath, 'org.freedesktop.DBus.Mock', ...args);
  await until('there is a place for tray icons', () =>
    mock('AddMethod', 'sssss', watcher, 'RegisterStatusNotifierItem', 's', '', '').then(
      () => true,
      () => false,
    ),
  );
  await mock('AddProperty', 'ssv', watcher, 'IsStatusNotifierHostRegistered', 'b', 'true');
  await mock('AddProperty', 'ssv', watcher, 'ProtocolVersion', 'i', '0');
  await mock('AddProperty', 'ssv', watcher, 'RegisteredStatusNotifierItems', 'as', '0');
  return { item: (processId) => itemOf(desk, log, processId) };
}

async function itemOf(desk: Desk, log: string, processId: number): Promise<TrayHost> {
  let path: string | undefined;
  await until('the program has put its icon there', () => {
    const calls = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    path = calls
      .map((line) => /RegisterStatusNotifierItem "?(\/[^"\s]+)/u.exec(line)?.[1])
      .findLast((found) => found !== undefined);
    return path !== undefined;
  });
  const service = await connectionOf(desk, processId);
  const menuPath = await propertyOf(desk, [service, path ?? '', 'org.kde.StatusNotifierItem', 'Menu']);

  const items = async (): Promise<readonly MenuItem[]> => {
    const layout = await desk.run(
      ...(['busctl', '--user', '--json=short', 'call', '--', service, menuPath] as const),
      ...(['com.canonical.dbusmenu', 'GetLayout', 'iias', '0', '-1', '0'] as const),
    );
    return itemsIn(JSON.parse(layout));
  };
  return {
    menu: async () => (await items()).map(({ label, isEnabled }) => (isEnabled ? label : `${label} (off)`)),
    async press(label) {
      const item = (await items()).find((one) => one.label === label);
      if (item === undefined) {
        throw new Error(`the tray has no "${label}"`);
      }
      const event = ['com.canonical.dbusmenu', 'Event', 'isvu', String(item.id), 'clicked', 's', '', '0'];
      await desk.run('busctl', '--user', 'call', service, menuPath, ...event);
    },
  };
}

/**
 * The bus name of the process that shows the icon; a program has several, of which one answers for it. Most of them only
 * listen, and a question there stays without an answer; so all are asked at once.
 */
async function connectionOf(desk: Desk, processId: number): Promise<string> {
  const connections = JSON.parse(await desk.run('busctl', '--user', '--json=short', 'list', '--unique')) as readonly {
    readonly name: string;
    readonly pid: number | null;
  }[];
  const asked = connections
    .filter(({ pid }) => pid === processId)
    .map(async ({ name }) => {
      const objects = await desk.run('timeout', '5', 'busctl', '--user', '--list', 'tree', name);
      return objects.includes('/org/ayatana/NotificationItem') ? name : Promise.reject(new Error('another object'));
    });
  return Promise.any(asked).catch((error: unknown) => {
    throw new Error('no connection of the program shows an icon', { cause: error });
  });
}

async function propertyOf(desk: Desk, names: readonly string[]): Promise<string> {
  const answer = await desk.run('busctl', '--user', '--json=short', 'get-property', ...names);
  return (JSON.parse(answer) as { readonly data: string }).data;
}

/** Every object of a layout that is one item: `[id, properties, children]`. */
function itemsIn(layout: unknown): readonly MenuItem[] {
  if (Array.isArray(layout)) {
    const [id, properties, children] = layout as readonly unknown[];
    if (typeof id === 'number' && isRecord(properties) && Array.isArray(children)) {
      const label = valueOf(properties['label']);
      const item = {
        id,
        label: String(label).replaceAll('_', ''),
        isEnabled: valueOf(properties['enabled']) !== false,
      };
      return [...(label === undefined || label === '' ? [] : [item]), ...itemsIn(children)];
    }
    return layout.flatMap(itemsIn);
  }
  return isRecord(layout) && 'data' in layout ? itemsIn(layout['data']) : [];
}

function valueOf(property: unknown): unknown {
  return isRecord(property) ? property['data'] : property;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
