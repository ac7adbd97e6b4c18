import type { signingIn as english } from '../en/signing-in.ts';
import type { Translated } from '../words.ts';

export const signingIn: Translated<typeof english> = {
  continue: 'Verder',
  'go-back': 'Terug',
  'start-again': 'Opnieuw beginnen',
  'document-title': '{title} · {platform}',
  'on-date': 'op {date}',
  'times-in': 'Tijden volgens {zone}.',
  'reach-telephone': '{support} ({contact})',
  'reach-elsewhere': '{support} ({contact})',
  'support-lead': 'Hulp nodig? Vraag het {support}:',
  'support-link': 'Hulppagina',
  'relay-title': 'Deze pagina kwam niet van {origin}.',
  'relay-text':
    'Misschien staat er iemand tussen u en {platform} die meeleest. Typ hier niets. Sluit deze pagina en typ het adres zelf: {origin}',

  'sign-in.title': 'Inloggen',
  'sign-in.to': 'bij {platform}',
  'user-name': 'Gebruikersnaam',
  password: 'Wachtwoord',
  'password-show': 'Wachtwoord tonen',
  'password-hide': 'Wachtwoord verbergen',
  'sign-in.forgotten': 'Wachtwoord vergeten?',
  'sign-in.mismatch': 'Gebruikersnaam en wachtwoord horen niet bij elkaar.',
  'sign-in.too-many': 'Er waren te veel pogingen. Wacht een paar minuten en probeer het dan opnieuw.',
  'sign-in.time-ran-out':
    'De tijd was om voordat er een code kwam. Er is geen poging geteld. Voer het wachtwoord nog eens in.',
  'sign-in.signed-out': 'U bent voor de zekerheid uitgelogd. Log opnieuw in.',

  'one-time-code': 'Eenmalige code',
  'code.title': 'Voer een eenmalige code in',
  'code.text': 'Ingelogd als {user}. Kijk in uw authenticator.',
  'code.remember': { one: 'Dit apparaat {n} dag onthouden', other: 'Dit apparaat {n} dagen onthouden' },
  'code.use-recovery': 'Een herstelcode gebruiken',
  'code.clock': 'Problemen met de klok?',
  'code.clock-how': 'Zo zet u de klok gelijk',
  'code.wait-for-new': 'Wacht op nieuwe code',
  'code.wrong':
    'Die code klopt niet. Codes wisselen elke 30 seconden: voer de code in die nu voor {platform} wordt getoond. Weer geweigerd? Dan loopt de klok van dat apparaat misschien verkeerd.',
  'code.replayed': 'Die code is al gebruikt. Wacht op de volgende.',
  'code.malformed': 'Een code heeft {expected} cijfers; deze heeft er {got}.',
  'code.empty': 'Voer de {expected} cijfers in die uw authenticator toont.',
  'code.slow':
    'Die code klopte {duration} geleden, dus de klok van dat apparaat loopt achter. Zet de tijd ervan op automatisch en voer dan de volgende code in.',
  'code.fast':
    'De klok van dat apparaat loopt {duration} voor. Zet de tijd ervan op automatisch en voer dan de code in die het toont.',
  'code.expired': 'Er is te veel tijd verstreken. Er is geen poging geteld. Begin opnieuw.',
  'number.1': 'één',
  'number.2': 'twee',
  'number.3': 'drie',
  'number.4': 'vier',
  'number.5': 'vijf',
  'number.6': 'zes',
  'number.7': 'zeven',
  'number.8': 'acht',
  'number.9': 'negen',
  'number.10': 'tien',
  'number.12': 'twaalf',

  'step-up.title': 'Een nieuwe code voor {platform}',
  'step-up.text':
    '{platform} vraagt het nog eens voordat gebeurt wat u gaat doen; wat dat is, staat op de eigen pagina ervan.',
  'step-up.label': 'Nieuwe eenmalige code',
  'step-up.hint': 'De code waarmee u inlogde telt niet nog eens: wacht op de volgende.',
  'step-up.cancel': 'Annuleren, niets veranderen',

  'recovery-code': 'Herstelcode',
  'recovery.title': 'Voer een herstelcode in',
  'recovery.text': 'Ingelogd als {user}. Neem een van de codes die u bij het instellen hebt afgedrukt of bewaard.',
  'recovery.hint': 'Letters en cijfers, in groepen van vier. Hoofdletters en spaties maken niet uit.',
  'recovery.left': { one: 'nog {n} over', other: 'nog {n} over' },
  'recovery.use-code': 'Een eenmalige code gebruiken',
  'recovery.wrong': 'Dat is geen van uw herstelcodes. Vergelijk hem groep voor groep.',
  'recovery.used': 'Die is al gebruikt. Neem een andere.',
  'recovery.malformed':
    'Een herstelcode heeft letters en cijfers in groepen van vier. De korte code van een authenticator hoort op de andere pagina.',

  'confirm.title': 'Bevestig dat u het bent',
  'confirm.text': 'Ingelogd als {user}.',
  'confirm.add': 'U gaat een authenticator toevoegen.',
  'confirm.remove': 'U gaat de authenticator “{name}” verwijderen.',
  'confirm.renew-recovery-codes': 'U gaat nieuwe herstelcodes maken. De oude werken dan niet meer.',
  'confirm.change-password': 'U gaat uw wachtwoord wijzigen.',
  'confirm.forget-devices': 'U gaat onthouden apparaten laten vergeten.',
  'confirm.rename': 'U gaat de authenticator “{name}” een andere naam geven.',

  'set-up.title': 'Beveilig uw account',
  'set-up.text': 'Voeg dit account toe aan uw authenticator en voer dan de code in die hij toont.',
  'set-up.title-another': 'Nog een authenticator toevoegen',
  'set-up.text-another': 'Voeg dit account toe aan de andere authenticator en voer dan de code in die hij toont.',
  'set-up.title-again': 'Stel uw authenticator opnieuw in',
  'set-up.qr': 'QR-code. Hij bevat deze lange code: {code}',
  'set-up.open': 'Openen in de authenticator op deze computer',
  'set-up.camera': 'De camera van een telefoon is geen authenticator.',
  'set-up.nothing-opened': 'Ging er niets open? Kopieer dan de lange code.',
  'set-up.trouble': 'Lukt het scannen niet?',
  'set-up.trouble-text': 'Kies in uw authenticator “Account toevoegen” en neem deze drie over.',
  'set-up.service': 'Dienst',
  'set-up.user': 'Gebruiker',
  'set-up.code': 'Code',
  'set-up.copy': 'Kopiëren',
  'set-up.copied': 'Gekopieerd',
  'set-up.code-label': 'Eenmalige code uit de authenticator',
  'set-up.name': 'Naam van deze authenticator',
  'set-up.name-hint': 'Bijvoorbeeld “Werkcomputer”. U mag het veld leeg laten.',
  'set-up.waits': 'Geen haast: deze pagina wacht op u tot {time}.',
  'set-up.over':
    'De lange code op deze pagina is nu te oud. Verwijder wat u ermee hebt toegevoegd en begin opnieuw met een nieuwe code.',
  'set-up.old-entry':
    'Misschien staat {service} nog van vroeger in uw authenticator. Verwijder dat eerst, zodat u niet per ongeluk de codes daarvan neemt.',
  'set-up.guide': 'Stap voor stap',
  'set-up.start-again': 'Opnieuw met een nieuwe code',

  'set-up-gone.title': 'Die code is te oud',
  'set-up-gone.text':
    'De QR-code en de lange code die u zag, worden niet meer aangenomen. Hebt u er in uw authenticator iets mee toegevoegd, verwijder dat dan. Begin daarna opnieuw met een nieuwe code.',

  'ticket.title': 'Eerst een link, dan de authenticator',
  'ticket.link-text': 'Een authenticator toevoegen kan hier alleen via een link die één keer werkt, 24 uur lang.',
  'ticket.send': 'Stuur de link naar mijn werkmail',
  'ticket.sent': 'De link is onderweg naar uw werkmail. Open hem op deze computer en ga daar verder.',
  'ticket.ticket-text':
    'Een authenticator toevoegen kan hier alleen met een link die {support} u persoonlijk geeft. Hij werkt één keer, 24 uur lang, en wordt nooit gemaild.',
  'ticket.ask': 'Vraag het {reach}.',

  'recovery-codes.title': 'Bewaar uw herstelcodes',
  'recovery-codes.text':
    'Elke code werkt één keer, samen met uw wachtwoord, als u geen authenticator bij de hand hebt. Ze worden niet nog eens getoond.',
  'recovery-codes.list': 'Herstelcodes',
  'recovery-codes.print': 'Afdrukken',
  'recovery-codes.download': 'Opslaan',
  'recovery-codes.type-back': 'Typ er een over, welke u wilt',
  'recovery-codes.hint': 'Hij blijft geldig. Dit laat alleen zien dat u ze hebt.',
  'recovery-codes.error': {
    one: 'Dat is de code niet. Vergelijk hem groep voor groep.',
    other: 'Dat is geen van de {count}. Vergelijk hem groep voor groep.',
  },
  'recovery-codes.continue': 'Verder naar {platform}',
  'recovery-codes.paper-title': 'Herstelcodes voor {platform}',
  'recovery-codes.paper-text':
    'Elke code werkt één keer, samen met het wachtwoord, in plaats van een eenmalige code. Bewaar ze waar u uw paspoort bewaart, niet naast de computer.',
  'recovery-codes.paper-made': 'Gemaakt op {date} om {time}',

  'replacement.title': 'Een nieuwe herstelcode',
  'replacement.text':
    'De code die u gebruikte, werkt niet meer. Deze komt ervoor in de plaats: schrijf hem bij de andere. Hij wordt niet nog eens getoond.',
  'replacement.left': {
    one: 'Met deze erbij hebt u {n} herstelcode.',
    other: 'Met deze erbij hebt u {n} herstelcodes.',
  },
  'replacement.question':
    'Is uw authenticator kwijt, of op een computer die u niet meer hebt? Stel hem dan nu opnieuw in.',
  'replacement.again': 'Een authenticator opnieuw instellen',
  'replacement.not-now': 'Ik heb hem nog: verder naar {platform}',
};
