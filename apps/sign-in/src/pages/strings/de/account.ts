import type { account as english } from '../en/account.ts';
import type { Translated } from '../words.ts';

export const account: Translated<typeof english> = {
  'password.again': 'Passwort wiederholen',
  'password.new': 'Neues Passwort',
  'password.new-again': 'Neues Passwort wiederholen',
  'password.present': 'Jetziges Passwort',
  'password.title-invitation': 'Passwort wählen',
  'password.title-reset': 'Neues Passwort wählen',
  'password.title-change': 'Passwort ändern',
  'password.for': 'Für {user} bei {platform}.',
  'password.hint':
    'Mindestens {least} Zeichen. Einige Wörter hintereinander sind leicht zu merken und schwer zu erraten.',
  'password.save': 'Passwort speichern',
  'password.too-short': {
    one: 'Zu kurz: noch {n} Zeichen. Ein Passwort braucht hier mindestens {least}.',
    other: 'Zu kurz: noch {n} Zeichen. Ein Passwort braucht hier mindestens {least}.',
  },
  'password.too-long': 'Zu lang: Ein Passwort hat höchstens {most} Zeichen.',
  'password.common': 'Das ist ein häufiges Passwort, das andere zuerst versuchen würden. Wählen Sie ein anderes.',
  'password.context': 'Das Passwort enthält „{word}“, was andere zuerst versuchen würden. Wählen Sie ein anderes.',
  'password.not-the-same': 'Die beiden Passwörter sind verschieden.',
  'password.old-one-wrong': 'Das ist nicht Ihr jetziges Passwort.',
  'password-set.title': 'Ihr Passwort ist gesetzt',
  'password-set.text': 'Alle anderen Sitzungen wurden beendet. Melden Sie sich jetzt mit dem neuen Passwort an.',
  'forgotten.title': 'Passwort vergessen?',
  'forgotten.text':
    'Geben Sie Ihren Benutzernamen ein. Ein Link, mit dem Sie ein neues Passwort wählen, geht an die Mailadresse dieses Kontos. Ihr Authenticator bleibt, wie er ist.',
  'forgotten.send': 'Link senden',
  'forgotten-sent.title': 'Sehen Sie in Ihre Mails',
  'forgotten-sent.text': {
    one: 'Wenn es ein Konto dieses Namens gibt, ist ein Link an dessen Mailadresse unterwegs. Er gilt einmal, {n} Minute lang.',
    other:
      'Wenn es ein Konto dieses Namens gibt, ist ein Link an dessen Mailadresse unterwegs. Er gilt einmal, {n} Minuten lang.',
  },
  'forgotten-sent.nothing':
    'Es kam nichts? Sehen Sie im Ordner für unerwünschte Mails nach, und prüfen Sie, wie Sie den Benutzernamen geschrieben haben.',

  'use-link.enrol-title': 'Authenticator einrichten',
  'use-link.enrol-text':
    'Mit diesem Link kann {user} einmal einen Authenticator einrichten. Gehen Sie weiter, melden Sie sich mit Benutzername und Passwort an und folgen Sie „Sichern Sie Ihr Konto“.',
  'use-link.enable-title': 'Einmalcodes wieder einschalten',
  'use-link.enable-text':
    'Dieser Link schaltet Einmalcodes und Wieder\u00ADherstellungs\u00ADcodes von {user} wieder ein, einmal. Der Authenticator bleibt, wie er ist.',
  'use-link.enable': 'Wieder einschalten',
  'link-used.enrol-title': 'Sie können jetzt Ihren Authenticator einrichten',
  'link-used.enrol-text': 'Melden Sie sich mit Benutzername und Passwort an und folgen Sie „Sichern Sie Ihr Konto“.',
  'link-used.enable-title': 'Einmalcodes sind wieder eingeschaltet',
  'link-used.enable-text': 'Melden Sie sich mit Benutzername, Passwort und einem Einmalcode an.',
  'link-dead.spent-title': 'Dieser Link wurde schon verwendet',
  'link-dead.expired-title': 'Dieser Link ist zu alt',
  'link-dead.unknown-title': 'Dieser Link ist hier nicht bekannt',
  'link-dead.unknown-text':
    'Vielleicht hat ihn das Mailprogramm zerschnitten. Kopieren Sie ihn ganz in die Adresszeile.',
  'link-dead.invitation': 'Bitten Sie {reach} um eine neue Einladung.',
  'link-dead.password-reset': 'Fordern Sie auf der Anmeldeseite einen neuen an, unter „Passwort vergessen?“.',
  'link-dead.other': 'Bitten Sie {reach} um einen neuen.',

  'waiting.title': 'Bitte warten Sie bis {time}',
  'waiting.text':
    'Fünf Codes hintereinander waren falsch, deshalb nimmt {platform} für kurze Zeit keinen Code an, auch keinen richtigen.',
  'waiting.again': 'Wieder möglich um {time}',
  'waiting.seconds': 'In {duration}. Diese Seite geht von selbst weiter.',
  'waiting.over': 'Sie können jetzt weitermachen.',
  'waiting.not-you':
    'Das waren nicht Sie? Dann kennt jemand Ihr Passwort: Drücken Sie „Das war ich nicht“ in der Mail, die wir Ihnen gerade geschickt haben.',
  'waiting.somebody-else': 'Als jemand anderes anmelden',
  'off.title': 'Einmalcodes sind ausgeschaltet',
  'off.text': {
    one: 'Einmalcodes und Wieder\u00ADherstellungs\u00ADcodes sind nach {n} falschen ausgeschaltet. Fragen Sie {reach}.',
    other:
      'Einmalcodes und Wieder\u00ADherstellungs\u00ADcodes sind nach {n} falschen hintereinander ausgeschaltet. Fragen Sie {reach}.',
  },
  'off.why':
    'Jemand hat versucht, sie zu erraten. Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Sagen Sie Bescheid.',

  'too-old.title': 'Diese Seite ist zu alt',
  'too-old.text': {
    one: 'Eine Anmeldung muss innerhalb von {n} Minute beendet werden, in dem Fenster, in dem sie begann. Nichts ist verloren.',
    other:
      'Eine Anmeldung muss innerhalb von {n} Minuten beendet werden, in dem Fenster, in dem sie begann. Nichts ist verloren.',
  },
  'too-old.cookies': 'Wenn Sie immer wieder hier landen, lehnt Ihr Browser vielleicht Cookies ab.',
  'too-old.what-to-do': 'Was hilft',
  'cookies.title': 'Wenn der Browser Cookies ablehnt',
  'cookies.text':
    'Während Sie sich anmelden, legt {platform} ein Cookie in Ihrem Browser ab, um das Fenster wiederzuerkennen, in dem Sie begonnen haben. Ohne dieses Cookie ist jede Seite zu alt.',
  'cookies.allow': 'Erlauben Sie Cookies für {origin}, in den Einstellungen des Browsers unter Datenschutz.',
  'cookies.private':
    'Versuchen Sie ein Fenster, das nicht privat ist, oder schalten Sie eine Erweiterung aus, die Cookies abweist.',
  'cookies.one-window': 'Beginnen Sie neu und bleiben Sie in einem Fenster, ohne den Zurück-Knopf.',

  'clock.title': 'Uhr des Geräts stellen',
  'clock.text':
    'Ein Authenticator bildet seine Codes aus der Uhrzeit. Geht seine Uhr um mehr als eine halbe Minute falsch, werden seine Codes abgelehnt.',
  'clock.now': 'Die richtige Zeit',
  'clock.compare': 'Vergleichen Sie sie mit dem Gerät, auf dem Ihr Authenticator ist.',
  'clock.windows':
    'Windows: Einstellungen, Zeit und Sprache, Datum und Uhrzeit. Schalten Sie „Uhrzeit automatisch festlegen“ ein und drücken Sie „Jetzt synchronisieren“.',
  'clock.mac':
    'macOS: Systemeinstellungen, Allgemein, Datum und Uhrzeit. Schalten Sie „Datum und Uhrzeit automatisch einstellen“ ein.',
  'clock.linux': 'Linux: Einstellungen, System, Datum und Uhrzeit. Schalten Sie die automatische Einstellung ein.',
  'clock.phone':
    'Telefon oder Tablet: Einstellungen, Datum und Uhrzeit (manchmal unter Allgemein oder System). Schalten Sie „Automatisch“ ein.',
  'clock.then': 'Gehen Sie dann zurück und geben Sie den nächsten Code ein.',

  'busy.title': 'Einen Augenblick, bitte warten',
  'busy.text': 'Gerade melden sich mehr Menschen an, als der Dienst auf einmal prüfen kann. Nichts ist verloren.',
  'busy.again': {
    one: 'Versuchen Sie es in {n} Sekunde noch einmal.',
    other: 'Versuchen Sie es in {n} Sekunden noch einmal.',
  },
  'too-many.title': 'Zu viele Versuche',
  'too-many.text': 'Aus Ihrem Netz kamen mehr Versuche, als ein Mensch macht.',
  'too-many.again': 'Versuchen Sie es in {duration} noch einmal.',
  'unavailable.title': 'Zurzeit kann sich niemand anmelden',
  'unavailable.text':
    'Der Dienst kann nicht prüfen, wer Sie sind, deshalb lässt er niemanden hinein. {support} sieht es. Versuchen Sie es in einigen Minuten noch einmal.',
  'unavailable.reference': 'Wenn Sie nachfragen, nennen Sie das Zeichen {reference}.',
  'bad-request.form-title': 'Dieses Formular ist zu alt',
  'bad-request.form-text':
    'Es gehört zu einer anderen Anmeldung oder zu einem anderen Fenster. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'bad-request.cross-site-title': 'Das kam von einer anderen Seite',
  'bad-request.cross-site-text':
    'Eine fremde Seite wollte hier in Ihrem Namen einen Knopf drücken. Nichts wurde geändert. Öffnen Sie {platform}, indem Sie die Adresse tippen.',
  'bad-request.client-title': 'Das Programm hat nach etwas Unbekanntem gefragt',
  'bad-request.client-text':
    'Das Programm, das Sie hierher geschickt hat, ist nicht bekannt oder anders eingerichtet, als wir wissen. Öffnen Sie {platform}, indem Sie die Adresse tippen.',
  'bad-request.other-title': 'Das hat nicht geklappt',
  'bad-request.other-text': 'Die Anfrage war nicht zu lesen. Nichts wurde geändert.',
  'not-found.title': 'Diese Seite gibt es nicht',
  'not-found.text': 'Vielleicht wurde die Adresse abgeschnitten oder vertippt.',
  'home.title': 'Anmeldung für {platform}',
  'home.text': 'Hier prüft {platform}, wer Sie sind. Für sich allein gibt es hier nichts zu tun.',
  'home.platform': '{platform} öffnen',
  'home.security': 'Meine Sicherheit',

  'sign-out.title': 'Abmelden?',
  'sign-out.text': 'Hier heißt: nur in diesem Browser. Überall beendet auch die Sitzungen auf Ihren anderen Geräten.',
  'sign-out.here': 'Hier abmelden',
  'sign-out.everywhere': 'Überall abmelden',
  'sign-out.stay': 'Angemeldet bleiben',
  'signed-out.title': 'Sie sind abgemeldet',
  'signed-out.here': 'In diesem Browser. Schließen Sie seine Fenster, wenn andere diesen Computer benutzen.',
  'signed-out.everywhere': 'Auf allen Geräten. Die nächste Anmeldung braucht Ihr Passwort.',
  'signed-out.continue': 'Zurück zu {platform}',

  'outbox.title': 'Postausgang',
  'outbox.text': 'Es ist kein Mailserver eingestellt, deshalb bleiben Mails hier. Nur bei der Entwicklung.',
  'outbox.empty': 'Noch keine Mail.',
  'outbox.to': 'An {address}',
};
