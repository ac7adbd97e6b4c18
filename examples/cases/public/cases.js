/**
 * What the pages can do better with script; without it every link and form works as a page of its own.
 *
 * A sign-in or a step-up opens in a small window. The service's pages keep apart from who opened them (Cross-Origin-Opener-Policy), so the two
 * windows have no hold on each other, and the one opened tells the other by a channel of our own origin that only these two know.
 */

/** @returns {string} The name of a channel, and of the window that speaks on it. */
function newChannel() {
  return `cases-${crypto.randomUUID()}`;
}

/** @returns {Window | null} Null where the browser blocked it. */
function openSmallWindow() {
  const { availWidth, availHeight } = screen;
  const left = Math.max(0, Math.round((availWidth - 420) / 2));
  const top = Math.max(0, Math.round((availHeight - 720) / 3));
  return window.open('about:blank', '', `popup,width=420,height=720,left=${left},top=${top}`);
}

/**
 * Goes on here once the small window is done.
 *
 * @param {string} name
 */
function goOnAfter(name) {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }) => {
    channel.close();
    const url = URL.parse(String(data), location.origin);
    location.assign(url?.origin === location.origin ? url.href : '/cases');
  });
}

/** @param {ParentNode} around */
function showWaiting(around) {
  const line = around.querySelector('[data-waiting]');
  if (line instanceof HTMLElement) {
    line.hidden = false;
  }
}

for (const link of document.querySelectorAll('a[data-opens-window]')) {
  link.addEventListener('click', (event) => {
    if (!(link instanceof HTMLAnchorElement) || isOtherClick(event)) {
      return;
    }
    const opened = openSmallWindow();
    if (opened === null) {
      return;
    }
    event.preventDefault();
    const name = newChannel();
    const address = new URL(link.href);
    address.searchParams.set('window', name);
    goOnAfter(name);
    opened.location.replace(address);
    showWaiting(document);
  });
}

/** @param {Event} event */
function isOtherClick(event) {
  return (
    event instanceof MouseEvent &&
    (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  );
}

for (const form of document.querySelectorAll('form[data-release]')) {
  form.addEventListener('submit', (event) => {
    if (!(form instanceof HTMLFormElement) || form.dataset['release'] === undefined) {
      return;
    }
    // Inside the click; after an answer had been waited for, a browser would block it.
    const opened = openSmallWindow();
    if (opened === null) {
      return;
    }
    event.preventDefault();
    void release(form, form.dataset['release'], opened);
  });
}

/**
 * Asks our API for the release. It answers what it needs (RFC 9470), and the small window goes and gets it.
 *
 * @param {HTMLFormElement} form
 * @param {string} address
 * @param {Window} opened
 */
async function release(form, address, opened) {
  const { csrf, ...fields } = Object.fromEntries(new FormData(form));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf': typeof csrf === 'string' ? csrf : '' },
    body: JSON.stringify(fields),
  }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (answer?.error === 'insufficient_user_authentication' && typeof answer.step_up === 'string') {
    const name = newChannel();
    goOnAfter(name);
    opened.location.replace(`${answer.step_up}?${new URLSearchParams({ window: name })}`);
    showWaiting(form);
    return;
  }
  opened.close();
  // The page without script knows every other answer: what to mend, not yours, signed out.
  form.submit();
}

for (const done of document.querySelectorAll('[data-window-done]')) {
  if (done instanceof HTMLElement && done.dataset['windowDone']) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only, and takes no such argument
    new BroadcastChannel(done.dataset['windowDone']).postMessage(done.dataset['goTo'] ?? '/cases');
    window.close();
  }
}

// One open menu at a time, and none after Escape or a click elsewhere.
const drops = [...document.querySelectorAll('details.drop')].filter((drop) => drop instanceof HTMLDetailsElement);
document.addEventListener('click', ({ target }) => {
  for (const drop of drops) {
    if (!(target instanceof Node && drop.contains(target))) {
      drop.open = false;
    }
  }
});
document.addEventListener('keydown', ({ key }) => {
  const open = drops.find((drop) => drop.open);
  if (key === 'Escape' && open !== undefined) {
    open.open = false;
    open.querySelector('summary')?.focus();
  }
});
for (const drop of drops) {
  drop.addEventListener('focusout', ({ relatedTarget }) => {
    // It lies over what the focus goes to.
    if (relatedTarget instanceof Node && !drop.contains(relatedTarget)) {
      drop.open = false;
    }
  });
  drop.addEventListener('toggle', () => {
    if (drop.open) {
      drop.querySelector('input')?.focus();
    }
  });
}
