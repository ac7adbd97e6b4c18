import { PlatformError, type LumaFrame, type PictureReader } from '@halfminute/core';
import type { PictureAnswer, PictureRequest } from './picture-request.ts';
import { createWorkerClient, type WorkerClient } from './worker-client.ts';

type PictureWorker = WorkerClient<PictureRequest, PictureAnswer>;

/** What screen and camera of a browser need besides reading. */
export interface BrowserPictureReader extends PictureReader {
  /** The brightness of a bitmap, which is closed. */
  lumaOf(bitmap: ImageBitmap): Promise<LumaFrame>;
}

/**
 * Finds QR codes in pictures by a worker, which is started with the first picture and stays: a camera asks several times a second.
 *
 * Throws {@link PlatformError} 'io' when the worker broke; the next question starts another.
 */
export function createPictureReader(startWorker: () => Worker = startPictureWorker): BrowserPictureReader {
  let worker: PictureWorker | null = null;
  const ask = async (request: PictureRequest, transfer: readonly Transferable[] = []): Promise<PictureAnswer> => {
    const asked = (worker ??= createWorkerClient(startWorker()));
    try {
      return await asked.ask(request, transfer);
    } catch (error) {
      // A worker whose WebAssembly broke or ran out of memory would break again.
      asked.end();
      worker = worker === asked ? null : worker;
      throw error;
    }
  };
  return {
    async readFile(bytes) {
      const reading = await ask({ kind: 'file', bytes });
      return reading.outcome === 'turned' ? wrongAnswer() : reading;
    },
    async readFrame(frame) {
      const reading = await ask({ kind: 'frame', frame });
      return reading.outcome === 'read' ? reading.codes : wrongAnswer();
    },
    async lumaOf(bitmap) {
      const answer = await ask({ kind: 'bitmap', bitmap }, [bitmap]);
      return answer.outcome === 'turned' ? answer.frame : wrongAnswer();
    },
  };
}

function wrongAnswer(): never {
  throw new PlatformError('io', 'A part of the program answered another question than it was asked.');
}

function startPictureWorker(): Worker {
  // The bundler reads this very expression; the script comes from our own origin, so that the page's policy header goes with it.
  return new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module', name: 'pictures' });
}
