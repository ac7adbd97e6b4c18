import { readFileSync, readdirSync } from 'node:fs';

/** Web pages that a process shows: WebKit gives each a process of its own. */
export function pagesOf(processId: number): number {
  return childrenOf(processId, 'WebKitWebProces');
}

/** The process that WebKit keeps for the network, beside all pages; 0 or 1. */
export function networkProcessesOf(processId: number): number {
  return childrenOf(processId, 'WebKitNetworkPr');
}

/** The kernel shortens the names of programs to 15 bytes. */
function childrenOf(processId: number, name: string): number {
  return readdirSync('/proc')
    .filter((id) => /^\d+$/u.test(id))
    .filter((id) => {
      try {
        const status = readFileSync(`/proc/${id}/stat`, 'utf8');
        const [, program = '', parent = ''] = /\((.*)\) \S (\d+)/u.exec(status) ?? [];
        return Number(parent) === processId && program === name;
      } catch {
        return false; // it has ended meanwhile
      }
    }).length;
}
