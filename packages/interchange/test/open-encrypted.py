"""Opens encrypted backups as their programs' documents say, with nothing of ours. Usage: open-encrypted.py aegis|2fas|bitwarden PASSWORD < FILE"""
import base64
import hashlib
import hmac
import json
import sys

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


def aegis(file, password):
    header = file["header"]
    slot = next(slot for slot in header["slots"] if slot["type"] == 1)
    kdf = Scrypt(salt=bytes.fromhex(slot["salt"]), length=32, n=slot["n"], r=slot["r"], p=slot["p"])
    key = opened(kdf.derive(password), slot["key_params"], bytes.fromhex(slot["key"]))
    return json.loads(opened(key, header["params"], base64.b64decode(file["db"], validate=True)))


def opened(key, params, ciphertext):
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), ciphertext + bytes.fromhex(params["tag"]), None)


def two_fas(file, password):
    texts = {}
    for field in ("reference", "servicesEncrypted"):
        sealed, salt, nonce = (base64.b64decode(part, validate=True) for part in file[field].split(":"))
        key = hashlib.pbkdf2_hmac("sha256", password, salt, 10_000, 32)
        texts[field] = AESGCM(key).decrypt(nonce, sealed, None).decode()
    return {
        "reference": hashlib.sha256(texts["reference"].encode()).hexdigest(),
        "services": json.loads(texts["servicesEncrypted"]),
    }


def bitwarden(file, password):
    assert file["encrypted"] and file["passwordProtected"] and file["kdfType"] == 0
    derived = hashlib.pbkdf2_hmac("sha256", password, file["salt"].encode(), file["kdfIterations"], 32)
    encryption, authentication = (
        HKDFExpand(algorithm=hashes.SHA256(), length=32, info=info).derive(derived) for info in (b"enc", b"mac")
    )

    def text(sealed):
        kind, parts = sealed.split(".", 1)
        iv, ciphertext, mac = (base64.b64decode(part, validate=True) for part in parts.split("|"))
        assert kind == "2" and hmac.compare_digest(mac, hmac.digest(authentication, iv + ciphertext, "sha256"))
        decryptor = Cipher(algorithms.AES(encryption), modes.CBC(iv)).decryptor()
        unpadder = padding.PKCS7(128).unpadder()
        padded = decryptor.update(ciphertext) + decryptor.finalize()
        return (unpadder.update(padded) + unpadder.finalize()).decode()

    return {"validation": text(file["encKeyValidation_DO_NOT_EDIT"]), "export": json.loads(text(file["data"]))}


read = {"aegis": aegis, "2fas": two_fas, "bitwarden": bitwarden}[sys.argv[1]]
json.dump(read(json.load(sys.stdin), sys.argv[2].encode()), sys.stdout)
