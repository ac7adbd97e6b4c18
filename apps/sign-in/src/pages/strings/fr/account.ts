import type { account as english } from '../en/account.ts';
import type { Translated } from '../words.ts';

export const account: Translated<typeof english> = {
  'password.again': 'Mot de passe, encore une fois',
  'password.new': 'Nouveau mot de passe',
  'password.new-again': 'Nouveau mot de passe, encore une fois',
  'password.present': 'Mot de passe actuel',
  'password.title-invitation': 'Choisissez un mot de passe',
  'password.title-reset': 'Choisissez un nouveau mot de passe',
  'password.title-change': 'Changer le mot de passe',
  'password.for': 'Pour {user} sur {platform}.',
  'password.hint':
    'Au moins {least} caractères. Quelques mots à la suite sont faciles à retenir et difficiles à deviner.',
  'password.save': 'Enregistrer le mot de passe',
  'password.too-short': {
    one: 'Trop court\u00A0: encore {n} caractère. Ici, un mot de passe en demande au moins {least}.',
    other: 'Trop court\u00A0: encore {n} caractères. Ici, un mot de passe en demande au moins {least}.',
  },
  'password.too-long': 'Trop long\u00A0: un mot de passe a au plus {most} caractères.',
  'password.common':
    'C’est un mot de passe courant, parmi les premiers que d’autres essaieraient. Choisissez-en un autre.',
  'password.context':
    'Le mot de passe contient «\u00A0{word}\u00A0», que d’autres essaieraient en premier. Choisissez-en un autre.',
  'password.not-the-same': 'Les deux mots de passe diffèrent.',
  'password.old-one-wrong': 'Ce n’est pas votre mot de passe actuel.',
  'password-set.title': 'Votre mot de passe est enregistré',
  'password-set.text':
    'Toutes les autres sessions ont été fermées. Connectez-vous maintenant avec le nouveau mot de passe.',
  'forgotten.title': 'Mot de passe oublié\u00A0?',
  'forgotten.text':
    'Saisissez votre nom d’utilisateur. Un lien pour choisir un nouveau mot de passe part vers l’adresse de ce compte. Votre authentifi\u00ADcateur reste tel quel.',
  'forgotten.send': 'Envoyer le lien',
  'forgotten-sent.title': 'Regardez vos courriels',
  'forgotten-sent.text': {
    one: 'S’il existe un compte de ce nom, un lien est en route vers son adresse. Il sert une seule fois, pendant {n} minute.',
    other:
      'S’il existe un compte de ce nom, un lien est en route vers son adresse. Il sert une seule fois, pendant {n} minutes.',
  },
  'forgotten-sent.nothing':
    'Rien n’est arrivé\u00A0? Regardez dans le dossier des indésirables, et vérifiez comment vous avez écrit le nom d’utilisateur.',

  'use-link.enrol-title': 'Configurez votre authentifi\u00ADcateur',
  'use-link.enrol-text':
    'Ce lien permet à {user} de configurer un authentifi\u00ADcateur, une seule fois. Continuez, connectez-vous avec le nom d’utilisateur et le mot de passe, et suivez «\u00A0Sécurisez votre compte\u00A0».',
  'use-link.enable-title': 'Réactiver les codes à usage unique',
  'use-link.enable-text':
    'Ce lien réactive les codes à usage unique et les codes de secours de {user}, une seule fois. L’authentifi\u00ADcateur reste tel quel.',
  'use-link.enable': 'Réactiver',
  'link-used.enrol-title': 'Vous pouvez maintenant configurer votre authentifi\u00ADcateur',
  'link-used.enrol-text':
    'Connectez-vous avec le nom d’utilisateur et le mot de passe, et suivez «\u00A0Sécurisez votre compte\u00A0».',
  'link-used.enable-title': 'Les codes à usage unique sont réactivés',
  'link-used.enable-text': 'Connectez-vous avec le nom d’utilisateur, le mot de passe et un code à usage unique.',
  'link-dead.spent-title': 'Ce lien a déjà été utilisé',
  'link-dead.expired-title': 'Ce lien est trop ancien',
  'link-dead.unknown-title': 'Ce lien n’est pas connu ici',
  'link-dead.unknown-text':
    'Le programme de courriel l’a peut-être coupé en deux. Copiez-le en entier dans la barre d’adresse.',
  'link-dead.invitation': 'Demandez une nouvelle invitation à {reach}.',
  'link-dead.password-reset':
    'Demandez-en un nouveau sur la page de connexion, sous «\u00A0Mot de passe oublié\u00A0?\u00A0».',
  'link-dead.other': 'Demandez-en un nouveau à {reach}.',

  'waiting.title': 'Veuillez attendre jusqu’à {time}',
  'waiting.text':
    'Cinq codes de suite étaient faux\u00A0: pendant un court moment, {platform} n’accepte aucun code, même bon.',
  'waiting.again': 'Réessayez à {time}',
  'waiting.seconds': 'Dans {duration}. Cette page continue toute seule.',
  'waiting.over': 'Vous pouvez continuer.',
  'waiting.not-you':
    'Ce n’était pas vous\u00A0? Alors quelqu’un connaît votre mot de passe\u00A0: appuyez sur «\u00A0Ce n’était pas moi\u00A0» dans le courriel que nous venons d’envoyer.',
  'waiting.somebody-else': 'Se connecter sous un autre nom',
  'off.title': 'Les codes à usage unique sont désactivés',
  'off.text': {
    one: 'Les codes à usage unique et les codes de secours sont désactivés après {n} code faux. Contactez {reach}.',
    other:
      'Les codes à usage unique et les codes de secours sont désactivés après {n} codes faux de suite. Contactez {reach}.',
  },
  'off.why':
    'Quelqu’un a essayé de les deviner. Si ce n’était pas vous, quelqu’un connaît votre mot de passe\u00A0: dites-le.',

  'too-old.title': 'Cette page est trop ancienne',
  'too-old.text': {
    one: 'Une connexion doit se terminer en {n} minute, dans la fenêtre où elle a commencé. Rien n’est perdu.',
    other: 'Une connexion doit se terminer en {n} minutes, dans la fenêtre où elle a commencé. Rien n’est perdu.',
  },
  'too-old.cookies': 'Si vous revenez ici à chaque fois, votre navigateur refuse peut-être les cookies.',
  'too-old.what-to-do': 'Que faire',
  'cookies.title': 'Quand le navigateur refuse les cookies',
  'cookies.text':
    'Pendant que vous vous connectez, {platform} garde un cookie dans votre navigateur, pour reconnaître la fenêtre où vous avez commencé. Sans lui, chaque page est trop ancienne.',
  'cookies.allow': 'Autorisez les cookies pour {origin} dans les réglages de votre navigateur, sous confidentialité.',
  'cookies.private': 'Essayez une fenêtre qui n’est pas privée, ou désactivez une extension qui bloque les cookies.',
  'cookies.one-window': 'Recommencez, et terminez dans la même fenêtre, sans le bouton Retour.',

  'clock.title': 'Réglez l’horloge de votre appareil',
  'clock.text':
    'Un authentifi\u00ADcateur tire ses codes de l’heure. Si son horloge se trompe de plus d’une demi-minute, ses codes sont refusés.',
  'clock.now': 'L’heure exacte',
  'clock.compare': 'Comparez-la à celle de l’appareil où se trouve votre authentifi\u00ADcateur.',
  'clock.windows':
    'Windows\u00A0: Paramètres, Heure et langue, Date et heure. Activez «\u00A0Régler l’heure automatiquement\u00A0», puis appuyez sur «\u00A0Synchroniser maintenant\u00A0».',
  'clock.mac':
    'macOS\u00A0: Réglages Système, Général, Date et heure. Activez «\u00A0Régler la date et l’heure automatiquement\u00A0».',
  'clock.linux': 'Linux\u00A0: Paramètres, Système, Date et heure. Activez le réglage automatique.',
  'clock.phone':
    'Téléphone ou tablette\u00A0: Réglages, Date et heure (parfois sous Général ou Système). Activez «\u00A0Automatique\u00A0».',
  'clock.then': 'Revenez ensuite et saisissez le code suivant.',

  'busy.title': 'Un instant, veuillez attendre',
  'busy.text':
    'Plus de personnes se connectent en ce moment que le service ne peut en vérifier à la fois. Rien n’est perdu.',
  'busy.again': { one: 'Réessayez dans {n} seconde.', other: 'Réessayez dans {n} secondes.' },
  'too-many.title': 'Trop d’essais',
  'too-many.text': 'Plus d’essais sont venus de votre réseau qu’une personne n’en fait.',
  'too-many.again': 'Réessayez dans {duration}.',
  'unavailable.title': 'Personne ne peut se connecter en ce moment',
  'unavailable.text':
    'Le service ne peut pas vérifier qui vous êtes\u00A0; il ne laisse donc entrer personne. {support} le voit. Réessayez dans quelques minutes.',
  'unavailable.reference': 'Si vous posez la question, donnez la référence {reference}.',
  'bad-request.form-title': 'Ce formulaire est trop ancien',
  'bad-request.form-text':
    'Il appartient à une autre connexion ou à une autre fenêtre. Revenez en arrière, rechargez la page et réessayez.',
  'bad-request.cross-site-title': 'Cela venait d’un autre site',
  'bad-request.cross-site-text':
    'Une autre page a voulu appuyer ici sur un bouton en votre nom. Rien n’a été changé. Ouvrez {platform} en tapant son adresse.',
  'bad-request.client-title': 'Le programme a demandé quelque chose d’inconnu',
  'bad-request.client-text':
    'Le programme qui vous a envoyé ici n’est pas connu, ou est réglé autrement que nous le savons. Ouvrez {platform} en tapant son adresse.',
  'bad-request.other-title': 'Cela n’a pas marché',
  'bad-request.other-text': 'La demande n’a pas pu être lue. Rien n’a été changé.',
  'not-found.title': 'Cette page n’existe pas',
  'not-found.text': 'L’adresse a peut-être été coupée ou mal tapée.',
  'home.title': 'Connexion à {platform}',
  'home.text': 'C’est ici que {platform} vérifie qui vous êtes. Il n’y a rien d’autre à faire ici.',
  'home.platform': 'Ouvrir {platform}',
  'home.security': 'Ma sécurité',

  'sign-out.title': 'Se déconnecter\u00A0?',
  'sign-out.text': 'Ici\u00A0: dans ce navigateur seulement. Partout\u00A0: aussi sur vos autres appareils.',
  'sign-out.here': 'Se déconnecter ici',
  'sign-out.everywhere': 'Se déconnecter partout',
  'sign-out.stay': 'Rester connecté',
  'signed-out.title': 'Vous êtes déconnecté',
  'signed-out.here': 'Dans ce navigateur. Fermez ses fenêtres si d’autres utilisent cet ordinateur.',
  'signed-out.everywhere': 'Sur tous les appareils. La prochaine connexion demandera votre mot de passe.',
  'signed-out.continue': 'Retour à {platform}',

  'outbox.title': 'Boîte d’envoi',
  'outbox.text': 'Aucun serveur de courriel n’est réglé\u00A0; les courriels restent ici. Développement seulement.',
  'outbox.empty': 'Aucun courriel encore.',
  'outbox.to': 'À {address}',
};
