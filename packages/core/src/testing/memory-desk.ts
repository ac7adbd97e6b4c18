import { PlatformError } from '../platform.ts';
import type { Unsubscribe } from '../platform.ts';
import type {
  DeviceAbilities,
  DeviceSettings,
  DeviceSettingsHost,
  Links,
  Palette,
  PaletteAnswer,
  PaletteQuestion,
  SystemLock,
  SystemLockEvent,
  TimeMeasurement,
  TimeSource,
  Tray,
  TrayAct,
  TrayState,
} from '../platform-desk.ts';

/** What a desktop has besides, in memory: each does what its test tells it to, and shows what was asked of it. */

/** Tells everybody who watches. */
interface Bell<Told> {
  watch(listener: (told: Told) => void): Unsubscribe;
  ring(told: Told): void;
  readonly watchers: number;
}

function createBell<Told>(): Bell<Told> {
  const listeners = new Set<(told: Told) => void>();
  return {
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    ring(told) {
      listeners.forEach((listener) => listener(told));
    },
    get watchers() {
      return listeners.size;
    },
  };
}

export interface MemorySystemLock extends SystemLock {
  happen(what: SystemLockEvent): void;
  readonly watchers: number;
}

export function createMemorySystemLock(): MemorySystemLock {
  const bell = createBell<SystemLockEvent>();
  return {
    watch: bell.watch,
    happen: bell.ring,
    get watchers() {
      return bell.watchers;
    },
  };
}

export interface MemoryTray extends Tray {
  /** Everything that it ever showed, oldest first. */
  readonly shown: readonly TrayState[];
  click(what: TrayAct): void;
  readonly watchers: number;
}

export function createMemoryTray(): MemoryTray {
  const bell = createBell<TrayAct>();
  const shown: TrayState[] = [];
  return {
    shown,
    show: (state) => void shown.push(state),
    watch: bell.watch,
    click: bell.ring,
    get watchers() {
      return bell.watchers;
    },
  };
}

export interface MemoryPalette extends Palette {
  /** Rejects while nobody serves it. */
  ask(question: PaletteQuestion): Promise<PaletteAnswer>;
}

export function createMemoryPalette(): MemoryPalette {
  let serving: ((question: PaletteQuestion) => Promise<PaletteAnswer>) | null = null;
  return {
    serve(answer) {
      serving = answer;
      return () => {
        serving = null;
      };
    },
    async ask(question) {
      if (serving === null) {
        throw new Error('Nobody serves the palette.');
      }
      return serving(question);
    },
  };
}

export interface MemoryLinks extends Links {
  /** Another program hands over a link: to whoever watches, or for whoever takes what came before. */
  open(link: string): void;
}

export function createMemoryLinks(): MemoryLinks {
  const bell = createBell<string>();
  let early: readonly string[] = [];
  return {
    take() {
      const taken = early;
      early = [];
      return Promise.resolve(taken);
    },
    watch: bell.watch,
    open(link) {
      if (bell.watchers === 0) {
        early = [...early, link];
      } else {
        bell.ring(link);
      }
    },
  };
}

export interface MemoryTimeSource extends TimeSource {
  /** What it answers; null: it does not. */
  answer: TimeMeasurement | null;
  readonly askedCount: number;
}

export function createMemoryTimeSource(answer: TimeMeasurement | null): MemoryTimeSource {
  let askedCount = 0;
  const source: MemoryTimeSource = {
    answer,
    get askedCount() {
      return askedCount;
    },
    async measure() {
      askedCount += 1;
      await Promise.resolve();
      if (source.answer === null) {
        throw new PlatformError('io', 'The time server did not answer.');
      }
      return source.answer;
    },
  };
  return source;
}

export interface MemoryDeviceSettings extends DeviceSettingsHost {
  /** The hotkey that another program holds; null: none. */
  hotkeyTaken: string | null;
}

const DEVICE_DEFAULTS: DeviceSettings = {
  autostart: false,
  startHidden: false,
  closeHides: false,
  alwaysOnTop: false,
  captureProtection: false,
  hotkey: 'Ctrl+Alt+Space',
  zoomPercent: 100,
};

const ALL_ABILITIES: DeviceAbilities = {
  tray: true,
  autostart: true,
  hotkey: true,
  captureProtection: true,
  typing: true,
};

export function createMemoryDeviceSettings(
  options: { readonly settings?: Partial<DeviceSettings>; readonly abilities?: Partial<DeviceAbilities> } = {},
): MemoryDeviceSettings {
  const bell = createBell<void>();
  let settings: DeviceSettings = { ...DEVICE_DEFAULTS, ...options.settings };
  const host: MemoryDeviceSettings = {
    hotkeyTaken: null,
    abilities: { ...ALL_ABILITIES, ...options.abilities },
    get: () => settings,
    async change(changes) {
      await Promise.resolve();
      if (changes.hotkey !== undefined && changes.hotkey !== null && changes.hotkey === host.hotkeyTaken) {
        return { outcome: 'hotkey-taken' };
      }
      settings = { ...settings, ...changes };
      bell.ring();
      return { outcome: 'changed', settings };
    },
    watch: bell.watch,
  };
  return host;
}
