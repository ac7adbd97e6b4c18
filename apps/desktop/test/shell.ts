import { mockIPC } from '@tauri-apps/api/mocks';
import { emit } from '@tauri-apps/api/event';
import { vi } from 'vitest';

/** What a page asked, by the name of the command. */
interface Asked {
  readonly command: string;
  readonly payload: unknown;
}

export interface FakeShell {
  readonly asked: readonly Asked[];
  /** What it answers from now on; a function may throw a ShellError. */
  answers: Record<string, (payload: Record<string, unknown>) => unknown>;
  /** Something happened in the shell. */
  tell(event: string, payload?: unknown): Promise<void>;
  payloads(command: string): readonly unknown[];
}

/** A shell in place of the real one; Tauri's own mocks carry commands and events. */
export function createFakeShell(answers: FakeShell['answers'] = {}): FakeShell {
  vi.stubGlobal('window', globalThis);
  const asked: Asked[] = [];
  const shell: FakeShell = {
    asked,
    answers,
    tell: (event, payload = null) => emit(event, payload),
    payloads: (command) => asked.flatMap((each) => (each.command === command ? [each.payload] : [])),
  };
  mockIPC(
    (command, payload) => {
      asked.push({ command, payload });
      return shell.answers[command]?.(payload as Record<string, unknown>) ?? null;
    },
    { shouldMockEvents: true },
  );
  return shell;
}
