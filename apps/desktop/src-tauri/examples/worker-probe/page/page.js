/** What the page itself reached, then what its worker did: "reached" or "refused" each. */
const address = `http://127.0.0.1:${location.search.slice(1)}/`;

const page = await fetch(`${address}page`, { mode: 'no-cors' }).then(
  () => 'reached',
  () => 'refused',
);
const worker = await new Promise((resolve) => {
  const probe = new Worker('/worker.js');
  probe.addEventListener('message', ({ data }) => resolve(data));
  probe.addEventListener('error', () => resolve('no worker'));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  probe.postMessage(`${address}worker`);
});
document.title = `answer page ${page}, worker ${worker}`;
