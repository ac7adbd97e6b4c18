import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../words.ts';

export const mails: Translated<typeof english> = {
  'mail.hello': 'Beste {name},',
  'mail.hello-nobody': 'Goedendag,',
  'mail.when': 'Wanneer',
  'mail.from': 'Vanuit',
  'mail.by': 'Door',
  'mail.account': 'Account',
  'mail.authenticator': 'Authenticator',
  'mail.device': 'Apparaat',
  'mail.reason': 'Reden',
  'mail.reference': 'Kenmerk',
  'mail.unknown-place': 'onbekende plaats',
  'mail.at': '{date} om {time}',
  'mail.was-it-you': 'Was u dat? Dan hoeft u niets te doen. Zo niet, druk dan op “Dit was ik niet”.',
  'mail.was-it-you-ask': 'Was u dat? Dan hoeft u niets te doen. Zo niet, vraag het dan {reach}.',
  'mail.not-me': 'Dit was ik niet',
  'mail.not-me-address': 'Dit was ik niet: {address}',
  'mail.never-ask': 'Wij vragen nooit per mail of telefoon om een code.',
  'mail.support': 'Vragen? Stel ze aan {reach}.',
  'mail.once': 'De link werkt één keer.',
  'mail.once-until': 'De link werkt één keer, tot {date} om {time}.',
  'mail.or-type': 'Of typ zelf {address}.',

  'mail.mfa-enabled.subject': 'MFA is ingeschakeld voor uw account',
  'mail.mfa-enabled.text':
    'Vanaf de volgende keer dat u inlogt, vraagt {platform} uw wachtwoord en daarna een eenmalige code uit een authenticator. Instellen duurt ongeveer twee minuten, en u doet het maar één keer.',
  'mail.mfa-enabled.text-from':
    'Vanaf {date} vraagt {platform} uw wachtwoord en daarna een eenmalige code uit een authenticator. Instellen duurt ongeveer twee minuten, en u doet het maar één keer.',
  'mail.mfa-enabled.step-authenticator':
    'Open een authenticator: Halfminute staat al op uw computer. Een app op de telefoon kan ook; alleen de camera van een telefoon niet.',
  'mail.mfa-enabled.step-sign-in': 'Log in bij {platform} met uw gebruikersnaam en wachtwoord.',
  'mail.mfa-enabled.step-follow': 'Volg “Beveilig uw account”.',
  'mail.mfa-enabled.act': 'Inloggen bij {platform}',
  'mail.mfa-enabled.end':
    'Ingeschakeld op {date} om {time} door {admin}. Had u dit niet verwacht? Vraag het {reach}. Wij vragen nooit per mail of telefoon om een code.',
  'mail.reminder.subject': 'MFA moet nog worden ingesteld voor uw account',
  'mail.reminder.text':
    'Uw account bij {platform} heeft nog geen authenticator. Instellen duurt ongeveer twee minuten, en u doet het maar één keer.',
  'mail.reminder.until': 'Vanaf {date} logt niemand zonder in.',

  'mail.invitation.subject': 'Uw nieuwe account',
  'mail.invitation.text':
    'Er is een account voor u bij {platform}. Uw gebruikersnaam is {user}. Kies om te beginnen een wachtwoord.',
  'mail.invitation.act': 'Kies een wachtwoord',
  'mail.invitation.end': 'Had u dit niet verwacht? Vraag het {reach}.',
  'mail.password-reset.subject': 'Kies een nieuw wachtwoord',
  'mail.password-reset.text':
    'Iemand vroeg een nieuw wachtwoord aan voor uw account bij {platform}. Met deze link kiest u er een. Uw authenticator blijft zoals hij is.',
  'mail.password-reset.act': 'Kies een nieuw wachtwoord',
  'mail.password-reset.end': 'Was u dat niet? Dan hoeft u niets te doen: zonder deze mail kan niemand het wijzigen.',
  'mail.password-changed.subject': 'Uw wachtwoord is gewijzigd',
  'mail.password-changed.text':
    'Het wachtwoord van uw account bij {platform} is gewijzigd. Alle andere sessies zijn beëindigd en onthouden apparaten vergeten.',
  'mail.enrol-link.subject': 'Stel uw authenticator in',
  'mail.enrol-link.text': 'Met deze link kunt u een authenticator instellen voor uw account bij {platform}.',
  'mail.enrol-link.act': 'Authenticator instellen',
  'mail.address-changed.subject': 'Het mailadres van uw account is gewijzigd',
  'mail.address-changed.text':
    'Mails over uw account bij {platform} gaan voortaan naar een ander adres. Deze gaat ook naar het oude.',
  'mail.account-frozen.subject': 'Uw account is bevroren',
  'mail.account-frozen.text':
    'Niemand kan bij {platform} inloggen als {user} totdat {support} het account weer opent, ook u niet. Alle sessies zijn beëindigd en onthouden apparaten vergeten.',
  'mail.account-frozen.next':
    'Noem dit kenmerk als u het {reach} vraagt. Ga niet in op mails die aanbieden het account weer te openen.',
  'mail.account-frozen-admin.subject': 'Een account is bevroren',
  'mail.account-frozen-admin.text':
    'Het account {user} bij {platform} is bevroren. Niemand kan ermee inloggen totdat een beheerder het weer opent. Dit kenmerk is aan {user} meegedeeld.',
  'mail.account-unfrozen.subject': 'Uw account is weer open',
  'mail.account-unfrozen.text':
    'U kunt weer inloggen bij {platform}. Wijzig het wachtwoord als iemand anders het misschien kent.',

  'mail.authenticator-added.subject': 'Er is een authenticator toegevoegd aan uw account',
  'mail.authenticator-added.text': 'Vanaf nu neemt {platform} de codes van deze authenticator aan.',
  'mail.authenticator-removed.subject': 'Er is een authenticator verwijderd',
  'mail.authenticator-removed.text':
    '{platform} neemt de codes van deze authenticator niet meer aan. Onthouden apparaten zijn vergeten.',
  'mail.mfa-reset.subject': 'Uw MFA is door IT teruggezet',
  'mail.mfa-reset.text':
    'De authenticators, herstelcodes en onthouden apparaten van uw account bij {platform} zijn verwijderd, en alle sessies beëindigd. U stelt alles opnieuw in via een gemailde link die één keer werkt, 24 uur lang.',
  'mail.new-device.subject': 'Nieuw apparaat voor uw account',
  'mail.new-device.text':
    '{platform} onthoudt een nieuw apparaat. Een tijd lang is daar het wachtwoord genoeg om in te loggen.',
  'mail.device-stolen.subject': 'Een onthouden apparaat is gekopieerd',
  'mail.device-stolen.text':
    'Een oude kopie van wat {platform} op een onthouden apparaat bewaart, is gebruikt en geweigerd. Het apparaat is vergeten en vraagt weer een code. Misschien heeft iemand bestanden van die browser gekopieerd.',
  'mail.recovery-code-used.subject': 'Er is een herstelcode gebruikt',
  'mail.recovery-code-used.text':
    'Iemand logde in bij {platform} met uw wachtwoord en een van uw herstelcodes. Die werkt niet meer; er is een nieuwe getoond.',
  'mail.recovery-code-used.left': { one: 'U hebt {n} herstelcode.', other: 'U hebt {n} herstelcodes.' },
  'mail.recovery-codes-renewed.subject': 'Er zijn nieuwe herstelcodes gemaakt',
  'mail.recovery-codes-renewed.text': 'Uw oude herstelcodes voor {platform} werken niet meer; er zijn nieuwe getoond.',
  'mail.password-known.subject': 'Iemand kent uw wachtwoord',
  'mail.password-known.text': {
    one: 'Iemand voerde bij {platform} uw juiste wachtwoord in en daarna een foute code, en kwam niet binnen.',
    other:
      'Iemand voerde bij {platform} uw juiste wachtwoord in en daarna {n} foute codes achter elkaar, en kwam niet binnen.',
  },
  'mail.password-known.next': 'Was u dat niet, dan kent iemand uw wachtwoord.',
  'mail.code-replayed.subject': 'Een eenmalige code is twee keer gebruikt',
  'mail.code-replayed.text':
    'Een eenmalige code van u die {platform} al had aangenomen, is nog eens ingevoerd en geweigerd. Hebt u hem niet zelf twee keer ingevoerd, dan heeft iemand hem misschien meegelezen terwijl u typte, bijvoorbeeld op een valse inlogpagina.',
  'mail.factors-disabled.subject': 'Eenmalige codes zijn uitgeschakeld',
  'mail.factors-disabled.text':
    'Na uw juiste wachtwoord zijn te veel foute codes achter elkaar ingevoerd. {platform} neemt geen eenmalige code en geen herstelcode van u aan totdat {support} ze weer inschakelt.',
  'mail.factors-enabled.subject': 'Eenmalige codes zijn weer ingeschakeld',
  'mail.factors-enabled.text': '{platform} neemt uw eenmalige codes en herstelcodes weer aan.',
};
