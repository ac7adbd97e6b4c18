import type { ImportReading } from '@halfminute/core';
import { useApp } from './app-context.tsx';
import { useNavigation } from './navigation.tsx';
import { screenOfReading } from './screen-of-reading.ts';

/** Hands on what was scanned: to `onRead`, or without one where a paste of the same would go. */
export function useTakeReading(onRead?: (reading: ImportReading) => void): (reading: ImportReading) => void {
  const app = useApp();
  const { go } = useNavigation();
  return onRead ?? ((reading) => go(screenOfReading(reading, app)));
}
