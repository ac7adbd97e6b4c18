/** A page that tries to get out of its policy, for e2e/web/policy.test.ts. */
import { escapes, tryEscapes } from './escape-ways.ts';

declare global {
  interface Window {
    tryFromPage(foreign: string): Promise<Record<string, string>>;
    tryFromWorker(foreign: string): Promise<Record<string, string>>;
  }
}

window.tryFromPage = async (foreign) => ({
  ...(await tryEscapes(foreign)),
  'inline script': await attempt((done) => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    done('ran' in window);
  }),
  'foreign script': await attempt((done) =>
    load(Object.assign(document.createElement('script'), { src: foreign }), done),
  ),
  'foreign picture': await attempt((done) =>
    load(Object.assign(document.createElement('img'), { src: foreign }), done),
  ),
  frame: await attempt((done) => {
    const frame = Object.assign(document.createElement('iframe'), { src: location.href });
    document.body.append(frame);
    setTimeout(
      () => done(frame.contentDocument?.querySelector('script') !== null && frame.contentDocument !== null),
      500,
    );
  }),
  'worker from bytes': await attempt((done) => {
    const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.addEventListener('message', () => done(true));
    worker.addEventListener('error', () => done(false));
  }),
});

window.tryFromWorker = (foreign) => {
  const worker = new Worker(new URL('./escape-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Record<string, string>>) => resolve(data));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have a target origin
    worker.postMessage(foreign);
  });
};

function load(element: HTMLElement, done: (escaped: boolean) => void): void {
  element.addEventListener('load', () => done(true));
  element.addEventListener('error', () => done(false));
  document.body.append(element);
}

function attempt(way: (done: (escaped: boolean) => void) => void): Promise<string> {
  return new Promise((resolve) => {
    try {
      way((escaped) => resolve(escaped ? escapes : 'held'));
    } catch {
      resolve('held');
    }
  });
}
