import { spawn } from 'node:child_process';

/** Opens `address` in the user's browser where there is one to see. Answers whether it was tried. */
export function openBrowser(address) {
  const opener = browserOpener();
  if (opener === null) {
    return false;
  }
  const [program, ...args] = opener;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // the address was printed anyway
  child.unref();
  return true;
}

function browserOpener() {
  if (process.platform === 'darwin') {
    return ['open'];
  }
  if (process.platform === 'win32') {
    return ['cmd', '/c', 'start', ''];
  }
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
