import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../words.ts';

export const mails: Translated<typeof english> = {
  'mail.hello': 'Guten Tag {name},',
  'mail.hello-nobody': 'Guten Tag,',
  'mail.when': 'Wann',
  'mail.from': 'Von wo',
  'mail.by': 'Durch',
  'mail.account': 'Konto',
  'mail.authenticator': 'Authenticator',
  'mail.device': 'Gerät',
  'mail.reason': 'Grund',
  'mail.reference': 'Zeichen',
  'mail.unknown-place': 'unbekannter Ort',
  'mail.at': '{date} um {time}',
  'mail.was-it-you': 'Waren Sie das? Dann ist nichts zu tun. Wenn nicht, drücken Sie „Das war ich nicht“.',
  'mail.was-it-you-ask': 'Waren Sie das? Dann ist nichts zu tun. Wenn nicht, fragen Sie {reach}.',
  'mail.not-me': 'Das war ich nicht',
  'mail.not-me-address': 'Das war ich nicht: {address}',
  'mail.never-ask': 'Wir fragen nie per Mail oder Telefon nach einem Code.',
  'mail.support': 'Fragen? Wenden Sie sich an {reach}.',
  'mail.once': 'Der Link gilt einmal.',
  'mail.once-until': 'Der Link gilt einmal, bis zum {date} um {time}.',
  'mail.or-type': 'Oder tippen Sie {address} selbst.',

  'mail.mfa-enabled.subject': 'MFA wurde für Ihr Konto eingeschaltet',
  'mail.mfa-enabled.text':
    'Ab Ihrer nächsten Anmeldung fragt {platform} nach Ihrem Passwort und danach nach einem Einmalcode aus einem Authenticator. Das Einrichten dauert etwa zwei Minuten, und Sie machen es nur einmal.',
  'mail.mfa-enabled.text-from':
    'Ab dem {date} fragt {platform} nach Ihrem Passwort und danach nach einem Einmalcode aus einem Authenticator. Das Einrichten dauert etwa zwei Minuten, und Sie machen es nur einmal.',
  'mail.mfa-enabled.step-authenticator':
    'Öffnen Sie einen Authenticator: Halfminute ist schon auf Ihrem Computer. Eine App auf dem Telefon geht auch; die Kamera eines Telefons allein nicht.',
  'mail.mfa-enabled.step-sign-in': 'Melden Sie sich bei {platform} mit Benutzername und Passwort an.',
  'mail.mfa-enabled.step-follow': 'Folgen Sie „Sichern Sie Ihr Konto“.',
  'mail.mfa-enabled.act': 'Bei {platform} anmelden',
  'mail.mfa-enabled.end':
    'Eingeschaltet am {date} um {time} durch {admin}. Haben Sie das nicht erwartet? Fragen Sie {reach}. Wir fragen nie per Mail oder Telefon nach einem Code.',
  'mail.reminder.subject': 'MFA für Ihr Konto ist noch einzurichten',
  'mail.reminder.text':
    'Ihr Konto bei {platform} hat noch keinen Authenticator. Das Einrichten dauert etwa zwei Minuten, und Sie machen es nur einmal.',
  'mail.reminder.until': 'Ab dem {date} meldet sich niemand ohne einen an.',

  'mail.invitation.subject': 'Ihr neues Konto',
  'mail.invitation.text':
    'Bei {platform} gibt es ein Konto für Sie. Ihr Benutzername ist {user}. Wählen Sie zuerst ein Passwort.',
  'mail.invitation.act': 'Passwort wählen',
  'mail.invitation.end': 'Haben Sie das nicht erwartet? Fragen Sie {reach}.',
  'mail.password-reset.subject': 'Neues Passwort wählen',
  'mail.password-reset.text':
    'Jemand hat ein neues Passwort für Ihr Konto bei {platform} angefordert. Mit diesem Link wählen Sie eines. Ihr Authenticator bleibt, wie er ist.',
  'mail.password-reset.act': 'Neues Passwort wählen',
  'mail.password-reset.end':
    'Das waren nicht Sie? Dann ist nichts zu tun: Ohne diese Mail kann niemand das Passwort ändern.',
  'mail.password-changed.subject': 'Ihr Passwort wurde geändert',
  'mail.password-changed.text':
    'Das Passwort Ihres Kontos bei {platform} wurde geändert. Alle anderen Sitzungen wurden beendet und gemerkte Geräte vergessen.',
  'mail.enrol-link.subject': 'Authenticator einrichten',
  'mail.enrol-link.text': 'Mit diesem Link können Sie einen Authenticator für Ihr Konto bei {platform} einrichten.',
  'mail.enrol-link.act': 'Authenticator einrichten',
  'mail.address-changed.subject': 'Die Mailadresse Ihres Kontos wurde geändert',
  'mail.address-changed.text':
    'Mails zu Ihrem Konto bei {platform} gehen von jetzt an an eine andere Adresse. Diese hier geht auch an die alte.',
  'mail.account-frozen.subject': 'Ihr Konto ist eingefroren',
  'mail.account-frozen.text':
    'Niemand kann sich bei {platform} als {user} anmelden, bis {support} das Konto wieder öffnet, auch Sie nicht. Alle Sitzungen wurden beendet und gemerkte Geräte vergessen.',
  'mail.account-frozen.next':
    'Nennen Sie dieses Zeichen, wenn Sie {reach} fragen. Folgen Sie keinen Mails, die anbieten, das Konto wieder zu öffnen.',
  'mail.account-frozen-admin.subject': 'Ein Konto wurde eingefroren',
  'mail.account-frozen-admin.text':
    'Das Konto {user} bei {platform} wurde eingefroren. Niemand kann sich damit anmelden, bis es ein Administrator wieder öffnet. Dieses Zeichen wurde {user} genannt.',
  'mail.account-unfrozen.subject': 'Ihr Konto ist wieder offen',
  'mail.account-unfrozen.text':
    'Sie können sich wieder bei {platform} anmelden. Ändern Sie das Passwort, wenn jemand anderes es kennen könnte.',

  'mail.authenticator-added.subject': 'Ihrem Konto wurde ein Authenticator hinzugefügt',
  'mail.authenticator-added.text': 'Von jetzt an nimmt {platform} die Codes dieses Authenticators an.',
  'mail.authenticator-removed.subject': 'Ein Authenticator wurde entfernt',
  'mail.authenticator-removed.text':
    '{platform} nimmt die Codes dieses Authenticators nicht mehr an. Gemerkte Geräte wurden vergessen.',
  'mail.mfa-reset.subject': 'Ihre MFA wurde von der IT zurückgesetzt',
  'mail.mfa-reset.text':
    'Authenticatoren, Wiederherstellungscodes und gemerkte Geräte Ihres Kontos bei {platform} wurden entfernt und alle Sitzungen beendet. Sie richten alles neu ein, über einen Link per Mail, der einmal gilt, 24 Stunden lang.',
  'mail.new-device.subject': 'Neues Gerät für Ihr Konto',
  'mail.new-device.text':
    '{platform} merkt sich ein neues Gerät. Eine Zeit lang genügt dort das Passwort zum Anmelden.',
  'mail.device-stolen.subject': 'Ein gemerktes Gerät wurde kopiert',
  'mail.device-stolen.text':
    'Eine alte Kopie dessen, was {platform} auf einem gemerkten Gerät ablegt, wurde verwendet und abgelehnt. Das Gerät wurde vergessen und fragt wieder nach einem Code. Vielleicht hat jemand Dateien jenes Browsers kopiert.',
  'mail.recovery-code-used.subject': 'Ein Wiederherstellungscode wurde verwendet',
  'mail.recovery-code-used.text':
    'Jemand hat sich bei {platform} mit Ihrem Passwort und einem Ihrer Wiederherstellungscodes angemeldet. Er gilt nicht mehr; an seiner Stelle wurde ein neuer angezeigt.',
  'mail.recovery-code-used.left': {
    one: 'Sie haben {n} Wiederherstellungscode.',
    other: 'Sie haben {n} Wiederherstellungscodes.',
  },
  'mail.recovery-codes-renewed.subject': 'Neue Wiederherstellungscodes wurden erstellt',
  'mail.recovery-codes-renewed.text':
    'Ihre alten Wiederherstellungscodes für {platform} gelten nicht mehr; neue wurden angezeigt.',
  'mail.password-known.subject': 'Jemand kennt Ihr Passwort',
  'mail.password-known.text': {
    one: 'Jemand hat bei {platform} Ihr richtiges Passwort und danach einen falschen Code eingegeben und kam nicht hinein.',
    other:
      'Jemand hat bei {platform} Ihr richtiges Passwort und danach {n} falsche Codes hintereinander eingegeben und kam nicht hinein.',
  },
  'mail.password-known.next': 'Wenn Sie das nicht waren, kennt jemand Ihr Passwort.',
  'mail.code-replayed.subject': 'Ein Einmalcode wurde zweimal verwendet',
  'mail.code-replayed.text':
    'Ein Einmalcode von Ihnen, den {platform} schon angenommen hatte, wurde noch einmal eingegeben und abgelehnt. Wenn Sie ihn nicht selbst zweimal eingegeben haben, hat ihn vielleicht jemand beim Tippen mitgelesen, etwa auf einer falschen Anmeldeseite.',
  'mail.factors-disabled.subject': 'Einmalcodes sind ausgeschaltet',
  'mail.factors-disabled.text':
    'Nach Ihrem richtigen Passwort wurden zu viele falsche Codes hintereinander eingegeben. {platform} nimmt keinen Einmalcode und keinen Wiederherstellungscode von Ihnen an, bis {support} sie wieder einschaltet.',
  'mail.factors-enabled.subject': 'Einmalcodes sind wieder eingeschaltet',
  'mail.factors-enabled.text': '{platform} nimmt Ihre Einmalcodes und Wiederherstellungscodes wieder an.',
};
