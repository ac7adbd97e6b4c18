import type { account as english } from '../en/account.ts';
import type { Translated } from '../words.ts';

export const account: Translated<typeof english> = {
  'password.again': 'Contraseña, otra vez',
  'password.new': 'Contraseña nueva',
  'password.new-again': 'Contraseña nueva, otra vez',
  'password.present': 'Contraseña actual',
  'password.title-invitation': 'Elija una contraseña',
  'password.title-reset': 'Elija una contraseña nueva',
  'password.title-change': 'Cambiar la contraseña',
  'password.for': 'Para {user} en {platform}.',
  'password.hint':
    'Al menos {least} caracteres. Unas cuantas palabras seguidas son fáciles de recordar y difíciles de adivinar.',
  'password.save': 'Guardar la contraseña',
  'password.too-short': {
    one: 'Demasiado corta: falta {n} carácter. Aquí una contraseña necesita al menos {least}.',
    other: 'Demasiado corta: faltan {n} caracteres. Aquí una contraseña necesita al menos {least}.',
  },
  'password.too-long': 'Demasiado larga: una contraseña tiene como mucho {most} caracteres.',
  'password.common': 'Es una contraseña corriente, de las primeras que otros probarían. Elija otra.',
  'password.context': 'La contraseña contiene «{word}», que otros probarían primero. Elija otra.',
  'password.not-the-same': 'Las dos contraseñas son distintas.',
  'password.old-one-wrong': 'Esa no es su contraseña actual.',
  'password-set.title': 'Su contraseña está guardada',
  'password-set.text': 'Se cerraron todas las demás sesiones. Inicie sesión ahora con la contraseña nueva.',
  'forgotten.title': '¿Olvidó la contraseña?',
  'forgotten.text':
    'Escriba su nombre de usuario. Un enlace para elegir una contraseña nueva va al correo de esa cuenta. Su autenticador queda como está.',
  'forgotten.send': 'Enviar el enlace',
  'forgotten-sent.title': 'Mire su correo',
  'forgotten-sent.text': {
    one: 'Si hay una cuenta con ese nombre, un enlace va camino de su correo. Vale una vez, durante {n} minuto.',
    other: 'Si hay una cuenta con ese nombre, un enlace va camino de su correo. Vale una vez, durante {n} minutos.',
  },
  'forgotten-sent.nothing':
    '¿No llegó nada? Mire en la carpeta de correo no deseado y compruebe cómo escribió el nombre de usuario.',

  'use-link.enrol-title': 'Configure su autenticador',
  'use-link.enrol-text':
    'Con este enlace {user} puede configurar un autenticador, una vez. Continúe, inicie sesión con nombre de usuario y contraseña, y siga «Proteja su cuenta».',
  'use-link.enable-title': 'Activar de nuevo los códigos de un solo uso',
  'use-link.enable-text':
    'Este enlace activa de nuevo los códigos de un solo uso y los de recuperación de {user}, una vez. El autenticador queda como está.',
  'use-link.enable': 'Activar de nuevo',
  'link-used.enrol-title': 'Ya puede configurar su autenticador',
  'link-used.enrol-text': 'Inicie sesión con nombre de usuario y contraseña, y siga «Proteja su cuenta».',
  'link-used.enable-title': 'Los códigos de un solo uso están activos de nuevo',
  'link-used.enable-text': 'Inicie sesión con nombre de usuario, contraseña y un código de un solo uso.',
  'link-dead.spent-title': 'Este enlace ya se usó',
  'link-dead.expired-title': 'Este enlace es demasiado antiguo',
  'link-dead.unknown-title': 'Este enlace no se conoce aquí',
  'link-dead.unknown-text':
    'Puede que el programa de correo lo haya cortado. Cópielo entero en la barra de direcciones.',
  'link-dead.invitation': 'Pida una invitación nueva a {reach}.',
  'link-dead.password-reset': 'Pida uno nuevo en la página de inicio de sesión, en «¿Olvidó la contraseña?».',
  'link-dead.other': 'Pida uno nuevo a {reach}.',

  'waiting.title': 'Espere hasta las {time}',
  'waiting.text':
    'Cinco códigos seguidos eran erróneos, así que durante un rato {platform} no acepta ningún código, ni siquiera uno correcto.',
  'waiting.again': 'Pruebe de nuevo a las {time}',
  'waiting.seconds': 'Dentro de {duration}. Esta página sigue sola.',
  'waiting.over': 'Ya puede continuar.',
  'waiting.not-you':
    '¿No era usted? Entonces alguien conoce su contraseña: pulse «No fui yo» en el correo que acabamos de enviarle.',
  'waiting.somebody-else': 'Iniciar sesión con otro nombre',
  'off.title': 'Los códigos de un solo uso están desactivados',
  'off.text': {
    one: 'Los códigos de un solo uso y los de recuperación están desactivados tras {n} erróneo. Pregunte a {reach}.',
    other:
      'Los códigos de un solo uso y los de recuperación están desactivados tras {n} erróneos seguidos. Pregunte a {reach}.',
  },
  'off.why': 'Alguien intentó adivinarlos. Si no era usted, alguien conoce su contraseña: dígalo.',

  'too-old.title': 'Esta página es demasiado antigua',
  'too-old.text': {
    one: 'Hay que terminar de iniciar sesión en {n} minuto, en la ventana donde se empezó. No se ha perdido nada.',
    other: 'Hay que terminar de iniciar sesión en {n} minutos, en la ventana donde se empezó. No se ha perdido nada.',
  },
  'too-old.cookies': 'Si vuelve aquí cada vez, puede que su navegador rechace las cookies.',
  'too-old.what-to-do': 'Qué hacer',
  'cookies.title': 'Cuando el navegador rechaza las cookies',
  'cookies.text':
    'Mientras usted inicia sesión, {platform} guarda una cookie en su navegador, para reconocer la ventana donde empezó. Sin ella, toda página es demasiado antigua.',
  'cookies.allow': 'Permita las cookies de {origin} en los ajustes de su navegador, en privacidad.',
  'cookies.private': 'Pruebe una ventana que no sea privada, o desactive una extensión que bloquee cookies.',
  'cookies.one-window': 'Empiece de nuevo y termine en la misma ventana, sin el botón Atrás.',

  'clock.title': 'Ajuste el reloj de su dispositivo',
  'clock.text':
    'Un autenticador hace sus códigos a partir de la hora. Si su reloj va mal por más de medio minuto, sus códigos se rechazan.',
  'clock.now': 'La hora correcta',
  'clock.compare': 'Compárela con la del dispositivo donde está su autenticador.',
  'clock.windows':
    'Windows: Configuración, Hora e idioma, Fecha y hora. Active «Establecer la hora automáticamente» y pulse «Sincronizar ahora».',
  'clock.mac': 'macOS: Ajustes del Sistema, General, Fecha y hora. Active «Fijar fecha y hora automáticamente».',
  'clock.linux': 'Linux: Configuración, Sistema, Fecha y hora. Active el ajuste automático.',
  'clock.phone': 'Teléfono o tableta: Ajustes, Fecha y hora (a veces en General o Sistema). Active «Automático».',
  'clock.then': 'Después vuelva y escriba el código siguiente.',

  'busy.title': 'Un momento, espere',
  'busy.text':
    'Ahora mismo inician sesión más personas de las que el servicio puede comprobar a la vez. No se ha perdido nada.',
  'busy.again': { one: 'Pruebe de nuevo dentro de {n} segundo.', other: 'Pruebe de nuevo dentro de {n} segundos.' },
  'too-many.title': 'Demasiados intentos',
  'too-many.text': 'Desde su red llegaron más intentos de los que hace una persona.',
  'too-many.again': 'Pruebe de nuevo dentro de {duration}.',
  'unavailable.title': 'Ahora mismo nadie puede iniciar sesión',
  'unavailable.text':
    'El servicio no puede comprobar quién es usted, así que no deja entrar a nadie. {support} lo está viendo. Pruebe de nuevo dentro de unos minutos.',
  'unavailable.reference': 'Si pregunta, diga la referencia {reference}.',
  'bad-request.form-title': 'Este formulario es demasiado antiguo',
  'bad-request.form-text':
    'Era de otro inicio de sesión o de otra ventana. Vuelva, cargue de nuevo la página y pruebe otra vez.',
  'bad-request.cross-site-title': 'Eso vino de otro sitio',
  'bad-request.cross-site-text':
    'Otra página quiso pulsar aquí un botón en su nombre. No se cambió nada. Abra {platform} tecleando su dirección.',
  'bad-request.client-title': 'El programa pidió algo desconocido',
  'bad-request.client-text':
    'El programa que le envió aquí no se conoce, o está configurado de otro modo del que sabemos. Abra {platform} tecleando su dirección.',
  'bad-request.other-title': 'No ha funcionado',
  'bad-request.other-text': 'La petición no se pudo leer. No se cambió nada.',
  'not-found.title': 'Esa página no existe',
  'not-found.text': 'Puede que la dirección esté cortada o mal escrita.',
  'home.title': 'Inicio de sesión de {platform}',
  'home.text': 'Aquí comprueba {platform} quién es usted. No hay nada más que hacer aquí.',
  'home.platform': 'Abrir {platform}',
  'home.security': 'Mi seguridad',

  'sign-out.title': '¿Cerrar sesión?',
  'sign-out.text': 'Aquí: solo en este navegador. En todas partes: también en sus otros dispositivos.',
  'sign-out.here': 'Cerrar sesión aquí',
  'sign-out.everywhere': 'Cerrar sesión en todas partes',
  'sign-out.stay': 'Seguir con la sesión',
  'signed-out.title': 'Ha cerrado la sesión',
  'signed-out.here': 'En este navegador. Cierre sus ventanas si otros usan este ordenador.',
  'signed-out.everywhere': 'En todos los dispositivos. El próximo inicio de sesión pedirá su contraseña.',
  'signed-out.continue': 'Volver a {platform}',

  'outbox.title': 'Bandeja de salida',
  'outbox.text': 'No hay servidor de correo configurado; los correos se quedan aquí. Solo en desarrollo.',
  'outbox.empty': 'Aún no hay correos.',
  'outbox.to': 'Para {address}',
};
