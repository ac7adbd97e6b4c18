/** What a way out answers when it worked; the tests must see it nowhere. */
export const escapes = 'ESCAPED';

/** Ways out that a page and a worker both have: code from text, and talk with another origin. */
export async function tryEscapes(foreign: string): Promise<Record<string, string>> {
  const ways: Record<string, () => unknown> = {
    // oxlint-disable-next-line no-eval -- that it is refused is what the test shows
    eval: () => (0, eval)('1'),
    // oxlint-disable-next-line no-implied-eval -- as above
    'new Function': () => new Function('return 1')(),
    fetch: () => fetch(foreign, { mode: 'no-cors' }),
    XMLHttpRequest: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.addEventListener('load', resolve);
        request.addEventListener('error', reject);
        request.open('GET', foreign);
        request.send();
      }),
    WebSocket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(foreign.replace('http', 'ws'));
        socket.addEventListener('open', resolve);
        socket.addEventListener('error', reject);
      }),
    EventSource: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(foreign);
        source.addEventListener('open', resolve);
        source.addEventListener('error', () => {
          source.close();
          reject(new Error('held'));
        });
      }),
    'import of a foreign module': () => import(/* @vite-ignore */ `${foreign}module.js`),
    'import of a data: module': () => import(/* @vite-ignore */ `data:text/javascript,export default '${foreign}'`),
  };
  // Whoever calls by the browser's debugger may evaluate text for as long as the call is in progress: let that end first.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const results: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) {
    try {
      await way();
      results[name] = escapes;
    } catch {
      results[name] = 'held';
    }
  }
  return results;
}
