/** The same attempts from within a worker, which has a policy only if its script was served with one. */
import { tryEscapes } from './escape-ways.ts';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  void tryEscapes(data).then((results) => postMessage(results));
});
