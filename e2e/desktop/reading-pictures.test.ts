import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../tools/requirements.ts';
import { pngOfCode } from '../../apps/cli/test/png-picture.ts';
import { inTheWindow } from './desktop-test.ts';
import type { HalfminuteWindow } from './window.ts';

const text = 'otpauth://totp/Zürich:jürgen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zürich';

/** What the worker is asked, and answers, in the words of packages/browser. */
const askWorker = `
  const [script, bytes] = arguments;
  const worker = new Worker(script, { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', (event) => reject(new Error('the worker broke: ' + event.message)));
    worker.postMessage({ number: 1, request: { kind: 'file', bytes: Uint8Array.from(bytes) } });
  }).finally(() => worker.terminate());
`;

/** Decides whether the window may decode by WebAssembly, as the browser does: its web view and its policy are others. */
inTheWindow('pictures in the window', (_, open) => {
  let window: HalfminuteWindow;
  const read = (bytes: Uint8Array): Promise<unknown> => {
    const assets = readdirSync(join(projectRoot, 'apps/desktop/dist/assets'));
    const script = assets.find((name) => /^picture-worker-.*\.js$/u.test(name));
    expect(script).toBeDefined();
    return window.driver.run(askWorker, `/assets/${script}`, [...bytes]);
  };

  beforeAll(async () => {
    window = await open();
  });

  it('are decoded by the window’s own worker, under its own policy', async () => {
    const answer = { outcome: 'read', codes: [{ text }] };
    expect(await read(pngOfCode(text))).toEqual({ number: 1, answer });
  });

  it('are told from other files', async () => {
    expect(await read(Buffer.from('otpauth://totp/a'))).toEqual({ number: 1, answer: { outcome: 'not-a-picture' } });
  });
});
