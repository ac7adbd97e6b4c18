import type { ImportReading, ScreenScan } from '@halfminute/core';
import { useState } from 'react';
import { useApp } from './app-context.tsx';
import { useTakeReading } from './use-take-reading.ts';

type ScanProblem = Exclude<ScreenScan['outcome'], ImportReading['outcome'] | 'cancelled'>;

export interface ScreenScanning {
  /** Whether there is anything to press at all. */
  readonly isOffered: boolean;
  /** It takes longer than anybody waits without a word. */
  readonly isSlow: boolean;
  /** Why the last look led nowhere. */
  readonly problem: ScanProblem | null;
  readonly scan: () => void;
}

/** After so long it is said that it goes on. */
const slowMs = 500;

/** Scans the screen, once a press. What is found goes to `onRead`, or without one where a paste of the same would go. */
export function useScreenScan(onRead?: (reading: ImportReading) => void): ScreenScanning {
  const app = useApp();
  const takeReading = useTakeReading(onRead);
  const [isBusy, setBusy] = useState(false);
  const [isSlow, setSlow] = useState(false);
  const [problem, setProblem] = useState<ScanProblem | null>(null);

  const take = (scan: ScreenScan): void => {
    switch (scan.outcome) {
      case 'cancelled':
        return;
      case 'no-code':
      case 'no-account-code':
      case 'not-permitted':
      case 'unsupported':
      case 'failed':
        setProblem(scan.outcome);
        return;
      case 'single':
      case 'vault-file':
      case 'needs-password':
      case 'found':
      case 'refused':
        takeReading(scan);
    }
  };
  const scan = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const timer = setTimeout(() => setSlow(true), slowMs);
    try {
      const answer = await app.imports.scanScreen();
      // It may have been locked meanwhile.
      if (app.getState().open !== null) {
        take(answer);
      }
    } finally {
      clearTimeout(timer);
      setSlow(false);
      setBusy(false);
    }
  };
  return {
    isOffered: app.offers.screenScan,
    isSlow,
    problem,
    scan: () => {
      if (!isBusy) {
        void scan();
      }
    },
  };
}
