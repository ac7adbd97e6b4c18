import type { ImportReading } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useCamera } from '../hooks/use-camera.ts';
import { useScreenScan, type ScreenScanning } from '../hooks/use-screen-scan.ts';
import { useWords } from '../hooks/words.tsx';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { CameraDialog } from './camera-dialog.tsx';

interface PictureSourcesProps {
  /** Absent: what is found goes where a paste of the same would go. */
  readonly onRead?: (reading: ImportReading) => void;
}

/** "Scan the screen" and "Use the camera", each where the host can, and below them why the last scan led nowhere. */
export function PictureSources({ onRead }: PictureSourcesProps): ReactElement | null {
  const words = useWords();
  const scanning = useScreenScan(onRead);
  const camera = useCamera();
  if (!scanning.isOffered && !camera.isOffered) {
    return null;
  }
  return (
    <div className="scan">
      <div className="button-pair">
        {scanning.isOffered ? (
          <Button icon="scan" onPress={scanning.scan}>
            {scanning.isSlow ? words.scan.looking : scanning.problem === null ? words.scan.title : words.scan.again}
          </Button>
        ) : null}
        {camera.isOffered ? (
          <Button icon="camera" onPress={camera.open}>
            {words.camera.title}
          </Button>
        ) : null}
      </div>
      <ScanNotice scanning={scanning} />
      {camera.isOpen ? <CameraDialog onClose={camera.close} onRead={onRead} /> : null}
    </div>
  );
}

/** What is said of a look at the screen that lasts, or that led nowhere. */
export function ScanNotice({ scanning }: { readonly scanning: ScreenScanning }): ReactElement {
  const words = useWords().scan;
  return (
    <>
      <p className="visually-hidden" role="status">
        {scanning.isSlow ? words.looking : null}
      </p>
      {scanning.problem === null ? null : <Banner tone="warning">{words.problems[scanning.problem]}</Banner>}
    </>
  );
}
