import { preference, setPreference } from '@halfminute/vault';
import type { JsonValue, VaultDocument } from '@halfminute/vault';
import type { Settings } from './app-state.ts';
import type { DocumentEdit } from './held-vault.ts';

export const DEFAULT_SETTINGS: Settings = {
  clipboardSeconds: 20,
  lockAfterIdleSeconds: 300,
  lockWithScreen: true,
  theme: 'system',
  hideCodes: false,
  showNextCode: true,
};

const CLIPBOARD_SECONDS = { least: 5, most: 120 };
const IDLE_SECONDS = { least: 30, most: 3600 };
const THEMES = ['system', 'light', 'dark'] as const;

/** Each setting is a preference of its own, so that two computers may change two of them at one time. */
const PREFIX = 'settings.';

/** What is stored may come from another version or another hand: what makes no sense is answered by the default. */
export function settingsOf(document: VaultDocument): Settings {
  const stored = (name: keyof Settings): JsonValue | undefined => preference(document, PREFIX + name);
  return {
    clipboardSeconds: secondsOr(DEFAULT_SETTINGS.clipboardSeconds, stored('clipboardSeconds'), CLIPBOARD_SECONDS),
    lockAfterIdleSeconds: secondsOr(
      DEFAULT_SETTINGS.lockAfterIdleSeconds,
      stored('lockAfterIdleSeconds'),
      IDLE_SECONDS,
    ),
    lockWithScreen: flagOr(DEFAULT_SETTINGS.lockWithScreen, stored('lockWithScreen')),
    theme: THEMES.find((theme) => theme === stored('theme')) ?? DEFAULT_SETTINGS.theme,
    hideCodes: flagOr(DEFAULT_SETTINGS.hideCodes, stored('hideCodes')),
    showNextCode: flagOr(DEFAULT_SETTINGS.showNextCode, stored('showNextCode')),
  };
}

/** Stores what differs. Numbers outside their range are moved to its nearest end. */
export function settingsEdit(changes: Partial<Settings>): DocumentEdit {
  return (document, context) => {
    const before = settingsOf(document);
    const wanted: Settings = { ...before, ...changes };
    const after: { readonly [Name in keyof Settings]: JsonValue } = {
      ...wanted,
      clipboardSeconds: withinOrNull(wanted.clipboardSeconds, CLIPBOARD_SECONDS),
      lockAfterIdleSeconds: withinOrNull(wanted.lockAfterIdleSeconds, IDLE_SECONDS),
    };
    let edited = document;
    for (const name of SETTING_NAMES) {
      if (after[name] !== before[name]) {
        edited = setPreference(edited, PREFIX + name, after[name], context);
      }
    }
    return edited;
  };
}

const SETTING_NAMES = [
  'clipboardSeconds',
  'lockAfterIdleSeconds',
  'lockWithScreen',
  'theme',
  'hideCodes',
  'showNextCode',
] as const satisfies readonly (keyof Settings)[];

interface Range {
  readonly least: number;
  readonly most: number;
}

function secondsOr(otherwise: number | null, stored: JsonValue | undefined, range: Range): number | null {
  if (stored === null) {
    return null;
  }
  return typeof stored === 'number' && Number.isFinite(stored) ? within(stored, range) : otherwise;
}

function withinOrNull(seconds: number | null, range: Range): number | null {
  return seconds === null ? null : within(seconds, range);
}

function within(seconds: number, { least, most }: Range): number {
  return Math.min(most, Math.max(least, Math.round(seconds)));
}

function flagOr(otherwise: boolean, stored: JsonValue | undefined): boolean {
  return typeof stored === 'boolean' ? stored : otherwise;
}
