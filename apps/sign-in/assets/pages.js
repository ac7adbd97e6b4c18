// What the pages do besides: every one of them works without this file. It stands here as the browser gets it; the types are in
// comments. It holds no words: those it shows stand in the page.

const root = document.documentElement;
const locale = root.dataset.locale ?? 'en-GB';
const serverNowMs = Number(root.dataset.now) * 1000;
/** What the browser's clock must be corrected by; it may be the very clock that is wrong. */
const aheadMs = serverNowMs - Date.now();

/** @param {string} selector @returns {HTMLElement[]} */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/** Calls `tick` now and with each second until `untilMs` (by the server's clock), then `over` once. */
function countDown(
  /** @type {{ untilMs: number, tick: (seconds: number) => void, over: () => void }} */ { untilMs, tick, over },
) {
  const look = () => {
    const seconds = Math.ceil((untilMs - Date.now() - aheadMs) / 1000);
    if (seconds > 0) {
      tick(seconds);
      return;
    }
    clearInterval(timer);
    over();
  };
  const timer = setInterval(look, 1000);
  look();
}

// The place of this page: behind a relay it is not the issuer's. Warns, and tells the server with each form.
if (root.dataset.origin !== location.origin) {
  for (const banner of all('#relay')) {
    banner.hidden = false;
  }
}
for (const form of document.forms) {
  const seen = document.createElement('input');
  seen.type = 'hidden';
  seen.name = 'seenOrigin';
  seen.value = location.origin;
  form.append(seen);
}

// A double click must not send a one-time code twice: the second one would be answered "used already".
for (const form of document.forms) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) {
      event.preventDefault();
    }
    isSent = true;
  });
  addEventListener('pageshow', () => {
    isSent = false;
  });
}

// A refused field is marked until it is changed.
for (const field of all('input[aria-invalid]')) {
  field.addEventListener('input', () => field.removeAttribute('aria-invalid'), { once: true });
}

for (const eye of all('button[data-eye]')) {
  const field = document.getElementById(eye.dataset.eye ?? '');
  if (field instanceof HTMLInputElement) {
    const show = eye.getAttribute('aria-label') ?? '';
    eye.hidden = false;
    eye.addEventListener('click', () => {
      const isShown = field.type === 'password';
      field.type = isShown ? 'text' : 'password';
      eye.toggleAttribute('data-shown', isShown);
      eye.setAttribute('aria-label', isShown ? (eye.dataset.hide ?? '') : show);
    });
    // A password manager saves what is in a password field.
    field.form?.addEventListener('submit', () => {
      field.type = 'password';
    });
  }
}

for (const button of all('button[data-copy]')) {
  const words = button.querySelector('span');
  // Only where the page is served safely is there a clipboard to write to.
  if (words !== null && 'clipboard' in navigator) {
    const before = words.textContent;
    button.hidden = false;
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(button.dataset.copy ?? '').then(
        () => {
          words.textContent = button.dataset.copied ?? '';
          setTimeout(() => {
            words.textContent = before;
          }, 2000);
        },
        () => selectTextBeside(button),
      );
    });
  }
}

/** Where the browser refuses the clipboard, Ctrl C is one key away. @param {HTMLElement} button */
function selectTextBeside(button) {
  const text = button.parentElement?.querySelector('.copy-text');
  if (text !== null && text !== undefined) {
    getSelection()?.selectAllChildren(text);
  }
}

for (const button of all('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// "Trouble scanning?" stays as it was when a wrong code brings the page again.
const trouble = document.getElementById('trouble');
if (trouble instanceof HTMLDetailsElement) {
  const name = `open ${location.pathname}`;
  try {
    trouble.open = sessionStorage.getItem(name) === 'yes';
    trouble.addEventListener('toggle', () => sessionStorage.setItem(name, trouble.open ? 'yes' : 'no'));
  } catch {
    // Without a store it is closed at each load, as it is without a script.
  }
}

// Browsers do not say whether a program took the link. Where one did, or asked whether it may, this window lost the focus.
for (const link of all('a[data-open]')) {
  link.addEventListener('click', () => {
    const said = document.getElementById('nothing-opened');
    const leave = new AbortController();
    const timer = setTimeout(() => {
      leave.abort();
      if (said !== null) {
        said.textContent = said.dataset.said ?? '';
      }
      if (trouble instanceof HTMLDetailsElement) {
        trouble.open = true;
      }
    }, 2000);
    const hasOpened = () => {
      clearTimeout(timer);
      leave.abort();
    };
    addEventListener('blur', hasOpened, { signal: leave.signal });
    addEventListener('pagehide', hasOpened, { signal: leave.signal });
    document.addEventListener('visibilitychange', hasOpened, { signal: leave.signal });
  });
}

for (const left of all('[data-wait]')) {
  const shown = left.querySelector('[data-left]');
  countDown({
    untilMs: serverNowMs + Number(left.dataset.wait) * 1000,
    tick: (seconds) => {
      if (shown !== null) {
        shown.textContent = durationToText(seconds);
      }
    },
    over: () => {
      left.textContent = left.dataset.over ?? '';
      location.replace(left.dataset.goOn ?? location.href);
    },
  });
}

for (const waits of all('[data-page-seconds]')) {
  countDown({
    untilMs: serverNowMs + Number(waits.dataset.pageSeconds) * 1000,
    tick: () => {},
    over: () => {
      waits.textContent = waits.dataset.over ?? '';
      waits.classList.add('refused');
    },
  });
}

for (const clock of all('[data-clock]')) {
  const zone = clock.dataset.zone;
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23', ...timeZone });
  setInterval(() => {
    clock.textContent = time.format(new Date(Date.now() + aheadMs));
  }, 1000);
  clock.textContent = time.format(new Date(Date.now() + aheadMs));
}

// The server wrote times in its own zone; the reader lives in this one.
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const date = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' });
const fullDate = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric' });
const nearDay = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
for (const element of all('time[data-moment]')) {
  if (element instanceof HTMLTimeElement) {
    element.textContent = momentToText(new Date(element.dateTime), element.dataset.moment ?? 'entry');
  }
}

/** @param {Date} at @param {string} form */
function momentToText(at, form) {
  const now = new Date(serverNowMs);
  const day = at.getFullYear() === now.getFullYear() ? date.format(at) : fullDate.format(at);
  // Whole days between the two, by the calendar: noon stays on its day when the clocks change.
  const days = Math.round((noonOf(at) - noonOf(now)) / 86_400_000);
  const near = days === 0 || days === -1 ? nearDay.format(days, 'day') : null;
  switch (form) {
    case 'time':
      return time.format(at);
    case 'date':
      return day;
    case 'day':
      return near ?? (root.dataset.onDate ?? '{date}').replace('{date}', () => day);
    default:
      return `${near === null ? day : near.slice(0, 1).toLocaleUpperCase(locale) + near.slice(1)}, ${time.format(at)}`;
  }
}

/** @param {Date} at */
function noonOf(at) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate(), 12).getTime();
}

/** @param {number} seconds */
function durationToText(seconds) {
  /** @type {readonly [number, string][]} */
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
    .join(' ');
}
