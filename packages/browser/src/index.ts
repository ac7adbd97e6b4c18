export { createDeriveKey } from './derive-key.ts';
export { browserClock } from './clock.ts';
export { browserRandomBytes } from './random-bytes.ts';
export { browserFiles } from './files.ts';
export { browserClipboard } from './clipboard.ts';
export { browserStorage } from './erasable-storage.ts';
export { browserName } from './browser-name.ts';
export { createWorkerClient, type WorkerClient } from './worker-client.ts';
export { answerRequests } from './worker-answers.ts';
