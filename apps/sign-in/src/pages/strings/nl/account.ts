import type { account as english } from '../en/account.ts';
import type { Translated } from '../words.ts';

export const account: Translated<typeof english> = {
  'password.again': 'Wachtwoord, nog eens',
  'password.new': 'Nieuw wachtwoord',
  'password.new-again': 'Nieuw wachtwoord, nog eens',
  'password.present': 'Huidig wachtwoord',
  'password.title-invitation': 'Kies een wachtwoord',
  'password.title-reset': 'Kies een nieuw wachtwoord',
  'password.title-change': 'Wachtwoord wijzigen',
  'password.for': 'Voor {user} bij {platform}.',
  'password.hint':
    'Minstens {least} tekens. Een paar woorden achter elkaar zijn makkelijk te onthouden en moeilijk te raden.',
  'password.save': 'Wachtwoord opslaan',
  'password.too-short': {
    one: 'Te kort: nog {n} teken. Een wachtwoord heeft hier minstens {least} nodig.',
    other: 'Te kort: nog {n} tekens. Een wachtwoord heeft hier minstens {least} nodig.',
  },
  'password.too-long': 'Te lang: een wachtwoord heeft hoogstens {most} tekens.',
  'password.common': 'Dat is een veelgebruikt wachtwoord, dat anderen als eerste zouden proberen. Kies een ander.',
  'password.context': 'In het wachtwoord staat “{word}”, wat anderen als eerste zouden proberen. Kies een ander.',
  'password.not-the-same': 'De twee wachtwoorden verschillen.',
  'password.old-one-wrong': 'Dat is niet uw huidige wachtwoord.',
  'password-set.title': 'Uw wachtwoord is ingesteld',
  'password-set.text': 'Alle andere sessies zijn beëindigd. Log nu in met het nieuwe wachtwoord.',
  'forgotten.title': 'Wachtwoord vergeten?',
  'forgotten.text':
    'Voer uw gebruikersnaam in. Een link om een nieuw wachtwoord te kiezen gaat naar het mailadres van dat account. Uw authenticator blijft zoals hij is.',
  'forgotten.send': 'Link sturen',
  'forgotten-sent.title': 'Kijk in uw mail',
  'forgotten-sent.text': {
    one: 'Als er een account met die naam is, is er een link onderweg naar het mailadres ervan. Hij werkt één keer, {n} minuut lang.',
    other:
      'Als er een account met die naam is, is er een link onderweg naar het mailadres ervan. Hij werkt één keer, {n} minuten lang.',
  },
  'forgotten-sent.nothing':
    'Kwam er niets? Kijk in de map met ongewenste mail, en kijk na hoe u de gebruikersnaam hebt geschreven.',

  'use-link.enrol-title': 'Stel uw authenticator in',
  'use-link.enrol-text':
    'Met deze link kan {user} één keer een authenticator instellen. Ga verder, log in met gebruikersnaam en wachtwoord, en volg “Beveilig uw account”.',
  'use-link.enable-title': 'Eenmalige codes weer inschakelen',
  'use-link.enable-text':
    'Deze link schakelt eenmalige codes en herstelcodes van {user} weer in, één keer. De authenticator blijft zoals hij is.',
  'use-link.enable': 'Weer inschakelen',
  'link-used.enrol-title': 'U kunt nu uw authenticator instellen',
  'link-used.enrol-text': 'Log in met gebruikersnaam en wachtwoord, en volg “Beveilig uw account”.',
  'link-used.enable-title': 'Eenmalige codes zijn weer ingeschakeld',
  'link-used.enable-text': 'Log in met gebruikersnaam, wachtwoord en een eenmalige code.',
  'link-dead.spent-title': 'Deze link is al gebruikt',
  'link-dead.expired-title': 'Deze link is te oud',
  'link-dead.unknown-title': 'Deze link is hier niet bekend',
  'link-dead.unknown-text': 'Misschien heeft het mailprogramma hem afgebroken. Kopieer hem helemaal naar de adresbalk.',
  'link-dead.invitation': 'Vraag {reach} om een nieuwe uitnodiging.',
  'link-dead.password-reset': 'Vraag op de inlogpagina een nieuwe aan, onder “Wachtwoord vergeten?”.',
  'link-dead.other': 'Vraag {reach} om een nieuwe.',

  'waiting.title': 'Wacht tot {time}',
  'waiting.text': 'Vijf codes achter elkaar waren fout, dus neemt {platform} even geen code aan, ook geen juiste.',
  'waiting.again': 'Probeer het weer om {time}',
  'waiting.seconds': 'Over {duration}. Deze pagina gaat vanzelf verder.',
  'waiting.over': 'U kunt nu verder.',
  'waiting.not-you':
    'Was u dat niet? Dan kent iemand uw wachtwoord: druk op “Dit was ik niet” in de mail die we u net stuurden.',
  'waiting.somebody-else': 'Inloggen als iemand anders',
  'off.title': 'Eenmalige codes zijn uitgeschakeld',
  'off.text': {
    one: 'Eenmalige codes en herstelcodes zijn uitgeschakeld na {n} foute. Vraag het {reach}.',
    other: 'Eenmalige codes en herstelcodes zijn uitgeschakeld na {n} foute achter elkaar. Vraag het {reach}.',
  },
  'off.why': 'Iemand probeerde ze te raden. Was u dat niet, dan kent iemand uw wachtwoord: zeg het.',

  'too-old.title': 'Deze pagina is te oud',
  'too-old.text': {
    one: 'Inloggen moet binnen {n} minuut klaar zijn, in het venster waarin het begon. Er is niets verloren.',
    other: 'Inloggen moet binnen {n} minuten klaar zijn, in het venster waarin het begon. Er is niets verloren.',
  },
  'too-old.cookies': 'Komt u hier telkens terug, dan weigert uw browser misschien cookies.',
  'too-old.what-to-do': 'Wat te doen',
  'cookies.title': 'Als de browser cookies weigert',
  'cookies.text':
    'Terwijl u inlogt, bewaart {platform} een cookie in uw browser, om het venster te herkennen waarin u begon. Zonder dat cookie is elke pagina te oud.',
  'cookies.allow': 'Sta cookies toe voor {origin}, in de instellingen van uw browser, onder privacy.',
  'cookies.private': 'Probeer een venster dat niet privé is, of schakel een extensie uit die cookies tegenhoudt.',
  'cookies.one-window': 'Begin opnieuw en blijf in hetzelfde venster, zonder de terugknop.',

  'clock.title': 'Zet de klok van uw apparaat gelijk',
  'clock.text':
    'Een authenticator maakt zijn codes uit de tijd. Loopt zijn klok meer dan een halve minuut verkeerd, dan worden zijn codes geweigerd.',
  'clock.now': 'De juiste tijd',
  'clock.compare': 'Vergelijk die met het apparaat waarop uw authenticator staat.',
  'clock.windows':
    'Windows: Instellingen, Tijd en taal, Datum en tijd. Zet “Tijd automatisch instellen” aan en druk op “Nu synchroniseren”.',
  'clock.mac': 'macOS: Systeeminstellingen, Algemeen, Datum en tijd. Zet “Stel tijd en datum automatisch in” aan.',
  'clock.linux': 'Linux: Instellingen, Systeem, Datum en tijd. Zet de automatische instelling aan.',
  'clock.phone':
    'Telefoon of tablet: Instellingen, Datum en tijd (soms onder Algemeen of Systeem). Zet “Automatisch” aan.',
  'clock.then': 'Ga dan terug en voer de volgende code in.',

  'busy.title': 'Een ogenblik, even wachten',
  'busy.text': 'Er loggen nu meer mensen in dan de dienst tegelijk kan controleren. Er is niets verloren.',
  'busy.again': { one: 'Probeer het over {n} seconde weer.', other: 'Probeer het over {n} seconden weer.' },
  'too-many.title': 'Te veel pogingen',
  'too-many.text': 'Er kwamen meer pogingen uit uw netwerk dan één mens doet.',
  'too-many.again': 'Probeer het over {duration} weer.',
  'unavailable.title': 'Er kan nu niemand inloggen',
  'unavailable.text':
    'De dienst kan niet nagaan wie u bent en laat daarom niemand binnen. {support} ziet het. Probeer het over een paar minuten weer.',
  'unavailable.reference': 'Noem kenmerk {reference} als u ernaar vraagt.',
  'bad-request.form-title': 'Dit formulier is te oud',
  'bad-request.form-text':
    'Het hoort bij een andere poging om in te loggen, of bij een ander venster. Ga terug, laad de pagina opnieuw en probeer het nog eens.',
  'bad-request.cross-site-title': 'Dat kwam van een andere site',
  'bad-request.cross-site-text':
    'Een andere pagina wilde hier namens u op een knop drukken. Er is niets veranderd. Open {platform} door het adres te typen.',
  'bad-request.client-title': 'Het programma vroeg iets onbekends',
  'bad-request.client-text':
    'Het programma dat u hierheen stuurde, is niet bekend of anders ingesteld dan wij weten. Open {platform} door het adres te typen.',
  'bad-request.other-title': 'Dat is niet gelukt',
  'bad-request.other-text': 'Het verzoek was niet te lezen. Er is niets veranderd.',
  'not-found.title': 'Deze pagina bestaat niet',
  'not-found.text': 'Misschien is het adres afgebroken of verkeerd getypt.',
  'home.title': 'Inloggen voor {platform}',
  'home.text': 'Hier gaat {platform} na wie u bent. Verder is hier niets te doen.',
  'home.platform': '{platform} openen',
  'home.security': 'Mijn beveiliging',

  'sign-out.title': 'Uitloggen?',
  'sign-out.text': 'Hier betekent: alleen in deze browser. Overal beëindigt ook de sessies op uw andere apparaten.',
  'sign-out.here': 'Hier uitloggen',
  'sign-out.everywhere': 'Overal uitloggen',
  'sign-out.stay': 'Ingelogd blijven',
  'signed-out.title': 'U bent uitgelogd',
  'signed-out.here': 'In deze browser. Sluit de vensters ervan als anderen deze computer gebruiken.',
  'signed-out.everywhere': 'Op alle apparaten. De volgende keer inloggen vraagt uw wachtwoord.',
  'signed-out.continue': 'Terug naar {platform}',

  'outbox.title': 'Postvak uit',
  'outbox.text': 'Er is geen mailserver ingesteld, dus blijven mails hier. Alleen bij ontwikkeling.',
  'outbox.empty': 'Nog geen mail.',
  'outbox.to': 'Aan {address}',
};
