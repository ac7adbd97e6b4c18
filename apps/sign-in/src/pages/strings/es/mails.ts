import type { mails as english } from '../en/mails.ts';
import type { Translated } from '../words.ts';

export const mails: Translated<typeof english> = {
  'mail.hello': 'Hola, {name}:',
  'mail.hello-nobody': 'Hola:',
  'mail.when': 'Cuándo',
  'mail.from': 'Desde',
  'mail.by': 'Por',
  'mail.account': 'Cuenta',
  'mail.authenticator': 'Autenticador',
  'mail.device': 'Dispositivo',
  'mail.reason': 'Motivo',
  'mail.reference': 'Referencia',
  'mail.unknown-place': 'un lugar desconocido',
  'mail.at': 'el {date} a las {time}',
  'mail.was-it-you': '¿Era usted? Entonces no tiene que hacer nada. Si no, pulse «No fui yo».',
  'mail.was-it-you-ask': '¿Era usted? Entonces no tiene que hacer nada. Si no, pregunte a {reach}.',
  'mail.not-me': 'No fui yo',
  'mail.not-me-address': 'No fui yo: {address}',
  'mail.never-ask': 'Nunca pedimos un código por correo ni por teléfono.',
  'mail.support': '¿Preguntas? Diríjase a {reach}.',
  'mail.once': 'El enlace vale una vez.',
  'mail.once-until': 'El enlace vale una vez, hasta el {date} a las {time}.',
  'mail.or-type': 'O teclee usted {address}.',

  'mail.mfa-enabled.subject': 'Se activó la MFA en su cuenta',
  'mail.mfa-enabled.text':
    'Desde su próximo inicio de sesión, {platform} le pide la contraseña y después un código de un solo uso de un autenticador. Configurarlo lleva unos dos minutos, y se hace una sola vez.',
  'mail.mfa-enabled.text-from':
    'Desde el {date}, {platform} le pide la contraseña y después un código de un solo uso de un autenticador. Configurarlo lleva unos dos minutos, y se hace una sola vez.',
  'mail.mfa-enabled.step-authenticator':
    'Abra un autenticador: Halfminute ya está en su ordenador. También sirve una aplicación del teléfono; la cámara del teléfono sola, no.',
  'mail.mfa-enabled.step-sign-in': 'Inicie sesión en {platform} con su nombre de usuario y su contraseña.',
  'mail.mfa-enabled.step-follow': 'Siga «Proteja su cuenta».',
  'mail.mfa-enabled.act': 'Iniciar sesión en {platform}',
  'mail.mfa-enabled.end':
    'La activó {admin} el {date} a las {time}. ¿No lo esperaba? Pregunte a {reach}. Nunca pedimos un código por correo ni por teléfono.',
  'mail.reminder.subject': 'Falta configurar la MFA en su cuenta',
  'mail.reminder.text':
    'Su cuenta en {platform} aún no tiene autenticador. Configurarlo lleva unos dos minutos, y se hace una sola vez.',
  'mail.reminder.until': 'Desde el {date} nadie inicia sesión sin uno.',

  'mail.invitation.subject': 'Su cuenta nueva',
  'mail.invitation.text':
    'Hay una cuenta para usted en {platform}. Su nombre de usuario es {user}. Para empezar, elija una contraseña.',
  'mail.invitation.act': 'Elegir una contraseña',
  'mail.invitation.end': '¿No lo esperaba? Pregunte a {reach}.',
  'mail.password-reset.subject': 'Elija una contraseña nueva',
  'mail.password-reset.text':
    'Alguien pidió una contraseña nueva para su cuenta en {platform}. Con este enlace la elige. Su autenticador queda como está.',
  'mail.password-reset.act': 'Elegir una contraseña nueva',
  'mail.password-reset.end': '¿No era usted? Entonces no tiene que hacer nada: sin este correo nadie puede cambiarla.',
  'mail.password-changed.subject': 'Se cambió su contraseña',
  'mail.password-changed.text':
    'Se cambió la contraseña de su cuenta en {platform}. Se cerraron todas las demás sesiones y se olvidaron los dispositivos recordados.',
  'mail.enrol-link.subject': 'Configure su autenticador',
  'mail.enrol-link.text': 'Con este enlace puede configurar un autenticador para su cuenta en {platform}.',
  'mail.enrol-link.act': 'Configurar el autenticador',
  'mail.address-changed.subject': 'Se cambió la dirección de correo de su cuenta',
  'mail.address-changed.text':
    'Los correos sobre su cuenta en {platform} van desde ahora a otra dirección. Este va también a la antigua.',
  'mail.account-frozen.subject': 'Su cuenta está congelada',
  'mail.account-frozen.text':
    'Nadie puede iniciar sesión en {platform} como {user} hasta que {support} abra de nuevo la cuenta, tampoco usted. Se cerraron todas las sesiones y se olvidaron los dispositivos recordados.',
  'mail.account-frozen.next':
    'Diga esta referencia cuando pregunte a {reach}. No haga caso de correos que ofrezcan abrir de nuevo la cuenta.',
  'mail.account-frozen-admin.subject': 'Se congeló una cuenta',
  'mail.account-frozen-admin.text':
    'Se congeló la cuenta de {user} en {platform}. Nadie puede usarla hasta que un administrador la abra de nuevo. A {user} se le dijo esta referencia.',
  'mail.account-unfrozen.subject': 'Su cuenta está abierta de nuevo',
  'mail.account-unfrozen.text':
    'Ya puede iniciar sesión otra vez en {platform}. Cambie la contraseña si otra persona puede conocerla.',

  'mail.authenticator-added.subject': 'Se añadió un autenticador a su cuenta',
  'mail.authenticator-added.text': 'Desde ahora {platform} acepta los códigos de este autenticador.',
  'mail.authenticator-removed.subject': 'Se quitó un autenticador',
  'mail.authenticator-removed.text':
    '{platform} ya no acepta los códigos de este autenticador. Se olvidaron los dispositivos recordados.',
  'mail.mfa-reset.subject': 'Informática restableció su MFA',
  'mail.mfa-reset.text':
    'Se quitaron los autenticadores, los códigos de recuperación y los dispositivos recordados de su cuenta en {platform}, y se cerraron todas las sesiones. Lo configura todo de nuevo con un enlace por correo que vale una vez, durante 24 horas.',
  'mail.new-device.subject': 'Un dispositivo nuevo en su cuenta',
  'mail.new-device.text':
    '{platform} recuerda un dispositivo nuevo. Durante un tiempo basta allí la contraseña para iniciar sesión.',
  'mail.device-stolen.subject': 'Se copió un dispositivo recordado',
  'mail.device-stolen.text':
    'Se usó y se rechazó una copia antigua de lo que {platform} guarda en un dispositivo recordado. El dispositivo se olvidó y vuelve a pedir un código. Puede que alguien haya copiado archivos de ese navegador.',
  'mail.recovery-code-used.subject': 'Se usó un código de recuperación',
  'mail.recovery-code-used.text':
    'Alguien inició sesión en {platform} con su contraseña y uno de sus códigos de recuperación. Ese ya no vale; en su lugar se mostró uno nuevo.',
  'mail.recovery-code-used.left': {
    one: 'Tiene {n} código de recuperación.',
    other: 'Tiene {n} códigos de recuperación.',
  },
  'mail.recovery-codes-renewed.subject': 'Se crearon nuevos códigos de recuperación',
  'mail.recovery-codes-renewed.text':
    'Sus códigos de recuperación antiguos para {platform} ya no valen; se mostraron otros nuevos.',
  'mail.password-known.subject': 'Alguien conoce su contraseña',
  'mail.password-known.text': {
    one: 'Alguien escribió en {platform} su contraseña correcta y después un código erróneo, y no entró.',
    other: 'Alguien escribió en {platform} su contraseña correcta y después {n} códigos erróneos seguidos, y no entró.',
  },
  'mail.password-known.next': 'Si no era usted, alguien conoce su contraseña.',
  'mail.code-replayed.subject': 'Un código de un solo uso se usó dos veces',
  'mail.code-replayed.text':
    'Un código de un solo uso que {platform} ya le había aceptado se escribió de nuevo y se rechazó. Si usted no lo escribió dos veces, puede que alguien lo leyera mientras lo tecleaba, quizá en una página falsa de inicio de sesión.',
  'mail.factors-disabled.subject': 'Los códigos de un solo uso están desactivados',
  'mail.factors-disabled.text':
    'Tras su contraseña correcta se escribieron demasiados códigos erróneos seguidos. {platform} no acepta ningún código de un solo uso ni de recuperación suyo hasta que {support} los active de nuevo.',
  'mail.factors-enabled.subject': 'Los códigos de un solo uso están activos de nuevo',
  'mail.factors-enabled.text': '{platform} acepta de nuevo sus códigos de un solo uso y de recuperación.',
};
