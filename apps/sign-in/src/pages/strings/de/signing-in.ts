import type { signingIn as english } from '../en/signing-in.ts';
import type { Translated } from '../words.ts';

/** Too long for a narrow window: it may be parted where it was put together. */
const code = 'Wieder\u00ADherstellungs\u00ADcode';

export const signingIn: Translated<typeof english> = {
  continue: 'Weiter',
  'go-back': 'Zurück',
  'start-again': 'Neu beginnen',
  'document-title': '{title} · {platform}',
  'on-date': 'am {date}',
  'times-in': 'Zeitangaben: {zone}.',
  'reach-telephone': '{support} ({contact})',
  'reach-elsewhere': '{support} ({contact})',
  'support-lead': 'Hilfe bekommen Sie von {support}:',
  'support-link': 'Hilfeseite',
  'relay-title': 'Diese Seite kam nicht von {origin}.',
  'relay-text':
    'Vielleicht steht jemand zwischen Ihnen und {platform} und liest mit. Geben Sie hier nichts ein. Schließen Sie diese Seite und tippen Sie die Adresse selbst: {origin}',

  'sign-in.title': 'Anmelden',
  'sign-in.to': 'bei {platform}',
  'user-name': 'Benutzername',
  password: 'Passwort',
  'password-show': 'Passwort anzeigen',
  'password-hide': 'Passwort verbergen',
  'sign-in.forgotten': 'Passwort vergessen?',
  'sign-in.mismatch': 'Benutzername und Passwort passen nicht zusammen.',
  'sign-in.too-many': 'Das waren zu viele Versuche. Warten Sie einige Minuten und versuchen Sie es dann noch einmal.',
  'sign-in.time-ran-out':
    'Die Zeit ist abgelaufen, bevor ein Code kam. Kein Versuch wurde gezählt. Geben Sie das Passwort noch einmal ein.',
  'sign-in.signed-out': 'Sie wurden sicherheitshalber abgemeldet. Melden Sie sich neu an.',

  'one-time-code': 'Einmalcode',
  'code.title': 'Einmalcode eingeben',
  'code.text': 'Angemeldet als {user}. Sehen Sie in Ihrem Authenticator nach.',
  'code.remember': { one: 'Dieses Gerät {n} Tag lang merken', other: 'Dieses Gerät {n} Tage lang merken' },
  'code.use-recovery': `${code} verwenden`,
  'code.clock': 'Probleme mit der Uhr?',
  'code.clock-how': 'So stellen Sie die Uhr',
  'code.wait-for-new': 'Neuen Code abwarten',
  'code.wrong':
    'Dieser Code stimmt nicht. Codes wechseln alle 30 Sekunden: Geben Sie den ein, der jetzt für {platform} angezeigt wird. Wieder abgelehnt? Dann geht vielleicht die Uhr jenes Geräts falsch.',
  'code.replayed': 'Dieser Code wurde schon verwendet. Warten Sie auf den nächsten.',
  'code.malformed': 'Ein Code hat {expected} Ziffern; dieser hat {got}.',
  'code.empty': 'Geben Sie die {expected} Ziffern ein, die Ihr Authenticator anzeigt.',
  'code.slow':
    'Dieser Code war vor {duration} richtig, also geht die Uhr jenes Geräts nach. Stellen Sie seine Zeit auf automatisch und geben Sie dann den nächsten Code ein.',
  'code.fast':
    'Die Uhr jenes Geräts geht um {duration} vor. Stellen Sie seine Zeit auf automatisch und geben Sie dann den Code ein, den es anzeigt.',
  'code.expired': 'Es ist zu viel Zeit vergangen. Kein Versuch wurde gezählt. Beginnen Sie neu.',
  'number.1': 'eins',
  'number.2': 'zwei',
  'number.3': 'drei',
  'number.4': 'vier',
  'number.5': 'fünf',
  'number.6': 'sechs',
  'number.7': 'sieben',
  'number.8': 'acht',
  'number.9': 'neun',
  'number.10': 'zehn',
  'number.12': 'zwölf',

  'step-up.title': 'Ein neuer Code für {platform}',
  'step-up.text':
    '{platform} fragt noch einmal, bevor geschieht, was Sie vorhaben; was das ist, steht auf der Seite von {platform} selbst.',
  'step-up.label': 'Neuer Einmalcode',
  'step-up.hint': 'Der Code Ihrer Anmeldung gilt kein zweites Mal: Warten Sie auf den nächsten.',
  'step-up.cancel': 'Abbrechen, nichts ändern',

  'recovery-code': code,
  'recovery.title': `${code} eingeben`,
  'recovery.text':
    'Angemeldet als {user}. Nehmen Sie einen der Codes, die Sie beim Einrichten gedruckt oder gespeichert haben.',
  'recovery.hint': 'Buchstaben und Ziffern in Vierergruppen. Großschreibung und Leerzeichen spielen keine Rolle.',
  'recovery.left': { one: 'noch {n} übrig', other: 'noch {n} übrig' },
  'recovery.use-code': 'Einmalcode verwenden',
  'recovery.wrong': `Das ist keiner Ihrer ${code}s. Vergleichen Sie ihn Gruppe für Gruppe.`,
  'recovery.used': 'Dieser wurde schon verwendet. Nehmen Sie einen anderen.',
  'recovery.malformed': `Ein ${code} besteht aus Buchstaben und Ziffern in Vierergruppen. Der kurze Code eines Authenticators gehört auf die andere Seite.`,

  'confirm.title': 'Bestätigen Sie, dass Sie es sind',
  'confirm.text': 'Angemeldet als {user}.',
  'confirm.add': 'Sie wollen einen Authenticator hinzufügen.',
  'confirm.remove': 'Sie wollen den Authenticator „{name}“ entfernen.',
  'confirm.renew-recovery-codes': `Sie wollen neue ${code}s erstellen. Die alten gelten dann nicht mehr.`,
  'confirm.change-password': 'Sie wollen Ihr Passwort ändern.',
  'confirm.forget-devices': 'Sie wollen gemerkte Geräte vergessen lassen.',
  'confirm.rename': 'Sie wollen den Authenticator „{name}“ umbenennen.',

  'set-up.title': 'Sichern Sie Ihr Konto',
  'set-up.text': 'Fügen Sie dieses Konto Ihrem Authenticator hinzu und geben Sie den Code ein, den er anzeigt.',
  'set-up.title-another': 'Weiteren Authenticator hinzufügen',
  'set-up.text-another':
    'Fügen Sie dieses Konto dem anderen Authenticator hinzu und geben Sie den Code ein, den er anzeigt.',
  'set-up.title-again': 'Authenticator neu einrichten',
  'set-up.qr': 'QR-Code. Er enthält diesen langen Code: {code}',
  'set-up.open': 'Im Authenticator auf diesem Computer öffnen',
  'set-up.camera': 'Die Kamera eines Telefons ist kein Authenticator.',
  'set-up.nothing-opened': 'Nichts aufgegangen? Kopieren Sie stattdessen den langen Code.',
  'set-up.trouble': 'Klappt das Scannen nicht?',
  'set-up.trouble-text': 'Wählen Sie im Authenticator „Konto hinzufügen“ und übertragen Sie diese drei Angaben.',
  'set-up.service': 'Dienst',
  'set-up.user': 'Benutzer',
  'set-up.code': 'Code',
  'set-up.copy': 'Kopieren',
  'set-up.copied': 'Kopiert',
  'set-up.code-label': 'Einmalcode aus dem Authenticator',
  'set-up.name': 'Name dieses Authenticators',
  'set-up.name-hint': 'Zum Beispiel „Arbeitsrechner“. Das Feld darf leer bleiben.',
  'set-up.waits': 'Nur keine Eile: Diese Seite wartet bis {time} auf Sie.',
  'set-up.over':
    'Der lange Code auf dieser Seite ist jetzt zu alt. Löschen Sie den Eintrag, den Sie damit angelegt haben, und beginnen Sie mit einem neuen Code.',
  'set-up.old-entry':
    'Vielleicht hat Ihr Authenticator noch einen alten Eintrag für {service}. Löschen Sie ihn zuerst, damit Sie nicht versehentlich dessen Codes nehmen.',
  'set-up.guide': 'Schritt für Schritt',
  'set-up.start-again': 'Mit neuem Code beginnen',

  'set-up-gone.title': 'Dieser Code ist zu alt',
  'set-up-gone.text':
    'Der QR-Code und der lange Code, die Ihnen angezeigt wurden, gelten nicht mehr. Wenn Sie damit einen Eintrag im Authenticator angelegt haben, löschen Sie ihn. Beginnen Sie dann mit einem neuen Code.',

  'ticket.title': 'Erst ein Link, dann der Authenticator',
  'ticket.link-text':
    'Ein Authenticator lässt sich hier nur über einen Link hinzufügen, der einmal gilt, 24 Stunden lang.',
  'ticket.send': 'Link an meine Dienstadresse senden',
  'ticket.sent':
    'Der Link ist unterwegs an Ihre Dienstadresse. Öffnen Sie ihn an diesem Computer und machen Sie dort weiter.',
  'ticket.ticket-text':
    'Ein Authenticator lässt sich hier nur mit einem Link hinzufügen, den Ihnen {support} persönlich gibt. Er gilt einmal, 24 Stunden lang, und wird nie per Mail verschickt.',
  'ticket.ask': 'Fragen Sie {reach}.',

  'recovery-codes.title': `Bewahren Sie Ihre ${code}s auf`,
  'recovery-codes.text':
    'Jeder gilt einmal, zusammen mit Ihrem Passwort, wenn Sie keinen Authenticator zur Hand haben. Sie werden nicht noch einmal angezeigt.',
  'recovery-codes.list': `${code}s`,
  'recovery-codes.print': 'Drucken',
  'recovery-codes.download': 'Speichern',
  'recovery-codes.type-back': 'Tippen Sie einen davon ab',
  'recovery-codes.hint': 'Er bleibt gültig. Das zeigt nur, dass Sie die Codes haben.',
  'recovery-codes.error': {
    one: 'Das ist nicht der Code. Vergleichen Sie ihn Gruppe für Gruppe.',
    other: 'Das ist keiner der {count}. Vergleichen Sie ihn Gruppe für Gruppe.',
  },
  'recovery-codes.continue': 'Weiter zu {platform}',
  'recovery-codes.paper-title': `${code}s für {platform}`,
  'recovery-codes.paper-text':
    'Jeder gilt einmal, zusammen mit dem Passwort, anstelle eines Einmalcodes. Verwahren Sie sie dort, wo Sie Ihren Ausweis verwahren, nicht neben dem Computer.',
  'recovery-codes.paper-made': 'Erstellt am {date} um {time}',

  'replacement.title': `Ein neuer ${code}`,
  'replacement.text':
    'Der verwendete gilt nicht mehr. Dieser tritt an seine Stelle: Schreiben Sie ihn zu den anderen. Er wird nicht noch einmal angezeigt.',
  'replacement.left': {
    one: `Mit ihm haben Sie {n} ${code}.`,
    other: `Mit ihm haben Sie {n} ${code}s.`,
  },
  'replacement.question':
    'Ist Ihr Authenticator verloren oder auf einem Computer, den Sie nicht mehr haben? Dann richten Sie ihn jetzt neu ein.',
  'replacement.again': 'Authenticator neu einrichten',
  'replacement.not-now': 'Ich habe ihn noch: weiter zu {platform}',
};
