import type { Settings } from './app-state.ts';
import type { Unsubscribe } from './platform.ts';

/** Members of the port that only a program at home on a desktop has; each is absent where the host cannot. */

/** The system's keyring (Secret Service, Credential Manager, Keychain), which keeps the keys of device slots. */
export interface Keychain {
  /**
   * The key of the device slot with this id (32 hex digits); null: the keyring answered, and has none. Throws {@link PlatformError} where it did not
   * answer (not running, locked, refused): that never means that there is none.
   */
  read(slotId: string): Promise<Uint8Array | null>;
  /** Throws {@link PlatformError}; then nothing is kept. */
  write(slotId: string, key: Uint8Array): Promise<void>;
  /** Nothing happens where there is none. Throws {@link PlatformError} where the keyring did not answer. */
  remove(slotId: string): Promise<void>;
}

/** What the system tells of itself. */
export interface SystemLock {
  /** Calls back when the screen locks, the computer is about to sleep, or another user's session comes to the front. */
  watch(happened: (what: SystemLockEvent) => void): Unsubscribe;
}

export type SystemLockEvent = 'screen-locked' | 'suspending' | 'session-left';

/** A time server that is asked once, and only when the user presses the button. */
export interface TimeSource {
  /** Throws {@link PlatformError} 'io' where it does not answer, 'unsupported' where it does not know the time itself. */
  measure(): Promise<TimeMeasurement>;
}

export interface TimeMeasurement {
  /** The server's time minus this computer's, in milliseconds. */
  readonly offsetMs: number;
  /** How long the question was under way; the offset is right to within half of it. */
  readonly roundTripMs: number;
}

/** What belongs to this computer and not to the codes, which may be carried elsewhere. Kept by the host, readable while locked. */
export interface DeviceSettings {
  readonly autostart: boolean;
  /** An automatic start shows no window, only the tray. */
  readonly startHidden: boolean;
  /** Closing the window hides it in the tray instead of ending the program. */
  readonly closeHides: boolean;
  readonly alwaysOnTop: boolean;
  /** Other programs' pictures of the screen show an empty window, where the system can. */
  readonly captureProtection: boolean;
  /** Opens the quick palette from any program, such as "Ctrl+Alt+Space"; null: none. */
  readonly hotkey: string | null;
  /** 50 to 300. */
  readonly zoomPercent: number;
}

/** Which of the settings this computer can fulfil. */
export interface DeviceAbilities {
  readonly tray: boolean;
  readonly autostart: boolean;
  readonly hotkey: boolean;
  /** Where it is false the switch says so (Linux; macOS 15 and later). */
  readonly captureProtection: boolean;
  /** Whether a code can be typed into the window that had the focus before (not under Wayland). */
  readonly typing: boolean;
}

export type DeviceSettingsOutcome =
  | { readonly outcome: 'changed'; readonly settings: DeviceSettings }
  /** Another program holds the hotkey, or it is no key that can be held. The setting is as before. */
  | { readonly outcome: 'hotkey-taken' }
  | { readonly outcome: 'failed'; readonly message: string };

export interface DeviceSettingsHost {
  readonly abilities: DeviceAbilities;
  /** The same object until something changes. */
  get(): DeviceSettings;
  change(changes: Partial<DeviceSettings>): Promise<DeviceSettingsOutcome>;
  watch(changed: () => void): Unsubscribe;
}

/** The policy file of the organisation, as the host found it; what it says is for core to read, once for every host. */
export interface PolicyFile {
  /** Where it lies, for the sentence that names it. */
  readonly path: string;
  /** null: there is none. */
  readonly text: string | null;
  /** Why it is there and cannot be read; then nothing is opened. */
  readonly problem: string | null;
}

/** What the tray shows, and what is asked there. */
export interface Tray {
  show(state: TrayState): void;
  watch(asked: (what: TrayAct) => void): Unsubscribe;
}

export interface TrayState {
  readonly isLocked: boolean;
  /** Five at most; none while locked. */
  readonly favourites: readonly { readonly id: string; readonly label: string }[];
}

export type TrayAct = { readonly act: 'lock' } | { readonly act: 'copy'; readonly id: string };

/** otpauth and otpauth-migration links that other programs hand over. */
export interface Links {
  /** Those that came before anybody watched, oldest first; each once. */
  take(): Promise<readonly string[]>;
  watch(arrived: (link: string) => void): Unsubscribe;
}

/** The questions of the quick palette, a window of its own that holds no codes. */
export interface Palette {
  /** `answer` is asked for each question; what it answers is shown there. */
  serve(answer: (question: PaletteQuestion) => Promise<PaletteAnswer>): Unsubscribe;
}

export type PaletteQuestion =
  | { readonly ask: 'search'; readonly text: string }
  | { readonly ask: 'copy'; readonly id: string }
  /** The digits alone, to be typed by the host into the window that had the focus before. */
  | { readonly ask: 'code'; readonly id: string };

export type PaletteAnswer =
  /** `theme`: as the user set it for the program's own window; the palette wears the same. */
  | { readonly answer: 'rows'; readonly rows: readonly PaletteRow[]; readonly theme: Settings['theme'] }
  | { readonly answer: 'copied' }
  | { readonly answer: 'code'; readonly code: string }
  | { readonly answer: 'locked' }
  /** It is gone, or could not be copied or saved. */
  | { readonly answer: 'failed' };

export interface PaletteRow {
  readonly id: string;
  readonly service: string;
  readonly user: string;
  /** Digits alone; null while codes are hidden, and for a counter account, whose next code is made only when it is asked for. */
  readonly code: string | null;
  /** How many seconds it is still good; null for a counter account. */
  readonly secondsLeft: number | null;
  readonly periodSeconds: number | null;
}
