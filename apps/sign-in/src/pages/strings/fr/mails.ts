import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../words.ts';

export const mails: Translated<typeof english> = {
  'mail.hello': 'Bonjour {name},',
  'mail.hello-nobody': 'Bonjour,',
  'mail.when': 'Quand',
  'mail.from': 'Depuis',
  'mail.by': 'Par',
  'mail.account': 'Compte',
  'mail.authenticator': 'Authentificateur',
  'mail.device': 'Appareil',
  'mail.reason': 'Raison',
  'mail.reference': 'Référence',
  'mail.unknown-place': 'un lieu inconnu',
  'mail.at': 'le {date} à {time}',
  'mail.was-it-you':
    'C’était vous\u00A0? Alors il n’y a rien à faire. Sinon, appuyez sur «\u00A0Ce n’était pas moi\u00A0».',
  'mail.was-it-you-ask': 'C’était vous\u00A0? Alors il n’y a rien à faire. Sinon, contactez {reach}.',
  'mail.not-me': 'Ce n’était pas moi',
  'mail.not-me-address': 'Ce n’était pas moi\u00A0: {address}',
  'mail.never-ask': 'Nous ne demandons jamais un code par courriel ni par téléphone.',
  'mail.support': 'Des questions\u00A0? Contactez {reach}.',
  'mail.once': 'Le lien sert une seule fois.',
  'mail.once-until': 'Le lien sert une seule fois, jusqu’au {date} à {time}.',
  'mail.or-type': 'Ou tapez vous-même {address}.',

  'mail.mfa-enabled.subject': 'La MFA a été activée sur votre compte',
  'mail.mfa-enabled.text':
    'Dès votre prochaine connexion, {platform} demandera votre mot de passe, puis un code à usage unique d’un authentificateur. La configuration prend environ deux minutes, et vous ne la faites qu’une fois.',
  'mail.mfa-enabled.text-from':
    'À partir du {date}, {platform} demandera votre mot de passe, puis un code à usage unique d’un authentificateur. La configuration prend environ deux minutes, et vous ne la faites qu’une fois.',
  'mail.mfa-enabled.step-authenticator':
    'Ouvrez un authentificateur\u00A0: Halfminute est déjà sur votre ordinateur. Une application de téléphone convient aussi\u00A0; l’appareil photo d’un téléphone seul, non.',
  'mail.mfa-enabled.step-sign-in': 'Connectez-vous à {platform} avec votre nom d’utilisateur et votre mot de passe.',
  'mail.mfa-enabled.step-follow': 'Suivez «\u00A0Sécurisez votre compte\u00A0».',
  'mail.mfa-enabled.act': 'Se connecter à {platform}',
  'mail.mfa-enabled.end':
    'Activée le {date} à {time} par {admin}. Vous ne vous y attendiez pas\u00A0? Contactez {reach}. Nous ne demandons jamais un code par courriel ni par téléphone.',
  'mail.reminder.subject': 'La MFA reste à configurer sur votre compte',
  'mail.reminder.text':
    'Votre compte sur {platform} n’a pas encore d’authentificateur. La configuration prend environ deux minutes, et vous ne la faites qu’une fois.',
  'mail.reminder.until': 'À partir du {date}, personne ne se connectera sans authentificateur.',

  'mail.invitation.subject': 'Votre nouveau compte',
  'mail.invitation.text':
    'Il y a un compte pour vous sur {platform}. Votre nom d’utilisateur est {user}. Choisissez d’abord un mot de passe.',
  'mail.invitation.act': 'Choisir un mot de passe',
  'mail.invitation.end': 'Vous ne vous y attendiez pas\u00A0? Contactez {reach}.',
  'mail.password-reset.subject': 'Choisissez un nouveau mot de passe',
  'mail.password-reset.text':
    'Quelqu’un a demandé un nouveau mot de passe pour votre compte sur {platform}. Avec ce lien, vous en choisissez un. Votre authentificateur reste tel quel.',
  'mail.password-reset.act': 'Choisir un nouveau mot de passe',
  'mail.password-reset.end':
    'Ce n’était pas vous\u00A0? Alors il n’y a rien à faire\u00A0: sans ce courriel, personne ne peut changer le mot de passe.',
  'mail.password-changed.subject': 'Votre mot de passe a été changé',
  'mail.password-changed.text':
    'Le mot de passe de votre compte sur {platform} a été changé. Toutes les autres sessions ont été fermées et les appareils mémorisés oubliés.',
  'mail.enrol-link.subject': 'Configurez votre authentificateur',
  'mail.enrol-link.text': 'Avec ce lien, vous pouvez configurer un authentificateur pour votre compte sur {platform}.',
  'mail.enrol-link.act': 'Configurer l’authentificateur',
  'mail.address-changed.subject': 'L’adresse de courriel de votre compte a été changée',
  'mail.address-changed.text':
    'Les courriels sur votre compte {platform} vont désormais à une autre adresse. Celui-ci part aussi vers l’ancienne.',
  'mail.account-frozen.subject': 'Votre compte est gelé',
  'mail.account-frozen.text':
    'Personne ne peut se connecter à {platform} en tant que {user} avant que {support} ne rouvre le compte, pas même vous. Toutes les sessions ont été fermées et les appareils mémorisés oubliés.',
  'mail.account-frozen.next':
    'Donnez cette référence quand vous contactez {reach}. Ne suivez pas les courriels qui proposent de rouvrir le compte.',
  'mail.account-frozen-admin.subject': 'Un compte a été gelé',
  'mail.account-frozen-admin.text':
    'Le compte {user} sur {platform} a été gelé. Personne ne peut l’utiliser avant qu’un administrateur ne le rouvre. Cette référence a été donnée à {user}.',
  'mail.account-unfrozen.subject': 'Votre compte est de nouveau ouvert',
  'mail.account-unfrozen.text':
    'Vous pouvez de nouveau vous connecter à {platform}. Changez le mot de passe si quelqu’un d’autre le connaît peut-être.',

  'mail.authenticator-added.subject': 'Un authentificateur a été ajouté à votre compte',
  'mail.authenticator-added.text': 'Désormais, {platform} accepte les codes de cet authentificateur.',
  'mail.authenticator-removed.subject': 'Un authentificateur a été retiré',
  'mail.authenticator-removed.text':
    '{platform} n’accepte plus les codes de cet authentificateur. Les appareils mémorisés ont été oubliés.',
  'mail.mfa-reset.subject': 'Votre MFA a été réinitialisée par l’informatique',
  'mail.mfa-reset.text':
    'Les authentificateurs, les codes de secours et les appareils mémorisés de votre compte sur {platform} ont été retirés, et toutes les sessions fermées. Vous reconfigurez tout par un lien envoyé par courriel, qui sert une seule fois, pendant 24 heures.',
  'mail.new-device.subject': 'Nouvel appareil sur votre compte',
  'mail.new-device.text':
    '{platform} se souvient d’un nouvel appareil. Pendant un temps, le mot de passe seul y suffit pour se connecter.',
  'mail.device-stolen.subject': 'Un appareil mémorisé a été copié',
  'mail.device-stolen.text':
    'Une ancienne copie de ce que {platform} garde sur un appareil mémorisé a été utilisée et refusée. L’appareil a été oublié et demandera de nouveau un code. Quelqu’un a peut-être copié des fichiers de ce navigateur.',
  'mail.recovery-code-used.subject': 'Un code de secours a été utilisé',
  'mail.recovery-code-used.text':
    'Quelqu’un s’est connecté à {platform} avec votre mot de passe et l’un de vos codes de secours. Ce code ne vaut plus rien\u00A0; un nouveau a été montré à sa place.',
  'mail.recovery-code-used.left': {
    one: 'Vous avez {n} code de secours.',
    other: 'Vous avez {n} codes de secours.',
  },
  'mail.recovery-codes-renewed.subject': 'De nouveaux codes de secours ont été créés',
  'mail.recovery-codes-renewed.text':
    'Vos anciens codes de secours pour {platform} ne sont plus valables\u00A0; de nouveaux ont été montrés.',
  'mail.password-known.subject': 'Quelqu’un connaît votre mot de passe',
  'mail.password-known.text': {
    one: 'Quelqu’un a saisi votre bon mot de passe sur {platform}, puis un code faux, et n’est pas entré.',
    other: 'Quelqu’un a saisi votre bon mot de passe sur {platform}, puis {n} codes faux de suite, et n’est pas entré.',
  },
  'mail.password-known.next': 'Si ce n’était pas vous, quelqu’un connaît votre mot de passe.',
  'mail.code-replayed.subject': 'Un code à usage unique a été utilisé deux fois',
  'mail.code-replayed.text':
    'Un de vos codes à usage unique, que {platform} avait déjà accepté, a été saisi de nouveau et refusé. Si vous ne l’avez pas saisi deux fois vous-même, quelqu’un l’a peut-être lu pendant que vous le tapiez, par exemple sur une fausse page de connexion.',
  'mail.factors-disabled.subject': 'Les codes à usage unique sont désactivés',
  'mail.factors-disabled.text':
    'Trop de codes faux de suite ont été saisis après votre bon mot de passe. {platform} n’accepte plus aucun code à usage unique ni code de secours de votre part, jusqu’à ce que {support} les réactive.',
  'mail.factors-enabled.subject': 'Les codes à usage unique sont réactivés',
  'mail.factors-enabled.text': '{platform} accepte de nouveau vos codes à usage unique et vos codes de secours.',
};
