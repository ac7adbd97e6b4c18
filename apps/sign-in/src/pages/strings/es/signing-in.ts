import type { signingIn as english } from '../en/signing-in.ts';
import type { Translated } from '../words.ts';

export const signingIn: Translated<typeof english> = {
  continue: 'Continuar',
  'go-back': 'Volver',
  'start-again': 'Empezar de nuevo',
  'document-title': '{title} · {platform}',
  'on-date': 'el {date}',
  'times-in': 'Horas según {zone}.',
  'reach-telephone': '{support} ({contact})',
  'reach-elsewhere': '{support} ({contact})',
  'support-lead': '¿Necesita ayuda? Pregunte a {support}:',
  'support-link': 'Página de ayuda',
  'relay-title': 'Esta página no viene de {origin}.',
  'relay-text':
    'Quizá alguien está entre usted y {platform} y lo lee todo. No escriba nada aquí. Cierre esta página y teclee usted la dirección: {origin}',

  'sign-in.title': 'Iniciar sesión',
  'sign-in.to': 'en {platform}',
  'user-name': 'Nombre de usuario',
  password: 'Contraseña',
  'password-show': 'Mostrar la contraseña',
  'password-hide': 'Ocultar la contraseña',
  'sign-in.forgotten': '¿Olvidó la contraseña?',
  'sign-in.mismatch': 'El nombre de usuario y la contraseña no coinciden.',
  'sign-in.too-many': 'Hubo demasiados intentos. Espere unos minutos y vuelva a intentarlo.',
  'sign-in.time-ran-out':
    'Se acabó el tiempo antes de que llegara un código. No se contó ningún intento. Escriba otra vez la contraseña.',
  'sign-in.signed-out': 'Se cerró su sesión por precaución. Iníciela de nuevo.',

  'one-time-code': 'Código de un solo uso',
  'code.title': 'Escriba un código de un solo uso',
  'code.text': 'Sesión de {user}. Mírelo en su autenticador.',
  'code.remember': {
    one: 'Recordar este dispositivo {n} día',
    other: 'Recordar este dispositivo {n} días',
  },
  'code.use-recovery': 'Usar un código de recuperación',
  'code.clock': '¿Problemas con el reloj?',
  'code.clock-how': 'Cómo ajustar el reloj',
  'code.wait-for-new': 'Espere otro código',
  'code.wrong':
    'Ese código no es correcto. Los códigos cambian cada 30 segundos: escriba el que se ve ahora para {platform}. ¿Rechazado otra vez? Puede que el reloj de ese dispositivo vaya mal.',
  'code.replayed': 'Ese código ya se usó. Espere el siguiente.',
  'code.malformed': 'Un código tiene {expected} cifras; este tiene {got}.',
  'code.empty': 'Escriba las {expected} cifras que muestra su autenticador.',
  'code.slow':
    'Ese código era correcto hace {duration}, así que el reloj de ese dispositivo va atrasado. Ponga su hora en automático y escriba el código siguiente.',
  'code.fast':
    'El reloj de ese dispositivo va adelantado {duration}. Ponga su hora en automático y escriba el código que muestre.',
  'code.expired': 'Ha pasado demasiado tiempo. No se contó ningún intento. Empiece de nuevo.',
  'number.1': 'uno',
  'number.2': 'dos',
  'number.3': 'tres',
  'number.4': 'cuatro',
  'number.5': 'cinco',
  'number.6': 'seis',
  'number.7': 'siete',
  'number.8': 'ocho',
  'number.9': 'nueve',
  'number.10': 'diez',
  'number.12': 'doce',

  'step-up.title': 'Un código nuevo para {platform}',
  'step-up.text': '{platform} vuelve a preguntar antes de lo que usted va a hacer; qué es, lo dice su propia página.',
  'step-up.label': 'Nuevo código de un solo uso',
  'step-up.hint': 'El código con que inició sesión no cuenta otra vez: espere el siguiente.',
  'step-up.cancel': 'Cancelar, no cambiar nada',

  'recovery-code': 'Código de recuperación',
  'recovery.title': 'Escriba un código de recuperación',
  'recovery.text': 'Sesión de {user}. Tome uno de los códigos que imprimió o guardó al configurar el autenticador.',
  'recovery.hint': 'Letras y cifras, en grupos de cuatro. Las mayúsculas y los espacios no importan.',
  'recovery.left': { one: 'queda {n}', other: 'quedan {n}' },
  'recovery.use-code': 'Usar un código de un solo uso',
  'recovery.wrong': 'No es ninguno de sus códigos de recuperación. Compárelo grupo por grupo.',
  'recovery.used': 'Ese ya se usó. Tome otro.',
  'recovery.malformed':
    'Un código de recuperación tiene letras y cifras en grupos de cuatro. El código corto de un autenticador va en la otra página.',

  'confirm.title': 'Confirme que es usted',
  'confirm.text': 'Sesión de {user}.',
  'confirm.add': 'Va a añadir un autenticador.',
  'confirm.remove': 'Va a quitar el autenticador «{name}».',
  'confirm.renew-recovery-codes': 'Va a crear nuevos códigos de recuperación. Los antiguos dejarán de valer.',
  'confirm.change-password': 'Va a cambiar su contraseña.',
  'confirm.forget-devices': 'Va a hacer que se olviden dispositivos recordados.',
  'confirm.rename': 'Va a cambiar el nombre del autenticador «{name}».',

  'set-up.title': 'Proteja su cuenta',
  'set-up.text': 'Añada esta cuenta a su autenticador y escriba el código que muestre.',
  'set-up.title-another': 'Añadir otro autenticador',
  'set-up.text-another': 'Añada esta cuenta al otro autenticador y escriba el código que muestre.',
  'set-up.title-again': 'Configure de nuevo su autenticador',
  'set-up.qr': 'Código QR. Contiene este código largo: {code}',
  'set-up.open': 'Abrir en el autenticador de este ordenador',
  'set-up.camera': 'La cámara de un teléfono no es un autenticador.',
  'set-up.nothing-opened': '¿No se abrió nada? Copie entonces el código largo.',
  'set-up.trouble': '¿Problemas al escanear?',
  'set-up.trouble-text': 'En su autenticador elija «Añadir cuenta» y copie estos tres datos.',
  'set-up.service': 'Servicio',
  'set-up.user': 'Usuario',
  'set-up.code': 'Código',
  'set-up.copy': 'Copiar',
  'set-up.copied': 'Copiado',
  'set-up.code-label': 'Código de un solo uso del autenticador',
  'set-up.name': 'Nombre de este autenticador',
  'set-up.name-hint': 'Por ejemplo, «Ordenador del trabajo». Puede dejarlo vacío.',
  'set-up.waits': 'Sin prisa: esta página le espera hasta las {time}.',
  'set-up.over':
    'El código largo de esta página ya es demasiado antiguo. Borre la entrada que hizo con él y empiece de nuevo con otro código.',
  'set-up.old-entry':
    'Puede que su autenticador tenga aún una entrada antigua para {service}. Bórrela antes, para no tomar sus códigos por error.',
  'set-up.guide': 'Paso a paso',
  'set-up.start-again': 'Empezar con un código nuevo',

  'set-up-gone.title': 'Ese código es demasiado antiguo',
  'set-up-gone.text':
    'El código QR y el código largo que se le mostraron ya no se aceptan. Si hizo con ellos una entrada en su autenticador, bórrela. Después empiece de nuevo con otro código.',

  'ticket.title': 'Primero un enlace, después el autenticador',
  'ticket.link-text': 'Aquí solo se puede añadir un autenticador con un enlace que vale una vez, durante 24 horas.',
  'ticket.send': 'Enviar el enlace a mi correo de trabajo',
  'ticket.sent': 'El enlace va camino de su correo de trabajo. Ábralo en este ordenador y siga desde allí.',
  'ticket.ticket-text':
    'Aquí solo se puede añadir un autenticador con un enlace que {support} le da en persona. Vale una vez, durante 24 horas, y nunca se envía por correo.',
  'ticket.ask': 'Pregunte a {reach}.',

  'recovery-codes.title': 'Guarde sus códigos de recuperación',
  'recovery-codes.text':
    'Cada uno vale una vez, con su contraseña, cuando no tiene el autenticador a mano. No se vuelven a mostrar.',
  'recovery-codes.list': 'Códigos de recuperación',
  'recovery-codes.print': 'Imprimir',
  'recovery-codes.download': 'Descargar',
  'recovery-codes.type-back': 'Escriba uno de ellos, el que quiera',
  'recovery-codes.hint': 'Sigue siendo válido. Esto solo muestra que los tiene.',
  'recovery-codes.error': {
    one: 'Ese no es el código. Compárelo grupo por grupo.',
    other: 'No es ninguno de los {count}. Compárelo grupo por grupo.',
  },
  'recovery-codes.continue': 'Continuar a {platform}',
  'recovery-codes.paper-title': 'Códigos de recuperación para {platform}',
  'recovery-codes.paper-text':
    'Cada uno vale una vez, con la contraseña, en lugar de un código de un solo uso. Guárdelos donde guarda el pasaporte, no junto al ordenador.',
  'recovery-codes.paper-made': 'Creados el {date} a las {time}',

  'replacement.title': 'Un nuevo código de recuperación',
  'replacement.text':
    'El que usó ya no vale. Este ocupa su lugar: escríbalo junto a los demás. No se vuelve a mostrar.',
  'replacement.left': {
    one: 'Con él tiene {n} código de recuperación.',
    other: 'Con él tiene {n} códigos de recuperación.',
  },
  'replacement.question':
    '¿Perdió el autenticador, o está en un ordenador que ya no tiene? Entonces configúrelo ahora de nuevo.',
  'replacement.again': 'Configurar de nuevo un autenticador',
  'replacement.not-now': 'Todavía lo tengo: continuar a {platform}',
};
