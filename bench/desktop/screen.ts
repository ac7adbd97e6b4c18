import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An X server without a display whose picture lies in a file: what a program has painted is seen without asking anybody. */
export interface Screen {
  /** `:99`. */
  readonly display: string;
  /** How many of the looked-at pixels (one in sixteen) have exactly this colour, such as 0x2f5bd7. */
  countPixels(colour: number): number;
  stop(): Promise<void>;
}

export async function startScreen(): Promise<Screen> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-screen-'));
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '480x720x24', '-fbdir', folder, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(server, 'exit');
  // The fourth is the pipe that was asked for.
  const numbers = server.stdio[3] as NodeJS.ReadableStream; // as: stdio 3 is 'pipe' above
  const [number] = await Promise.race([
    once(numbers, 'data'),
    ended.then(() => Promise.reject(new Error('Xvfb ended'))),
  ]);
  const picture = join(folder, 'Xvfb_screen0');
  return {
    display: `:${String(number).trim()}`,
    countPixels: (colour) => countPixels(readFileSync(picture), colour),
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The file is an XWD dump (X11/XWDFile.h): a header of big-endian words, the colour map, then lines of 32 bits a pixel. */
function countPixels(dump: Buffer, colour: number): number {
  const word = (index: number) => dump.readUInt32BE(4 * index);
  const [headerBytes, width, height, bytesPerLine, colours] = [word(0), word(4), word(5), word(12), word(19)];
  const pixels = headerBytes + 12 * colours;
  let count = 0;
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const at = pixels + y * bytesPerLine + 4 * x;
      count += (dump.readUInt32LE(at) & 0xffffff) === colour ? 1 : 0;
    }
  }
  return count;
}
