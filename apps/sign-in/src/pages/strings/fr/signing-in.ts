import type { signingIn as english } from '../en/signing-in.ts';
import type { Translated } from '../words.ts';

export const signingIn: Translated<typeof english> = {
  continue: 'Continuer',
  'go-back': 'Retour',
  'start-again': 'Recommencer',
  'document-title': '{title} · {platform}',
  'on-date': 'le {date}',
  'times-in': 'Heures données en {zone}.',
  'reach-telephone': '{support} ({contact})',
  'reach-elsewhere': '{support} ({contact})',
  'support-lead': 'Besoin d’aide\u00A0? Contactez {support}\u00A0:',
  'support-link': 'Page d’aide',
  'relay-title': 'Cette page ne vient pas de {origin}.',
  'relay-text':
    'Quelqu’un se trouve peut-être entre vous et {platform} et lit avec vous. Ne saisissez rien ici. Fermez cette page et tapez vous-même l’adresse\u00A0: {origin}',

  'sign-in.title': 'Connexion',
  'sign-in.to': 'à {platform}',
  'user-name': 'Nom d’utilisateur',
  password: 'Mot de passe',
  'password-show': 'Afficher le mot de passe',
  'password-hide': 'Masquer le mot de passe',
  'sign-in.forgotten': 'Mot de passe oublié\u00A0?',
  'sign-in.mismatch': 'Le nom d’utilisateur et le mot de passe ne correspondent pas.',
  'sign-in.too-many': 'Il y a eu trop d’essais. Attendez quelques minutes, puis réessayez.',
  'sign-in.time-ran-out':
    'Le temps s’est écoulé avant qu’un code n’arrive. Aucun essai n’a été compté. Saisissez de nouveau le mot de passe.',
  'sign-in.signed-out': 'Vous avez été déconnecté par précaution. Connectez-vous de nouveau.',

  'one-time-code': 'Code à usage unique',
  'code.title': 'Saisissez un code à usage unique',
  'code.text': 'Connecté en tant que {user}. Consultez votre authentifi\u00ADcateur.',
  'code.remember': {
    one: 'Se souvenir de cet appareil pendant {n} jour',
    other: 'Se souvenir de cet appareil pendant {n} jours',
  },
  'code.use-recovery': 'Utiliser un code de secours',
  'code.clock': 'Un souci d’horloge\u00A0?',
  'code.clock-how': 'Comment régler l’horloge',
  'code.wait-for-new': 'Attendez le suivant',
  'code.wrong':
    'Ce code n’est pas bon. Les codes changent toutes les 30 secondes\u00A0: saisissez celui qui s’affiche maintenant pour {platform}. Encore refusé\u00A0? L’horloge de cet appareil est peut-être déréglée.',
  'code.replayed': 'Ce code a déjà été utilisé. Attendez le suivant.',
  'code.malformed': 'Un code a {expected} chiffres\u00A0; celui-ci en a {got}.',
  'code.empty': 'Saisissez les {expected} chiffres que montre votre authentifi\u00ADcateur.',
  'code.slow':
    'Ce code était bon il y a {duration}, donc l’horloge de cet appareil retarde. Réglez son heure sur automatique, puis saisissez le code suivant.',
  'code.fast':
    'L’horloge de cet appareil avance de {duration}. Réglez son heure sur automatique, puis saisissez le code qu’il montre.',
  'code.expired': 'Trop de temps a passé. Aucun essai n’a été compté. Recommencez.',
  'number.1': 'un',
  'number.2': 'deux',
  'number.3': 'trois',
  'number.4': 'quatre',
  'number.5': 'cinq',
  'number.6': 'six',
  'number.7': 'sept',
  'number.8': 'huit',
  'number.9': 'neuf',
  'number.10': 'dix',
  'number.12': 'douze',

  'step-up.title': 'Un nouveau code pour {platform}',
  'step-up.text':
    '{platform} demande encore une fois avant ce que vous allez faire\u00A0; de quoi il s’agit, sa propre page le dit.',
  'step-up.label': 'Nouveau code à usage unique',
  'step-up.hint': 'Le code de votre connexion ne compte pas une deuxième fois\u00A0: attendez le suivant.',
  'step-up.cancel': 'Annuler, ne rien changer',

  'recovery-code': 'Code de secours',
  'recovery.title': 'Saisissez un code de secours',
  'recovery.text':
    'Connecté en tant que {user}. Prenez l’un des codes que vous avez imprimés ou enregistrés lors de la configuration.',
  'recovery.hint': 'Lettres et chiffres, par groupes de quatre. Majuscules et espaces ne comptent pas.',
  'recovery.left': { one: 'il en reste {n}', other: 'il en reste {n}' },
  'recovery.use-code': 'Utiliser un code à usage unique',
  'recovery.wrong': 'Ce n’est aucun de vos codes de secours. Comparez-le groupe par groupe.',
  'recovery.used': 'Celui-ci a déjà été utilisé. Prenez-en un autre.',
  'recovery.malformed':
    'Un code de secours a des lettres et des chiffres par groupes de quatre. Le code court d’un authentifi\u00ADcateur se saisit sur l’autre page.',

  'confirm.title': 'Confirmez que c’est vous',
  'confirm.text': 'Connecté en tant que {user}.',
  'confirm.add': 'Vous allez ajouter un authentifi\u00ADcateur.',
  'confirm.remove': 'Vous allez retirer l’authentifi\u00ADcateur «\u00A0{name}\u00A0».',
  'confirm.renew-recovery-codes': 'Vous allez créer de nouveaux codes de secours. Les anciens ne marcheront plus.',
  'confirm.change-password': 'Vous allez changer votre mot de passe.',
  'confirm.forget-devices': 'Vous allez faire oublier des appareils mémorisés.',
  'confirm.rename': 'Vous allez renommer l’authentifi\u00ADcateur «\u00A0{name}\u00A0».',

  'set-up.title': 'Sécurisez votre compte',
  'set-up.text': 'Ajoutez ce compte à votre authentifi\u00ADcateur, puis saisissez le code qu’il montre.',
  'set-up.title-another': 'Ajouter un autre authentifi\u00ADcateur',
  'set-up.text-another': 'Ajoutez ce compte à l’autre authentifi\u00ADcateur, puis saisissez le code qu’il montre.',
  'set-up.title-again': 'Configurez de nouveau votre authentifi\u00ADcateur',
  'set-up.qr': 'Code QR. Il contient ce code long\u00A0: {code}',
  'set-up.open': 'Ouvrir dans l’authentifi\u00ADcateur de cet ordinateur',
  'set-up.camera': 'L’appareil photo d’un téléphone n’est pas un authentifi\u00ADcateur.',
  'set-up.nothing-opened': 'Rien ne s’est ouvert\u00A0? Copiez plutôt le code long.',
  'set-up.trouble': 'Un souci pour scanner\u00A0?',
  'set-up.trouble-text':
    'Dans votre authentifi\u00ADcateur, choisissez «\u00A0Ajouter un compte\u00A0», puis reportez ces trois lignes.',
  'set-up.service': 'Service',
  'set-up.user': 'Utilisateur',
  'set-up.code': 'Code',
  'set-up.copy': 'Copier',
  'set-up.copied': 'Copié',
  'set-up.code-label': 'Code à usage unique de l’authentifi\u00ADcateur',
  'set-up.name': 'Nom de cet authentifi\u00ADcateur',
  'set-up.name-hint': 'Par exemple «\u00A0Ordinateur du bureau\u00A0». Vous pouvez le laisser vide.',
  'set-up.waits': 'Prenez votre temps\u00A0: cette page vous attend jusqu’à {time}.',
  'set-up.over':
    'Le code long de cette page est maintenant trop ancien. Supprimez l’entrée que vous en avez faite, puis recommencez avec un nouveau code.',
  'set-up.old-entry':
    'Votre authentifi\u00ADcateur a peut-être encore une ancienne entrée pour {service}. Supprimez-la d’abord, pour ne pas prendre ses codes par erreur.',
  'set-up.guide': 'Pas à pas',
  'set-up.start-again': 'Recommencer avec un nouveau code',

  'set-up-gone.title': 'Ce code est trop ancien',
  'set-up-gone.text':
    'Le code QR et le code long qui vous ont été montrés ne sont plus acceptés. Si vous en avez fait une entrée dans votre authentifi\u00ADcateur, supprimez-la. Puis recommencez avec un nouveau code.',

  'ticket.title': 'D’abord un lien, puis l’authentifi\u00ADcateur',
  'ticket.link-text':
    'Ici, un authentifi\u00ADcateur ne s’ajoute que par un lien qui sert une seule fois, pendant 24 heures.',
  'ticket.send': 'Envoyer le lien à mon adresse de travail',
  'ticket.sent':
    'Le lien est en route vers votre adresse de travail. Ouvrez-le sur cet ordinateur et continuez à partir de là.',
  'ticket.ticket-text':
    'Ici, un authentifi\u00ADcateur ne s’ajoute qu’avec un lien que {support} vous remet en personne. Il sert une seule fois, pendant 24 heures, et n’est jamais envoyé par courriel.',
  'ticket.ask': 'Demandez à {reach}.',

  'recovery-codes.title': 'Gardez vos codes de secours',
  'recovery-codes.text':
    'Chacun sert une fois, avec votre mot de passe, quand vous n’avez pas d’authentifi\u00ADcateur sous la main. Ils ne seront plus montrés.',
  'recovery-codes.list': 'Codes de secours',
  'recovery-codes.print': 'Imprimer',
  'recovery-codes.download': 'Télécharger',
  'recovery-codes.type-back': 'Recopiez l’un d’eux, au choix',
  'recovery-codes.hint': 'Il reste valable. Cela montre seulement que vous les avez.',
  'recovery-codes.error': {
    one: 'Ce n’est pas le code. Comparez-le groupe par groupe.',
    other: 'Ce n’est aucun des {count}. Comparez-le groupe par groupe.',
  },
  'recovery-codes.continue': 'Continuer vers {platform}',
  'recovery-codes.paper-title': 'Codes de secours pour {platform}',
  'recovery-codes.paper-text':
    'Chacun sert une fois, avec le mot de passe, à la place d’un code à usage unique. Gardez-les là où vous gardez votre passeport, pas à côté de l’ordinateur.',
  'recovery-codes.paper-made': 'Créés le {date} à {time}',

  'replacement.title': 'Un nouveau code de secours',
  'replacement.text':
    'Celui que vous avez utilisé ne vaut plus rien. Celui-ci le remplace\u00A0: notez-le avec les autres. Il ne sera plus montré.',
  'replacement.left': {
    one: 'Avec lui, vous avez {n} code de secours.',
    other: 'Avec lui, vous avez {n} codes de secours.',
  },
  'replacement.question':
    'Votre authentifi\u00ADcateur est-il perdu, ou sur un ordinateur que vous n’avez plus\u00A0? Alors configurez-le de nouveau maintenant.',
  'replacement.again': 'Configurer de nouveau un authentifi\u00ADcateur',
  'replacement.not-now': 'Je l’ai encore\u00A0: continuer vers {platform}',
};
