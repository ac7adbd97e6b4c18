import { useEffect, useEffectEvent, useState } from 'react';
import { emptyForm, type App, type NamedBytes } from '@halfminute/core';
import { useApp, useHost } from './app-context.tsx';
import { longCodeLength } from '../strings/long-code.ts';
import { useToasts } from './toast.tsx';
import { useWords } from './words.tsx';

/** What was pasted or dropped anywhere in the window, outside a field. What it is, core sees by its content. */
export type IncomingThing =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly files: readonly NamedBytes[] };

export interface Incoming {
  /** Waits here while the codes are locked. */
  readonly waiting: IncomingThing | null;
  /** Takes it away. */
  readonly take: () => void;
  /** Something is held over the window, and will be taken if it is let go. */
  readonly isOver: boolean;
}

/** A vault of 10,000 accounts is a few megabytes; anything near this is something else. */
const maxFileBytes = 64 * 1024 * 1024;
/** A Google transfer of thousands is some hundred pictures; more than that is a folder dropped by mistake. */
const maxFiles = 200;
/** Longer than any list of links or backup that somebody would paste. */
const maxTextLength = 8 * 1024 * 1024;

/** Listens for paste and drop in the whole window. A paste of text into a field stays the field's. */
export function useIncoming(): Incoming {
  const app = useApp();
  const { somethingWaits } = useHost();
  const words = useWords();
  const toasts = useToasts();
  const [waiting, setWaiting] = useState<IncomingThing | null>(null);
  const isOver = useHeldOver();

  const waits = waiting !== null;
  useEffect(() => somethingWaits?.(waits), [somethingWaits, waits]);

  const receive = useEffectEvent(async (data: DataTransfer): Promise<void> => {
    // Both are asked for before anything is awaited: afterwards a DataTransfer is empty.
    const files = Array.from(data.files);
    const text = data.getData('text/plain').trim();
    const thing = files.length > 0 ? await readFiles(files) : textThing(text);
    if (thing === null || 'problem' in thing) {
      toasts.show({
        sentence: thing === null ? words.add.notUnderstood : words.import[thing.problem](thing.about),
      });
      return;
    }
    setWaiting(thing);
    if (app.getState().session.phase === 'absent') {
      toasts.show({ sentence: words.import.waitsForCodes });
    }
  });

  /** A search for a whole code or link finds nothing: it is meant to be added. And no field of ours takes a file, or several accounts at once. */
  const isMeantForUs = useEffectEvent((target: EventTarget | null, data: DataTransfer): boolean => {
    const text = data.getData('text/plain');
    const isSearch = target instanceof Element && target.matches('.search-input');
    const isForNoField = (data.files.length > 0 && text === '') || isTransfer(text);
    return !isField(target) || isForNoField || (isSearch && isWholeCode(text, app));
  });

  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.clipboardData !== null && !event.defaultPrevented && isMeantForUs(event.target, event.clipboardData)) {
        event.preventDefault();
        void receive(event.clipboardData);
      }
    };
    const allowDrop = (event: DragEvent): void => {
      if (!isField(event.target) || carriesFiles(event)) {
        event.preventDefault();
      }
    };
    const drop = (event: DragEvent): void => {
      // Without this a browser would leave the page for the file.
      if (event.dataTransfer !== null && (!isField(event.target) || event.dataTransfer.files.length > 0)) {
        event.preventDefault();
        void receive(event.dataTransfer);
      }
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', allowDrop);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', allowDrop);
      document.removeEventListener('drop', drop);
    };
  }, []);

  return { waiting, take: () => setWaiting(null), isOver };
}

/** Whether something that could be dropped is held over the window. What is dragged out of the window itself is not. */
function useHeldOver(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let isOurs = false;
    const start = (): void => {
      isOurs = true;
    };
    const end = (): void => {
      isOurs = false;
      setOver(false);
    };
    const enter = (event: DragEvent): void => {
      if (!isOurs && (carriesFiles(event) || !isField(event.target))) {
        setOver(true);
      }
    };
    const leave = (event: DragEvent): void => {
      // It went into nothing: out of the window.
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    document.addEventListener('dragstart', start);
    document.addEventListener('dragend', end);
    document.addEventListener('drop', end);
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    return () => {
      document.removeEventListener('dragstart', start);
      document.removeEventListener('dragend', end);
      document.removeEventListener('drop', end);
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
    };
  }, []);
  return isOver;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function isWholeCode(text: string, app: App): boolean {
  const reading = app.accounts.readForm({ ...emptyForm(), service: '-', code: text });
  return (
    reading.outcome === 'link' ||
    /^\s*otpauth(?:-migration)?:/imu.test(text) ||
    (reading.outcome === 'ready' && longCodeLength(text) >= 16)
  );
}

/** A transfer of Google Authenticator. */
function isTransfer(text: string): boolean {
  return /^\s*otpauth-migration:/iu.test(text);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

function textThing(text: string): IncomingThing | null {
  return text === '' || text.length > maxTextLength ? null : { kind: 'text', text };
}

/** What keeps files from being read; `about` fills the sentence. */
export interface FilesProblem {
  readonly problem: 'tooLarge' | 'unreadable' | 'tooMany';
  readonly about: string;
}

/** Reads every file the user chose or dropped, or says of the first that cannot be read why. */
export async function readFiles(
  files: readonly File[],
): Promise<(IncomingThing & { readonly kind: 'files' }) | FilesProblem> {
  if (files.length > maxFiles) {
    return { problem: 'tooMany', about: String(maxFiles) };
  }
  const read: NamedBytes[] = [];
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- so that only what was read is in memory when one cannot be
    const one = await readVaultFile(file);
    if (one.outcome !== 'read') {
      return { problem: one.outcome === 'too-large' ? 'tooLarge' : 'unreadable', about: file.name };
    }
    read.push(one.file);
  }
  return { kind: 'files', files: read };
}

export type FileReading =
  | { readonly outcome: 'read'; readonly file: NamedBytes }
  | { readonly outcome: 'too-large' | 'unreadable' };

/** Reads a file the user chose or dropped; a folder, or a file that has gone, is `unreadable`. */
export async function readVaultFile(file: File): Promise<FileReading> {
  if (file.size > maxFileBytes) {
    return { outcome: 'too-large' };
  }
  try {
    return { outcome: 'read', file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } };
  } catch {
    return { outcome: 'unreadable' };
  }
}
