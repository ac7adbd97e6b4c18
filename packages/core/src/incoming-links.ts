import { inBackground } from './in-background.ts';
import type { Unsubscribe } from './platform.ts';
import type { Links } from './platform-desk.ts';

/** Links that other programs have handed over, until the user looks at them. They hold secrets: they are never in the state. */
export interface IncomingLinks {
  readonly count: number;
  take(): string | null;
  watch(links: Links): Unsubscribe;
}

/** Any program can send links without end; nobody works through more of them. */
const KEPT_AT_MOST = 20;
const LONGEST_LINK = 20_000;

export function createIncomingLinks(changed: () => void): IncomingLinks {
  let waiting: readonly string[] = [];

  function arrived(link: string): void {
    const isOurs = /^otpauth(?:-migration)?:/iu.test(link) && link.length <= LONGEST_LINK;
    if (isOurs && waiting.length < KEPT_AT_MOST && !waiting.includes(link)) {
      waiting = [...waiting, link];
      changed();
    }
  }

  return {
    get count() {
      return waiting.length;
    },
    take() {
      const [link, ...others] = waiting;
      if (link === undefined) {
        return null;
      }
      waiting = others;
      changed();
      return link;
    },
    watch(links) {
      const stop = links.watch(arrived);
      inBackground(links.take().then((early) => early.forEach(arrived)));
      return () => {
        stop();
        waiting = [];
      };
    },
  };
}
