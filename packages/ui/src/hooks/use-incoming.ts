import { useEffect, useEffectEvent, useState } from 'react';
import { emptyForm, type App } from '@halfminute/core';
import { useApp, useHost } from './app-context.tsx';
import { longCodeLength } from '../strings/long-code.ts';
import { useToasts } from './toast.tsx';
import { useWords } from './words.tsx';
import type { VaultFileToOpen } from './navigation.tsx';

/** What was pasted or dropped anywhere in the window, outside a field. */
export type IncomingThing =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'vault-file'; readonly file: VaultFileToOpen };

export interface Incoming {
  /** Waits here while the codes are locked. */
  readonly waiting: IncomingThing | null;
  /** Takes it away. */
  readonly take: () => void;
}

/** A vault of 10,000 accounts is a few megabytes; anything near this is something else. */
const maxFileBytes = 64 * 1024 * 1024;
/** Longer than any code or link, so that no book is read into a field. */
const maxTextBytes = 20_000;

/** Listens for paste and drop in the whole window. A paste into a field stays the field's. */
export function useIncoming(): Incoming {
  const app = useApp();
  const { somethingWaits } = useHost();
  const words = useWords();
  const toasts = useToasts();
  const [waiting, setWaiting] = useState<IncomingThing | null>(null);

  const waits = waiting !== null;
  useEffect(() => somethingWaits?.(waits), [somethingWaits, waits]);

  const receive = useEffectEvent(async (data: DataTransfer): Promise<void> => {
    const file = data.files[0];
    const thing = file === undefined ? textThing(data.getData('text/plain')) : await fileThing(file);
    if (thing === 'picture' || thing === null) {
      toasts.show({ sentence: thing === null ? words.add.notUnderstood : words.add.pictureLater });
      return;
    }
    setWaiting(thing);
  });

  /** A search for a whole code or link finds nothing: it is meant to be added. */
  const isMeantForUs = useEffectEvent((target: EventTarget | null, data: DataTransfer): boolean => {
    const isSearch = target instanceof Element && target.matches('.search-input');
    return !isField(target) || (isSearch && isWholeCode(data.getData('text/plain'), app));
  });

  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.clipboardData !== null && !event.defaultPrevented && isMeantForUs(event.target, event.clipboardData)) {
        event.preventDefault();
        void receive(event.clipboardData);
      }
    };
    const allowDrop = (event: DragEvent): void => {
      if (!isField(event.target)) {
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

  return { waiting, take: () => setWaiting(null) };
}

function isWholeCode(text: string, app: App): boolean {
  const reading = app.accounts.readForm({ ...emptyForm(), service: '-', code: text });
  return reading.outcome === 'link' || (reading.outcome === 'ready' && longCodeLength(text) >= 16);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

function textThing(text: string): IncomingThing | null {
  const trimmed = text.trim();
  return trimmed === '' || trimmed.length > maxTextBytes ? null : { kind: 'text', text: trimmed };
}

async function fileThing(file: File): Promise<IncomingThing | 'picture' | null> {
  if (file.type.startsWith('image/')) {
    return 'picture';
  }
  if (file.name.toLowerCase().endsWith('.halfminute') || !file.type.startsWith('text/')) {
    const read = await readVaultFile(file);
    return read.outcome === 'read' ? { kind: 'vault-file', file: read.file } : null;
  }
  return file.size > maxTextBytes ? null : textThing(await file.text());
}

export type FileReading =
  | { readonly outcome: 'read'; readonly file: VaultFileToOpen }
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
